namespace Scopix.Emulator.Engine;

/// <summary>A database is of a version that this emulator does not read.</summary>
/// <param name="message">Which, and what to do, as the end of a sentence about the database.</param>
internal sealed class UnsupportedSchemaVersionException(string message) : Exception(message);
