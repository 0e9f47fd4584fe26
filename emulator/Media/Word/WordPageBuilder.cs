namespace Scopix.Media.Word;

/// <summary>Collects blocks on pages. Several breaks in a row count once, so no page is empty.</summary>
internal sealed class WordPageBuilder
{
    private readonly List<DocumentPage> _pages = [];
    private List<TextBlock> _blocks = [];

    public TextLimiter Limiter { get; } = new();

    public void BreakPage()
    {
        if (_blocks.Count == 0 || !Limiter.CanAddPage(_pages.Count + 1)) return;
        ClosePage();
    }

    public void AddBlock(BlockKind kind, string text, int level) =>
        Limiter.AddBlock(_blocks, kind, kind == BlockKind.Code ? text.TrimEnd() : text, level);

    public void AddTable(List<IReadOnlyList<string>> rows) => Limiter.AddTable(_blocks, rows);

    public List<DocumentPage> Finish()
    {
        if (_blocks.Count > 0 || _pages.Count == 0) ClosePage();
        return _pages;
    }

    private void ClosePage()
    {
        _pages.Add(new DocumentPage(_pages.Count + 1, _blocks));
        _blocks = [];
    }
}
