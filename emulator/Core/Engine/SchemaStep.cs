namespace Scopix.Emulator.Engine;

/// <summary>A change of the tables from one version of the schema to the next. A released step never changes.</summary>
/// <param name="Version">The version after the step: one more than that of the step before.</param>
/// <param name="Name">A short description for messages, e.g. <c>add files.language</c>.</param>
/// <param name="IndexesAndTriggers">SQL that changes indexes and triggers. In a new database it runs after the table changes of
/// all steps.</param>
internal sealed record SchemaStep(int Version, string Name, string Tables, string IndexesAndTriggers = "");
