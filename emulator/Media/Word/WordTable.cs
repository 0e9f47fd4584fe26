namespace Scopix.Media.Word;

/// <summary>A table that is being read. A nested table becomes text of its cell; deleted rows and cells are omitted.</summary>
internal sealed class WordTable
{
    private readonly List<List<StringBuilder>> _rows = [];
    private bool _isRowDeleted, _isCellDeleted;

    public void AddRow()
    {
        _rows.Add([]);
        _isRowDeleted = _isCellDeleted = false;
    }

    public void AddCell()
    {
        _isCellDeleted = _isRowDeleted;
        if (_rows.Count > 0 && !_isRowDeleted) _rows[^1].Add(new StringBuilder());
    }

    public void ReadRowProperties(XmlReader reader) => _isRowDeleted |= ContainsElement(reader, "del");

    public void ReadCellProperties(XmlReader reader)
    {
        if (!ContainsElement(reader, "cellDel") || _isCellDeleted || _rows is not [.., [.., _]]) return;
        _rows[^1].RemoveAt(_rows[^1].Count - 1);
        _isCellDeleted = true;
    }

    public void AppendText(string text)
    {
        if (_isCellDeleted || _rows is not [.., [.., var cell]] || string.IsNullOrWhiteSpace(text)) return;
        if (cell.Length > 0) cell.Append(' ');
        cell.Append(text.Trim().Replace('\n', ' ').Replace('\t', ' '));
    }

    public List<IReadOnlyList<string>> ToRows() =>
        [.. _rows.Where(row => row.Count > 0).Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell.ToString())])];

    public string ToText() => string.Join(' ', _rows.SelectMany(row => row).Where(cell => cell.Length > 0));

    private static bool ContainsElement(XmlReader reader, string name)
    {
        if (reader.IsEmptyElement) return false;
        var (depth, found) = (reader.Depth, false);
        while (WordXml.ReadNext(reader) && reader.Depth > depth)
            found |= reader.NodeType == XmlNodeType.Element && reader.LocalName == name;
        return found;
    }
}
