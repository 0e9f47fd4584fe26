using Scopix.Media.Markdown;

namespace Scopix.Media.Word;

/// <summary>What a document's body refers to in other parts: notes, and imported content (<c>w:altChunk</c>).</summary>
internal sealed class WordReferences(WordPackage package, WordStyles styles, ReadingBudget budget)
{
    private const int MaxNotes = 100_000;
    private readonly Dictionary<string, string> _notes = [];
    private Dictionary<string, string> _imports = [];
    private long _noteCharactersLeft = DocumentReader.MaxCharacters;

    public void Read(string main)
    {
        foreach (var kind in (string[])["footnote", "endnote"])
            if (package.FindRelatedPart(main, kind + "s") is { } part) package.ReadPart(part, reader => ReadNotes(reader, kind));
        _imports = package.ReadRelationships(main).Where(relationship => relationship.IsOfKind("aFChunk"))
            .GroupBy(relationship => relationship.Id)
            .ToDictionary(same => same.Key, same => same.First().Target);
    }

    /// <summary>A note's text at its first reference; null after that.</summary>
    public string? TakeNote(string id) => _notes.Remove(id, out var note) ? note : null;

    /// <summary>Only HTML and plain text are imported.</summary>
    public void AddImport(XmlReader reader, WordPageBuilder pages)
    {
        if (!_imports.TryGetValue(WordXml.GetAttribute(reader, "id") ?? "", out var name)) return;
        var type = package.GetContentType(name);
        if (type.Contains("html", StringComparison.Ordinal)) AddHtml(ReadText(name), pages);
        else if (type == "text/plain") pages.AddBlock(BlockKind.Paragraph, ReadText(name), 0);
    }

    private void AddHtml(string html, WordPageBuilder pages)
    {
        foreach (var part in HtmlTextReader.Read(html, budget))
        {
            if (part.Rows is { } rows) pages.AddTable([.. rows]);
            else pages.AddBlock(part.Kind, part.Text, part.Level);
        }
    }

    private string ReadText(string name)
    {
        using var part = package.OpenPart(name);
        if (part is null) return "";
        using var text = new StreamReader(part, Encoding.UTF8);
        var buffer = new char[DocumentReader.MaxCharacters / 10];
        var read = text.ReadBlock(buffer);
        budget.Spend(read);
        return new string(buffer, 0, read);
    }

    /// <summary>Reads notes as the body is read. Separators, which every document has, are notes without text.</summary>
    private void ReadNotes(XmlReader reader, string kind)
    {
        while (_noteCharactersLeft > 0 && _notes.Count < MaxNotes && WordXml.ReadNext(reader))
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != kind || reader.IsEmptyElement) continue;
            var id = WordXml.GetAttribute(reader, "id");
            var pages = new WordPageBuilder();
            new WordBodyReader(styles, this, pages).Read(reader);
            var text = string.Join('\n', pages.Finish().SelectMany(page => page.Blocks).Select(block => block.Text));
            _noteCharactersLeft -= text.Length;
            if (text.Length > 0) _notes[kind + id] = text;
        }
    }
}
