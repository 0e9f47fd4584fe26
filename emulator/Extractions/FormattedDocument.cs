using System.Text;
using System.Text.Json.Nodes;
using Scopix.Emulator.Files;

namespace Scopix.Emulator.Extractions;

/// <summary>
/// An image as Markdown (seed 001, File Listing &amp; Retrieval: "a formatted_document rendering of CE plan / legend / schedule /
/// description data"). Its layout is assumed: corrected data are shown, and what was said of each item.
/// </summary>
public static class FormattedDocument
{
    /// <summary>The document: title, description, visible text, a section for each extraction and check, tags.</summary>
    public static string Of(FileRecord file)
    {
        var text = new StringBuilder($"# {file.Title ?? file.Filename}\n");
        if ((file.UserDescription ?? file.Revealed?.Description) is { } description) text.Append($"\n{description}\n");
        if (file.Revealed?.VisibleText is { } visible) text.Append($"\n## Visible text\n\n{visible}\n");
        foreach (var field in Extraction.Fields(file)) Section(text, file, field, Extraction.DomainOf(field), Extraction.Data(file, field)!.Value);
        if (Reviews(file, "text_regions") is not null) Section(text, file, "text_regions", "text_regions", Extraction.Of(file, "text_regions")!.Value);
        if (file.Tags.Length > 0) text.Append($"\n## Tags\n\n{string.Join(", ", file.Tags)}\n");
        return text.ToString();
    }

    private static Corrections? Reviews(FileRecord file, string domain) =>
        file.Corrections is { } all && all.TryGetValue(domain, out var corrections) ? corrections : null;

    private static void Section(StringBuilder text, FileRecord file, string field, string domain, JsonElement data)
    {
        var corrected = CorrectedData.Of(data, Reviews(file, domain));
        text.Append($"\n## {Heading(field.EndsWith("_data", StringComparison.Ordinal) ? domain : field)}\n");
        Fields(text, corrected.Data as JsonObject ?? new JsonObject { ["items"] = corrected.Data.DeepClone() });
        if (corrected.Elsewhere.Count == 0) return;
        text.Append("\n### Other corrections\n\n");
        foreach (var (path, said) in corrected.Elsewhere) text.Append($"- `{path}`: {Line(said)}\n");
    }

    private static void Fields(StringBuilder text, JsonObject fields)
    {
        var plain = fields.Where(field => !IsTable(field.Value)).ToArray();
        if (plain.Length > 0) text.Append('\n');
        foreach (var (name, value) in plain) text.Append($"- **{Heading(name)}**: {Shown(value)}\n");
        foreach (var (name, value) in fields.Where(field => IsTable(field.Value)))
        {
            text.Append($"\n### {Heading(name)}\n");
            Table(text, value!.AsArray());
        }
    }

    private static void Table(StringBuilder text, JsonArray rows)
    {
        string[] columns = [.. rows.OfType<JsonObject>().SelectMany(row => row.Select(field => field.Key)).Distinct()];
        text.Append($"\n| {string.Join(" | ", columns.Select(column => Cell(Heading(column))))} |\n|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var row in rows.OfType<JsonObject>()) text.Append($"| {string.Join(" | ", columns.Select(column => Cell(Shown(row[column]))))} |\n");
    }

    private static bool IsTable(JsonNode? value) => value is JsonArray { Count: > 0 } rows && rows.All(row => row is JsonObject { Count: > 0 });

    private static string Shown(JsonNode? value) => value switch
    {
        null => "–",
        JsonArray { Count: 0 } => "–",
        JsonArray items => string.Join(", ", items.Select(Shown)),
        JsonObject fields => string.Join(", ", fields.Select(field => $"{field.Key} {Shown(field.Value)}")),
        _ => Line(value.ToString()),
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private static string Heading(string name) => name switch
    {
        "ce_plan" => "CE plan",
        "pid" => "P&ID",
        "pfd" => "PFD",
        Extraction.MlsCheck => "MLS compliance check",
        "" => "",
        _ => Line(char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ')),
    };
}
