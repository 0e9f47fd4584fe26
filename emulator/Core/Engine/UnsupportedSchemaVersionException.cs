namespace Scopix.Emulator.Engine;

/// <summary>A database has a version that this emulator does not support.</summary>
/// <param name="message">What is wrong and what to do, as the end of a sentence that begins with the database.</param>
internal sealed class UnsupportedSchemaVersionException(string message) : Exception(message);
