namespace Scopix.Contracts.Reports;

/// <summary>What all sections of the page are made of. Everything that comes from a target is encoded here.</summary>
public static class HtmlText
{
    /// <summary>Escapes text for HTML; null becomes the empty text.</summary>
    public static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>A number with thousands separators.</summary>
    public static string Format(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Renders a kind of evidence as a coloured word; empty for null.</summary>
    public static string RenderEvidenceBadge(EvidenceKind? evidence) => evidence is null
        ? "" : $"<span class=\"evidence {Lower(evidence)}\">{Lower(evidence)}</span>";

    /// <summary>The word of a kind of evidence in lower case.</summary>
    public static string Lower(EvidenceKind? evidence) => $"{evidence}".ToLowerInvariant();

    /// <summary>Renders claims as a bar: held, refuted and not exercised. The numbers stand beside it.</summary>
    public static string RenderBar(ClaimCounts claims) => $"""
        <span class="bar" aria-hidden="true">{RenderPart("held", claims.Held, claims)}{RenderPart("refuted", claims.Refuted, claims)}</span>
        """;

    /// <summary>Renders a foldable section with a table; empty when there are no rows.</summary>
    public static string RenderTable(string id, string title, string[] names, IEnumerable<string[]>? rows)
    {
        var cells = rows?.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{RenderCell(cell)}</td>"))}</tr>").ToList() ?? [];
        if (cells.Count == 0) return "";
        var head = string.Concat(names.Select(name => $"<th scope=\"col\">{name}</th>"));
        return $"""
            <section id="{id}"><details class="fold"><summary><h2>{title}</h2> <span class="count">{Format(cells.Count)}</span></summary>
            <div class="scroll" tabindex="0"><table>
            <thead><tr>{head}</tr></thead>
            <tbody>{string.Concat(cells)}</tbody>
            </table></div>
            </details></section>
            """;
    }

    private static string RenderPart(string name, int part, ClaimCounts claims) => part == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture, $"<i class=\"{name}\" style=\"width:{100.0 * part / claims.Total:0.##}%\"></i>");

    private static string RenderCell(string text) =>
        Enum.GetNames<EvidenceKind>().Contains(text) ? RenderEvidenceBadge(Enum.Parse<EvidenceKind>(text)) : Encode(text);
}
