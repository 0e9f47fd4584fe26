namespace Scopix.Media;

/// <summary>The text of a document, independent of its format. There is at least one page: TXT has one for each form feed, DOCX one for
/// each page break that Word stored, MD one. Characters are counted in UTF-16 units.</summary>
internal sealed record DocumentText(IReadOnlyList<DocumentPage> Pages, long CharacterCount, bool IsTruncated)
{
    public string ToPlainText() => string.Join("\n\n", Pages.SelectMany(page => page.Blocks).Select(block => block.Text));
}

/// <summary>One page; it may be empty. Numbers begin at 1.</summary>
internal sealed record DocumentPage(int Number, IReadOnlyList<TextBlock> Blocks);

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
/// is never empty. The level is 1 to 6 for headings, the depth from 1 for list items, otherwise 0. The box is null for formats without
/// positions; cells are null unless the format states them.</summary>
internal sealed record TextBlock(
    BlockKind Kind, string Text, int Level = 0, TextBox? Box = null, IReadOnlyList<IReadOnlyList<string>>? Cells = null)
{
    internal static TextBlock CreateTable(IReadOnlyList<IReadOnlyList<string>> rows) =>
        new(BlockKind.Table, string.Join('\n', rows.Select(row => string.Join('\t', row))), Cells: rows);
}

/// <summary>A rectangle in fractions of its page, 0 to 1 from the top left corner; X0 ≤ X1 and Y0 ≤ Y1.</summary>
internal readonly record struct TextBox(double X0, double Y0, double X1, double Y1);
