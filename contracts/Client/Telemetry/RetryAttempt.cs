namespace Scopix.Client;

/// <summary>A request that failed and is sent again after a pause.</summary>
/// <param name="Operation">
/// The operation's id, e.g. <c>files.list</c>; <c>storage.put</c> and <c>storage.get</c> for the bytes of files.
/// </param>
/// <param name="Attempt">The attempt that failed: 1 for the first one.</param>
/// <param name="Delay">The pause before the next attempt.</param>
/// <param name="Exception">Why the attempt failed.</param>
public sealed record RetryAttempt(string Operation, int Attempt, TimeSpan Delay, ScopixException Exception);
