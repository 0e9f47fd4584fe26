using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>
/// Goes through <c>word/document.xml</c> once (ECMA-376, 17): paragraphs with their runs wherever they are (links, content
/// controls, insertions, text boxes), tables, breaks. Deleted and moved-away text, field codes and fallbacks are left out.
/// </summary>
internal sealed class WordBody(WordStyles styles, Dictionary<string, string> notes, WordPages pages)
{
    private const int MaxNested = 32;
    private readonly Stack<WordParagraph> _paragraphs = new();
    private readonly Stack<WordTable> _tables = new();
    private int _properties = -1;
    private long _waiting;

    /// <exception cref="UnreadableDocumentException">It nests too deeply, or unpacks to too much.</exception>
    /// <exception cref="XmlException">It is no XML, or has a DTD.</exception>
    public void Read(XmlReader reader, CancellationToken cancel)
    {
        for (var nodes = 1; WordXml.Next(reader) && !pages.Room.IsFull; nodes++)
        {
            if (nodes % 8192 == 0) cancel.ThrowIfCancellationRequested();
            if (reader.NodeType == XmlNodeType.EndElement) Leave(reader);
            else if (reader.NodeType == XmlNodeType.Element) Enter(reader);
        }
    }

    private void Enter(XmlReader reader)
    {
        if (_properties >= 0)
        {
            if (reader.LocalName is "pPrChange" or "rPr") WordXml.Skip(reader);
            else if (_paragraphs.TryPeek(out var paragraph)) paragraph.Property(reader, pages);
            return;
        }

        switch (reader.LocalName)
        {
            case "Fallback" or "moveFrom" or "del" or "instrText" or "sectPrChange" or "pPrChange" or "rPr" or "tblPr" or "trPr" or "tcPr":
                WordXml.Skip(reader);
                break;
            case "p" when IsWord(reader) && !reader.IsEmptyElement && _paragraphs.Count < MaxNested: _paragraphs.Push(new WordParagraph()); break;
            case "pPr" when !reader.IsEmptyElement: _properties = reader.Depth; break;
            case "tbl" when _tables.Count < MaxNested: _tables.Push(new WordTable()); break;
            case "tr" when _tables.TryPeek(out var table): table.Row(); break;
            case "tc" when _tables.TryPeek(out var table): table.Cell(); break;
            default: Run(reader); break;
        }
    }

    private void Run(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "t" when IsWord(reader) && !reader.IsEmptyElement: Text(reader); break;
            case "tab" or "ptab": Append("\t"); break;
            case "br" when WordXml.Value(reader, "type") is "page": Break(); break;
            case "lastRenderedPageBreak": Break(); break;
            case "br" or "cr": Append("\n"); break;
            case "noBreakHyphen": Append("-"); break;
            case "footnoteReference": Note("footnote", reader); break;
            case "endnoteReference": Note("endnote", reader); break;
        }
    }

    private void Leave(XmlReader reader)
    {
        if (_properties >= 0)
        {
            if (reader.Depth == _properties) _properties = -1;
            return;
        }

        if (!IsWord(reader)) return;
        var name = reader.LocalName;
        if (name == "p" && _paragraphs.TryPop(out var paragraph)) End(paragraph);
        else if (name == "tbl" && _tables.TryPop(out var table)) End(table);
    }

    private void End(WordParagraph paragraph)
    {
        if (_tables.TryPeek(out var table)) table.Add(paragraph.Text.ToString());
        else
        {
            paragraph.Finish(styles, pages);
            _waiting = 0;
        }

        foreach (var note in paragraph.Notes) pages.Add(BlockKind.Paragraph, note, 0);
        if (paragraph.EndsPage && _tables.Count == 0) pages.Break();
    }

    private void End(WordTable table)
    {
        if (_tables.TryPeek(out var outer)) outer.Add(table.Text());
        else
        {
            pages.AddTable(table.Rows());
            _waiting = 0;
        }
    }

    /// <summary>A paragraph belongs to the page that it begins on, and a table too.</summary>
    private void Break()
    {
        if (_paragraphs.TryPeek(out var paragraph) && paragraph.Text.Length > 0) paragraph.EndsPage = true;
        else if (_tables.Count == 0) pages.Break();
    }

    private void Text(XmlReader reader)
    {
        var (depth, piece) = (reader.Depth, new char[4096]);
        while (WordXml.Next(reader) && reader.Depth > depth)
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)) continue;
            for (int read; (read = reader.ReadValueChunk(piece, 0, piece.Length)) > 0;) Append(piece.AsSpan(0, read));
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (!_paragraphs.TryPeek(out var paragraph) || (_waiting += text.Length) > DocumentReader.MaxCharacters + 65_536) return;
        paragraph.Text.Append(text);
    }

    private void Note(string kind, XmlReader reader)
    {
        if (_paragraphs.TryPeek(out var paragraph) && notes.Remove(kind + WordXml.Value(reader, "id"), out var note)) paragraph.Notes.Add(note);
    }

    /// <summary>Drawings have paragraphs and runs of their own names alike, whose text is not the document's.</summary>
    private static bool IsWord(XmlReader reader) => reader.NamespaceURI.Contains("wordprocessingml", StringComparison.Ordinal);
}
