namespace Scopix.Emulator.Engine;

/// <summary>A change of the tables, from one version of the schema to the next. A step that was released never changes again.</summary>
/// <param name="Version">The version that it leads to: one more than that of the step before it.</param>
/// <param name="Name">What it does, for messages, e.g. <c>add files.language</c>.</param>
/// <param name="Tables">SQL that changes tables and what is in them.</param>
/// <param name="IndexesAndTriggers">SQL that changes indexes and triggers. In a new database it runs after all steps' tables.</param>
internal sealed record SchemaStep(int Version, string Name, string Tables, string IndexesAndTriggers = "");
