using System.Text;
using System.Xml;
using Scopix.Emulator.Media.Md;

namespace Scopix.Emulator.Media.Word;

/// <summary>What a document's body refers to in other parts: notes, and text of other kinds that is put in whole (<c>w:altChunk</c>).</summary>
internal sealed class WordReferences(WordPackage package, WordStyles styles, ReadingBudget budget)
{
    private const int MaxNotes = 100_000;

    private readonly Dictionary<string, string> _notes = [];
    private Dictionary<string, string> _imports = [];
    private long _left = DocumentReader.MaxCharacters;

    /// <summary>Reads the notes of the main part, and learns what it puts in.</summary>
    public void Read(string main)
    {
        foreach (var kind in (string[])["footnote", "endnote"])
            if (package.Related(main, kind + "s") is { } part) package.Read(part, reader => ReadNotes(reader, kind));
        _imports = package.Relations(main).Where(relation => relation.Is("aFChunk")).GroupBy(relation => relation.Id)
            .ToDictionary(same => same.Key, same => same.First().Target);
    }

    /// <summary>A note's text, the first time it is asked for.</summary>
    public string? Note(string id) => _notes.Remove(id, out var note) ? note : null;

    /// <summary>Adds the text of a part that is HTML or plain text; of other kinds nothing is read.</summary>
    public void Import(XmlReader reader, WordPages pages)
    {
        if (!_imports.TryGetValue(WordXml.Value(reader, "id") ?? "", out var name)) return;
        var type = package.TypeOf(name);
        if (type.Contains("html", StringComparison.Ordinal)) AddHtml(Text(name), pages);
        else if (type == "text/plain") pages.Add(BlockKind.Paragraph, Text(name), 0);
    }

    private void AddHtml(string html, WordPages pages)
    {
        foreach (var part in HtmlText.Read(html, budget))
        {
            if (part.Rows is { } rows) pages.AddTable([.. rows]);
            else pages.Add(part.Kind, part.Text, part.Level);
        }
    }

    private string Text(string name)
    {
        using var part = package.Open(name);
        if (part is null) return "";
        using var text = new StreamReader(part, Encoding.UTF8);
        var buffer = new char[DocumentReader.MaxCharacters / 10];
        var read = text.ReadBlock(buffer);
        budget.Spend(read);
        return new string(buffer, 0, read);
    }

    /// <summary>The text of notes by kind and id, read as the body is. Separators, which every document has, are notes without text.</summary>
    private bool ReadNotes(XmlReader reader, string kind)
    {
        while (_left > 0 && _notes.Count < MaxNotes && WordXml.Next(reader))
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != kind || reader.IsEmptyElement) continue;
            var id = WordXml.Value(reader, "id");
            var pages = new WordPages();
            new WordBody(styles, this, pages).Read(reader);
            var text = string.Join('\n', pages.Finish().SelectMany(page => page.Blocks).Select(block => block.Text));
            _left -= text.Length;
            if (text.Length > 0) _notes[kind + id] = text;
        }
        return true;
    }
}
