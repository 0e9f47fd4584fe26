namespace Scopix.Media;

internal sealed class TextLimiter
{
    private int _blockCount;

    public long CharacterCount { get; private set; }
    public bool IsTruncated { get; private set; }

    /// <summary>Whether a page may follow this many.</summary>
    public bool CanAddPage(int pages) => pages < DocumentReader.MaxPages || !(IsTruncated = true);

    public void MarkTruncated() => IsTruncated = true;

    public void AddBlock(List<TextBlock> blocks, BlockKind kind, string text, int level)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        var fitting = TakeFitting(kind == BlockKind.Code ? text : text.Trim());
        if (fitting.Length > 0) blocks.Add(new TextBlock(kind, fitting, level));
    }

    /// <summary>Adds a table unless all its cells are empty; a table that does not fit becomes a paragraph.</summary>
    public void AddTable(List<TextBlock> blocks, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (!rows.Any(row => row.Any(cell => cell.Length > 0))) return;
        var table = TextBlock.CreateTable(rows);
        var fitting = TakeFitting(table.Text);
        if (fitting.Length == table.Text.Length) blocks.Add(table);
        else if (fitting.Length > 0) blocks.Add(new TextBlock(BlockKind.Paragraph, fitting));
    }

    /// <summary>Returns the part of a block's text that fits; after a part that does not fit, nothing fits.</summary>
    public string TakeFitting(string text)
    {
        var left = (int)Math.Min(int.MaxValue, DocumentReader.MaxCharacters - CharacterCount);
        if (_blockCount++ == DocumentReader.MaxBlocks || IsTruncated) left = 0;
        if (text.Length > left)
        {
            IsTruncated = true;
            text = TextTruncation.Truncate(text, left);
        }
        CharacterCount += text.Length;
        return text;
    }
}
