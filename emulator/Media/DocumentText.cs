namespace Scopix.Media;

/// <summary>The text of a document, independent of its format. There is at least one page: TXT has one for each form feed, DOCX one for
/// each page break that Word stored, MD one. Characters are counted in UTF-16 units.</summary>
internal sealed record DocumentText(IReadOnlyList<DocumentPage> Pages, long CharacterCount, bool IsTruncated)
{
    public string ToPlainText() => string.Join("\n\n", Pages.SelectMany(page => page.Blocks).Select(block => block.Text));
}

/// <summary>One page; it may be empty. Numbers begin at 1. Sizes are as displayed, in points of 1/72 inch, and null for formats without
/// positions.</summary>
internal sealed record DocumentPage(int Number, double? Width, double? Height, IReadOnlyList<TextBlock> Blocks);

internal enum BlockKind
{
    Paragraph,

    Heading,

    /// <summary>The text omits the bullet; it has the number only where the page shows one (PDF).</summary>
    ListItem,

    /// <summary>The text has one line for each row, with tabs between cells; see <see cref="TextBlock.Cells"/>.</summary>
    Table,

    Code,
}

/// <summary>A block of text. DOCX and MD state its kind; PDF kinds are inferred from sizes and bullets; TXT has paragraphs only. The text
/// is never empty. The level is 1 to 6 for headings, the depth from 1 for list items, otherwise 0. Box, size (in points, of most
/// characters) and lines are null or empty for formats without positions; cells are null unless the format states them.</summary>
internal sealed record TextBlock(
    BlockKind Kind,
    string Text,
    int Level,
    TextBox? Box,
    double? FontSize,
    IReadOnlyList<TextLine> Lines,
    IReadOnlyList<IReadOnlyList<string>>? Cells)
{
    internal static TextBlock CreateWithoutPosition(BlockKind kind, string text, int level = 0) =>
        new(kind, text, level, null, null, [], null);

    internal static TextBlock CreateTable(IReadOnlyList<IReadOnlyList<string>> rows) =>
        new(BlockKind.Table, string.Join('\n', rows.Select(row => string.Join('\t', row))), 0, null, null, [], rows);
}

/// <summary>One printed line, its words separated by one space. The font size is in points.</summary>
internal sealed record TextLine(string Text, TextBox Box, double FontSize);

/// <summary>A rectangle in fractions of its page, 0 to 1 from the top left corner; X0 ≤ X1 and Y0 ≤ Y1.</summary>
internal readonly record struct TextBox(double X0, double Y0, double X1, double Y1);
