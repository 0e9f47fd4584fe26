using System.Text;

namespace Scopix.Emulator.Media.Md;

/// <summary>A table of HTML that is being read; what is not in a cell belongs to the one before, and a table in a cell is text.</summary>
internal sealed class HtmlTable
{
    private readonly List<List<StringBuilder>> _rows = [];
    private int _depth;

    public bool IsOpen => _depth > 0 || _rows.Count > 0;

    /// <summary>Takes a tag; true when it closes the table.</summary>
    public bool Take(HtmlTag tag)
    {
        switch (tag.Name)
        {
            case "table" when tag.Closing:
                _depth = Math.Max(0, _depth - 1);
                return _depth == 0;
            case "table": _depth++; break;
            case "tr" when !tag.Closing && _depth <= 1: _rows.Add([]); break;
            case "td" or "th" when !tag.Closing && _depth <= 1: Cell(); break;
            default: Add(tag.IsLineEnd || tag.IsCell ? " " : ""); break;
        }
        return false;
    }

    public void Add(string text)
    {
        if (text.Length == 0) return;
        if (_rows is not [.., [.., _]])
        {
            if (string.IsNullOrWhiteSpace(text)) return;
            _rows.Add([]); // a caption
            Cell();
        }
        _rows[^1][^1].Append(text);
    }

    /// <summary>The cells that are not all empty; begins anew.</summary>
    public List<IReadOnlyList<string>> Rows()
    {
        var rows = _rows.Select(row => (IReadOnlyList<string>)[.. row.Select(Text)]).Where(row => row.Any(cell => cell.Length > 0)).ToList();
        _rows.Clear();
        _depth = 0;
        return rows;
    }

    private void Cell()
    {
        if (_rows.Count == 0) _rows.Add([]);
        _rows[^1].Add(new StringBuilder());
    }

    private static string Text(StringBuilder cell) => string.Join(' ', cell.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
