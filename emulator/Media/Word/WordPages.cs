namespace Scopix.Emulator.Media.Word;

/// <summary>Gathers blocks on pages. A break counts once, however often the document says it, and never makes an empty page.</summary>
internal sealed class WordPages
{
    private readonly List<DocumentPage> _pages = [];
    private List<TextBlock> _blocks = [];

    public TextRoom Room { get; } = new();

    public void Break()
    {
        if (_blocks.Count == 0 || !Room.HasPages(_pages.Count + 1)) return;
        Close();
    }

    public void Add(BlockKind kind, string text, int level)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        var kept = Room.Take(kind == BlockKind.Code ? text.TrimEnd() : text.Trim());
        if (kept.Length > 0) _blocks.Add(TextBlock.Flowing(kind, kept, level));
    }

    public void AddTable(List<IReadOnlyList<string>> rows)
    {
        if (!rows.Any(row => row.Any(cell => cell.Length > 0))) return;
        var table = TextBlock.Table(rows);
        var kept = Room.Take(table.Text);
        if (kept.Length == table.Text.Length) _blocks.Add(table);
        else if (kept.Length > 0) _blocks.Add(TextBlock.Flowing(BlockKind.Paragraph, kept));
    }

    public List<DocumentPage> Finish()
    {
        if (_blocks.Count > 0 || _pages.Count == 0) Close();
        return _pages;
    }

    private void Close()
    {
        _pages.Add(new DocumentPage(_pages.Count + 1, null, null, _blocks));
        _blocks = [];
    }
}
