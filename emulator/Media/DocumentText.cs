namespace Scopix.Media;

/// <summary>What a document says, whatever format it came in.</summary>
/// <param name="Pages">At least one. TXT has one per form feed, DOCX one per break that Word wrote down, MD a single one.</param>
/// <param name="CharacterCount">UTF-16 units in all blocks' texts.</param>
/// <param name="IsTruncated">True when the document is longer than <see cref="DocumentReader"/> reads; the rest was left out.</param>
internal sealed record DocumentText(IReadOnlyList<DocumentPage> Pages, long CharacterCount, bool IsTruncated)
{
    /// <summary>Every block's text in reading order, a blank line between blocks.</summary>
    public string ToPlainText() => string.Join("\n\n", Pages.SelectMany(page => page.Blocks).Select(block => block.Text));
}

/// <summary>One page, its blocks in reading order; a page may be empty.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Width">As displayed (rotation applied), in points of 1/72 inch; null for formats without positions.</param>
/// <param name="Height">As displayed, in points; null for formats without positions.</param>
/// <param name="Blocks">In reading order.</param>
internal sealed record DocumentPage(int Number, double? Width, double? Height, IReadOnlyList<TextBlock> Blocks);

/// <summary>What a block is.</summary>
internal enum BlockKind
{
    /// <summary>Running text.</summary>
    Paragraph,

    /// <summary>A heading of level 1 to 6.</summary>
    Heading,

    /// <summary>One item of a list; its bullet is not in the text, a number only where the page shows it (PDF).</summary>
    ListItem,

    /// <summary>A table: one line of text a row, cells between tabs, and <see cref="TextBlock.Cells"/>.</summary>
    Table,

    /// <summary>Preformatted text, with its line ends.</summary>
    Code,
}

/// <summary>A heading, paragraph, list item, table or piece of code.</summary>
/// <param name="Kind">What it is: stated by DOCX and MD, inferred from sizes and bullets in PDF and absent in TXT.</param>
/// <param name="Text">Never empty. Lines of a paragraph are joined by a space, a word divided at a line's end is whole again.</param>
/// <param name="Level">1 to 6 for headings; for list items the depth from 1; otherwise 0.</param>
/// <param name="Box">Where it stands; null for formats without positions.</param>
/// <param name="FontSize">In points, the size most of its characters have; null for formats without positions.</param>
/// <param name="Lines">The lines as printed; empty for formats without positions.</param>
/// <param name="Cells">A table's rows of cells, when the format states them; otherwise null.</param>
internal sealed record TextBlock(
    BlockKind Kind,
    string Text,
    int Level,
    TextBox? Box,
    double? FontSize,
    IReadOnlyList<TextLine> Lines,
    IReadOnlyList<IReadOnlyList<string>>? Cells)
{
    /// <summary>A block of a format without positions.</summary>
    internal static TextBlock CreateWithoutPosition(
        BlockKind kind, string text, int level = 0) => new(kind, text, level, null, null, [], null);

    /// <summary>A table whose cells are known.</summary>
    internal static TextBlock CreateTable(IReadOnlyList<IReadOnlyList<string>> rows) =>
        new(BlockKind.Table, string.Join('\n', rows.Select(row => string.Join('\t', row))), 0, null, null, [], rows);
}

/// <summary>One printed line.</summary>
/// <param name="Text">Never empty; words are separated by one space.</param>
/// <param name="Box">Where it stands.</param>
/// <param name="FontSize">In points.</param>
internal sealed record TextLine(string Text, TextBox Box, double FontSize);

/// <summary>A rectangle in fractions of its page, 0 to 1 from the top left corner; X0 ≤ X1 and Y0 ≤ Y1.</summary>
/// <param name="X0">Left.</param>
/// <param name="Y0">Top.</param>
/// <param name="X1">Right.</param>
/// <param name="Y1">Bottom.</param>
internal readonly record struct TextBox(double X0, double Y0, double X1, double Y1);
