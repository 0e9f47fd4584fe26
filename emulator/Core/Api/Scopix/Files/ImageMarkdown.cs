namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// An image as Markdown (seed 001, File Listing &amp; Retrieval: "a formatted_document rendering of CE plan / legend / schedule /
/// description data"). The layout is assumed: it shows the corrected data and the reviews.
/// </summary>
internal static class ImageMarkdown
{
    public static string Render(FileRecord file)
    {
        var text = new StringBuilder($"# {file.Title ?? file.Filename}\n");
        if ((file.UserDescription ?? file.RevealedOutcome?.Description) is { } description) text.Append($"\n{description}\n");
        if (file.RevealedOutcome?.VisibleText is { } visible) text.Append($"\n## Visible text\n\n{visible}\n");
        foreach (var field in ExtractionData.ListFields(file))
            AppendSection(text, file, field, ExtractionData.GetDomain(field), ExtractionData.FindByField(file, field)!.Value);
        if (FindCorrections(file, "text_regions") is not null)
            AppendSection(text, file, "text_regions", "text_regions", ExtractionData.FindByDomain(file, "text_regions")!.Value);
        if (file.Tags.Length > 0) text.Append($"\n## Tags\n\n{string.Join(", ", file.Tags)}\n");
        return text.ToString();
    }

    private static Corrections? FindCorrections(FileRecord file, string domain) =>
        file.Corrections is { } all && all.TryGetValue(domain, out var corrections) ? corrections : null;

    private static void AppendSection(StringBuilder text, FileRecord file, string field, string domain, JsonElement data)
    {
        var corrected = CorrectedExtraction.Create(data, FindCorrections(file, domain));
        text.Append($"\n## {FormatHeading(field.EndsWith("_data", StringComparison.Ordinal) ? domain : field)}\n");
        AppendFields(text, corrected.Data as JsonObject ?? new JsonObject { ["items"] = corrected.Data.DeepClone() });
        if (corrected.UnmatchedCorrections.Count == 0) return;
        text.Append("\n### Other corrections\n\n");
        foreach (var (path, correction) in corrected.UnmatchedCorrections) text.Append($"- `{path}`: {ToSingleLine(correction)}\n");
    }

    private static void AppendFields(StringBuilder text, JsonObject fields)
    {
        var plain = fields.Where(field => !IsTable(field.Value)).ToArray();
        if (plain.Length > 0) text.Append('\n');
        foreach (var (name, value) in plain) text.Append($"- **{FormatHeading(name)}**: {FormatValue(value)}\n");
        foreach (var (name, value) in fields.Where(field => IsTable(field.Value)))
        {
            text.Append($"\n### {FormatHeading(name)}\n");
            AppendTable(text, value!.AsArray());
        }
    }

    private static void AppendTable(StringBuilder text, JsonArray rows)
    {
        string[] columns = [.. rows.OfType<JsonObject>().SelectMany(row => row.Select(field => field.Key)).Distinct()];
        text.Append($"\n| {string.Join(" | ", columns.Select(column => EscapeCell(FormatHeading(column))))} |\n");
        text.Append($"|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var row in rows.OfType<JsonObject>())
            text.Append($"| {string.Join(" | ", columns.Select(column => EscapeCell(FormatValue(row[column]))))} |\n");
    }

    private static bool IsTable(JsonNode? value) =>
        value is JsonArray { Count: > 0 } rows && rows.All(row => row is JsonObject { Count: > 0 });

    private static string FormatValue(JsonNode? value) => value switch
    {
        null => "–",
        JsonArray { Count: 0 } => "–",
        JsonArray items => string.Join(", ", items.Select(FormatValue)),
        JsonObject fields => string.Join(", ", fields.Select(field => $"{field.Key} {FormatValue(field.Value)}")),
        _ => ToSingleLine(value.ToString()),
    };

    private static string EscapeCell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string ToSingleLine(string text) => text.ReplaceLineEndings(" ");

    private static string FormatHeading(string name) => name switch
    {
        "ce_plan" => "CE plan",
        "pid" => "P&ID",
        "pfd" => "PFD",
        ExtractionData.MlsCheckField => "MLS compliance check",
        "" => "",
        _ => ToSingleLine(char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ')),
    };
}
