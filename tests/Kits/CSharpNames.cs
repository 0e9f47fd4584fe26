using System.Text;
using System.Text.Json.Nodes;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>Writes the words of the contracts as constants of C#, for the .NET kit.</summary>
internal static class CSharpNames
{
    /// <summary>The ids of the operations, a class for each family.</summary>
    /// <param name="operations">The rows of <c>contracts/operations.json</c>.</param>
    public static string WriteOperations(JsonArray operations)
    {
        var ids = operations.Select(operation => (Id: (string)operation!["id"]!, Summary: Describe(operation)))
            .Concat(StorageJournalMiddleware.OperationIds.Select(id => (Id: id, Summary: "A request to storage, in the journal alone.")));
        var text = new StringBuilder(Begin("The ids of the operations, for faults and for what the journal has.", "Operations"));
        foreach (var family in ids.GroupBy(operation => operation.Id[..operation.Id.LastIndexOf('.')]))
        {
            text.Append(family.Key == "files" ? "" : "\n").Append($"    /// <summary>The operations <c>{family.Key}.*</c>.</summary>\n")
                .Append($"    public static class {ToName(family.Key)}\n    {{\n");
            if (family.Key != "storage") text.Append(WriteConstant("        ", "All", family.Key + ".*", "All of this family."));
            foreach (var (id, summary) in family)
                text.Append(WriteConstant("        ", ToName(id[(family.Key.Length + 1)..]), id, summary));
            text.Append("    }\n");
        }
        return text.Append("}\n").ToString();
    }

    /// <summary>A class with the values of an enumeration.</summary>
    public static string WriteWords(string name, string summary, JsonNode schema)
    {
        var text = new StringBuilder(Begin(summary, name));
        foreach (var word in schema["enum"]!.AsArray().Select(value => (string?)value).OfType<string>())
            text.Append(WriteConstant("    ", ToName(word), word, null));
        return text.Append("}\n").ToString();
    }

    private static string Begin(string summary, string name) =>
        $$"""
        // {{summary}} {{KitTypesTests.Notice}}
        namespace Scopix.Emulator;

        /// <summary>{{summary}}</summary>
        public static class {{name}}
        {

        """;

    private static string WriteConstant(string indent, string name, string value, string? summary) =>
        $"{indent}/// <summary>{summary ?? $"<c>{value}</c>"}</summary>\n{indent}public const string {name} = \"{value}\";\n";

    private static string Describe(JsonNode operation) =>
        $"{Escape((string)operation["summary"]!)}: <c>{(string)operation["method"]!} {(string)operation["path"]!}</c>.";

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string ToName(string words) => ContractTypes.ToTypeName(words.Replace('.', '-'));
}
