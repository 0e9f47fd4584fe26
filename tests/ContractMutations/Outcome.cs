namespace Scopix.ContractMutations;

/// <summary>
/// The outcome of a run of some cases; <paramref name="Failure"/> is the first failed test and its message. A run that took too long
/// is cut short.
/// </summary>
public sealed record Outcome(int PassedCount, (string Test, string Message)? Failure, bool IsCutShort = false);
