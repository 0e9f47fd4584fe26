namespace Scopix.Emulator.State;

/// <summary>A database is of a version that this emulator does not read.</summary>
/// <param name="message">Which, and what to do, as the end of a sentence about the database.</param>
public sealed class OtherVersionException(string message) : Exception(message);
