namespace Scopix.Media.Markdown;

/// <summary>An HTML table that is being read. Text outside a cell belongs to the cell before; a nested table becomes text of its
/// cell.</summary>
internal sealed class HtmlTable
{
    private readonly List<List<StringBuilder>> _rows = [];
    private int _depth;

    public bool IsOpen => _depth > 0 || _rows.Count > 0;

    public bool ProcessTag(HtmlTag tag)
    {
        switch (tag.Name)
        {
            case "table" when tag.IsClosing:
                _depth = Math.Max(0, _depth - 1);
                return _depth == 0;
            case "table": _depth++; break;
            case "tr" when !tag.IsClosing && _depth <= 1: _rows.Add([]); break;
            case "td" or "th" when !tag.IsClosing && _depth <= 1: AddCell(); break;
            default: AppendText(tag.BreaksLine || tag.IsCell ? " " : ""); break;
        }
        return false;
    }

    public void AppendText(string text)
    {
        if (text.Length == 0) return;
        if (_rows is not [.., [.., _]])
        {
            if (string.IsNullOrWhiteSpace(text)) return;
            _rows.Add([]); // a caption
            AddCell();
        }
        _rows[^1][^1].Append(text);
    }

    public List<IReadOnlyList<string>> TakeRows()
    {
        var rows = _rows.Select(row => (IReadOnlyList<string>)[.. row.Select(ToCellText)]).Where(row => row.Any(cell => cell.Length > 0))
            .ToList();
        _rows.Clear();
        _depth = 0;
        return rows;
    }

    private void AddCell()
    {
        if (_rows.Count == 0) _rows.Add([]);
        _rows[^1].Add(new StringBuilder());
    }

    private static string ToCellText(StringBuilder cell) =>
        string.Join(' ', cell.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
