using System.Text;
using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>A table that is being read; a table in a cell is text of that cell. Deleted rows and cells are left out.</summary>
internal sealed class WordTable
{
    private readonly List<List<StringBuilder>> _rows = [];
    private bool _rowIsDeleted, _cellIsDeleted;

    public void Row()
    {
        _rows.Add([]);
        _rowIsDeleted = _cellIsDeleted = false;
    }

    public void Cell()
    {
        _cellIsDeleted = _rowIsDeleted;
        if (_rows.Count > 0 && !_rowIsDeleted) _rows[^1].Add(new StringBuilder());
    }

    public void RowProperties(XmlReader reader) => _rowIsDeleted |= Deletes(reader, "del");

    public void CellProperties(XmlReader reader)
    {
        if (!Deletes(reader, "cellDel") || _cellIsDeleted || _rows is not [.., [.., _]]) return;
        _rows[^1].RemoveAt(_rows[^1].Count - 1);
        _cellIsDeleted = true;
    }

    public void Add(string text)
    {
        if (_cellIsDeleted || _rows is not [.., [.., var cell]] || string.IsNullOrWhiteSpace(text)) return;
        if (cell.Length > 0) cell.Append(' ');
        cell.Append(text.Trim().Replace('\n', ' ').Replace('\t', ' '));
    }

    public List<IReadOnlyList<string>> Rows() =>
        [.. _rows.Where(row => row.Count > 0).Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell.ToString())])];

    public string Text() => string.Join(' ', _rows.SelectMany(row => row).Where(cell => cell.Length > 0));

    private static bool Deletes(XmlReader reader, string name)
    {
        if (reader.IsEmptyElement) return false;
        var (depth, found) = (reader.Depth, false);
        while (WordXml.Next(reader) && reader.Depth > depth) found |= reader.NodeType == XmlNodeType.Element && reader.LocalName == name;
        return found;
    }
}
