using System.Text.RegularExpressions;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>
/// The elements of a page (seed 001, Document Operations): adjacent list items are one list, a table is Markdown, a short
/// line with a colon is a key_value. For a format without positions, boxes are estimated from top to bottom by the number of lines
/// of each element (assumed).
/// </summary>
internal static partial class PageElementBuilder
{
    private const int CharsPerLine = 90;

    public static DigitizedPageRecord Build(DocumentPage page)
    {
        var groups = GroupListItems(page.Blocks);
        var boxes = groups.Select(group => group.All(block => block.Box is not null) ? GetBoundingBox(group) : null).ToArray();
        if (boxes.Any(box => box is null)) boxes = EstimateBoxes(groups);
        return new DigitizedPageRecord(page.Number, [.. groups.Select((group, i) => ToElement(group, boxes[i]!))]);
    }

    private static List<List<TextBlock>> GroupListItems(IReadOnlyList<TextBlock> blocks)
    {
        var groups = new List<List<TextBlock>>();
        foreach (var block in blocks)
        {
            if (block.Kind == BlockKind.ListItem && groups.Count > 0 && groups[^1][0].Kind == BlockKind.ListItem) groups[^1].Add(block);
            else groups.Add([block]);
        }
        return groups;
    }

    private static PageElement ToElement(List<TextBlock> group, ElementBox box)
    {
        var block = group[0];
        return block.Kind switch
        {
            BlockKind.Heading => new PageElement("heading", block.Text, box, new ElementMetadata(block.Level)),
            BlockKind.ListItem => new PageElement("list", string.Join('\n', group.Select(item => "- " + item.Text)), box, null),
            BlockKind.Table => new PageElement("table", ToMarkdownTable(block), box, null),
            _ => new PageElement(KeyAndValue().IsMatch(block.Text) ? "key_value" : "paragraph", block.Text, box, null),
        };
    }

    private static string ToMarkdownTable(TextBlock table)
    {
        if (table.Cells is not { Count: > 0 } rows) return table.Text;
        var lines = rows
            .Select(row => "| "
                + string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' '))) + " |")
                .ToList();
        lines.Insert(1, "|" + string.Concat(Enumerable.Repeat("---|", rows[0].Count)));
        return string.Join('\n', lines);
    }

    private static ElementBox GetBoundingBox(List<TextBlock> group) => ElementBox.FromCorners(
        group.Min(block => block.Box!.Value.X0), group.Min(block => block.Box!.Value.Y0), group.Max(block => block.Box!.Value.X1),
        group.Max(block => block.Box!.Value.Y1));

    private static ElementBox[] EstimateBoxes(List<List<TextBlock>> groups)
    {
        var lines = groups.Select(group => group.Sum(block => block.Text.Split('\n').Sum(line => 1 + line.Length / CharsPerLine)) + 0.5)
            .ToArray();
        var (scale, y) = (0.9 / Math.Max(45, lines.Sum()), 0.05);
        return [.. lines.Select(height => ElementBox.FromCorners(0.1, y, 0.9, y += height * scale))];
    }

    [GeneratedRegex(@"\A\p{L}[^:\n]{0,39}:[ \t]+\S[^\n]{0,79}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyAndValue();
}

internal sealed record DigitizedPageRecord(int PageNumber, PageElement[] Elements);

/// <summary>
/// One element: <c>heading</c>, <c>paragraph</c>, <c>table</c>, <c>key_value</c> or <c>list</c> (figures are not detected).
/// </summary>
internal sealed record PageElement(
    string Type, string Content, ElementBox BoundingBox,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ElementMetadata? Metadata = null);

/// <summary>A heading's level, 1–6.</summary>
internal sealed record ElementMetadata(int Level);

/// <summary>The position of an element, in fractions of its page from the top left; four digits.</summary>
internal sealed record ElementBox(double X, double Y, double W, double H)
{
    public static ElementBox FromCorners(double x0, double y0, double x1, double y1)
    {
        var (left, top) = (Math.Round(Math.Clamp(x0, 0, 1), 4), Math.Round(Math.Clamp(y0, 0, 1), 4));
        return new ElementBox(left, top, Math.Round(Math.Clamp(x1, left, 1) - left, 4), Math.Round(Math.Clamp(y1, top, 1) - top, 4));
    }
}
