using System.Text;

namespace Scopix.Emulator.Media.Word;

/// <summary>A table that is being read; a table in a cell is text of that cell.</summary>
internal sealed class WordTable
{
    private readonly List<List<StringBuilder>> _rows = [];

    public void Row() => _rows.Add([]);

    public void Cell()
    {
        if (_rows.Count > 0) _rows[^1].Add(new StringBuilder());
    }

    public void Add(string text)
    {
        if (_rows is not [.., [.., var cell]] || string.IsNullOrWhiteSpace(text)) return;
        if (cell.Length > 0) cell.Append(' ');
        cell.Append(text.Trim().Replace('\n', ' ').Replace('\t', ' '));
    }

    public List<IReadOnlyList<string>> Rows() =>
        [.. _rows.Where(row => row.Count > 0).Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell.ToString())])];

    public string Text() => string.Join(' ', _rows.SelectMany(row => row).Where(cell => cell.Length > 0));
}
