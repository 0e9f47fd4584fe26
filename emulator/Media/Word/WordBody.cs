using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>
/// Goes through a part once (ECMA-376, part 1, 17): paragraphs with their runs wherever they are (links, content controls,
/// insertions, text boxes, drawings, equations), tables, breaks. Deleted, moved-away and hidden text, instructions of fields and
/// all but one of several alternatives are left out.
/// </summary>
internal sealed class WordBody(WordStyles styles, WordReferences references, WordPages pages)
{
    private const int MaxNested = 32;
    private readonly Stack<WordParagraph> _paragraphs = new();
    private readonly Stack<WordTable> _tables = new();
    private readonly WordAlternatives _alternatives = new();
    private readonly WordMath _math = new();
    private readonly WordRun _run = new();
    private WordParagraph? _joined;
    private int _properties = -1;
    private long _waiting;

    private bool IsFull => pages.Room.IsFull || _waiting > DocumentReader.MaxCharacters;

    /// <summary>Reads what is inside the reader's element; all of it, when it is at the part's beginning.</summary>
    /// <exception cref="UnreadableDocumentException">It nests too deeply, or is more than is allowed.</exception>
    /// <exception cref="XmlException">It is no XML, or has a DTD.</exception>
    public void Read(XmlReader reader)
    {
        var outside = reader.NodeType == XmlNodeType.Element ? reader.Depth : -1;
        while (!IsFull && WordXml.Next(reader) && reader.Depth > outside)
        {
            if (reader.NodeType == XmlNodeType.EndElement) Leave(reader);
            else if (reader.NodeType == XmlNodeType.Element) Enter(reader);
        }
        Finish();
    }

    /// <summary>Ends what is open because the part is read no further.</summary>
    private void Finish()
    {
        var isCut = _waiting > DocumentReader.MaxCharacters;
        while (_paragraphs.TryPop(out var paragraph)) End(paragraph);
        while (_tables.TryPop(out var table)) End(table);
        EndJoined();
        if (isCut) pages.Room.Cut();
    }

    private void Enter(XmlReader reader)
    {
        if (_properties >= 0) Property(reader);
        else if (_alternatives.Skips(reader)) WordXml.Skip(reader);
        else if (WordXml.IsWord(reader)) EnterWord(reader);
        else if (WordXml.IsMath(reader)) EnterMath(reader);
        else if (WordXml.IsDrawing(reader)) EnterDrawing(reader);
    }

    private void Property(XmlReader reader)
    {
        if (reader.LocalName == "rPr") WordRun.Marks(reader, _paragraphs.TryPeek(out var marked) ? marked : new WordParagraph());
        else if (reader.LocalName == "pPrChange") WordXml.Skip(reader);
        else if (_paragraphs.TryPeek(out var paragraph)) paragraph.Property(reader, pages);
    }

    private void EnterWord(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "moveFrom" or "del" or "instrText" or "delInstrText" or "sectPrChange" or "pPrChange":
            case "sdtPr" or "tblPr" or "tblPrEx" or "tblGrid":
                WordXml.Skip(reader);
                break;
            case "p" when !reader.IsEmptyElement && _paragraphs.Count < MaxNested: Begin(); break;
            case "pPr" when !reader.IsEmptyElement: _properties = reader.Depth; break;
            case "tbl" when !reader.IsEmptyElement && _tables.Count < MaxNested: _tables.Push(new WordTable()); break;
            case "tr" when _tables.TryPeek(out var table): table.Row(); break;
            case "tc" when _tables.TryPeek(out var table):
                table.Cell();
                _waiting += 16;
                break;
            case "trPr" when _tables.TryPeek(out var table): table.RowProperties(reader); break;
            case "tcPr" when _tables.TryPeek(out var table): table.CellProperties(reader); break;
            case "altChunk": references.Import(reader, pages); break;
            default: Run(reader); break;
        }
    }

    private void Run(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "r": _run.Begin(reader); break;
            case "rPr": _run.Properties(reader); break;
            case "t" when !reader.IsEmptyElement: Text(reader); break;
            case "sym": Append(WordSymbols.Of(reader)); break;
            case "fldChar": Append(_run.Fields.Take(reader), isField: true); break;
            case "rt": _run.BeginReading(reader.Depth); break;
            case "tab" or "ptab": Append("\t"); break;
            case "br" when WordXml.Value(reader, "type") is "page": Break(); break;
            case "lastRenderedPageBreak": Break(); break;
            case "br" or "cr": Append("\n"); break;
            case "noBreakHyphen": Append("-"); break;
            case "footnoteReference": Note("footnote", reader); break;
            case "endnoteReference": Note("endnote", reader); break;
        }
    }

    private void EnterMath(XmlReader reader)
    {
        if (reader.LocalName == "t" && !reader.IsEmptyElement) Text(reader);
        else if (_math.Enter(reader) is var sign && (sign != " " || !_paragraphs.TryPeek(out var open) || !open.EndsWithSpace)) Append(sign);
    }

    private void EnterDrawing(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "p" when !reader.IsEmptyElement && _paragraphs.Count < MaxNested: Begin(); break;
            case "t" when !reader.IsEmptyElement: Text(reader); break;
            case "br": Append("\n"); break;
        }
    }

    private void Leave(XmlReader reader)
    {
        if (_properties >= 0)
        {
            if (reader.Depth == _properties) _properties = -1;
            return;
        }

        Append(_run.Leave(reader));
        var name = reader.LocalName;
        if (WordXml.IsMath(reader)) Append(_math.Leave(reader));
        else if (name == "p" && (WordXml.IsWord(reader) || WordXml.IsDrawing(reader)) && _paragraphs.TryPop(out var paragraph)) End(paragraph);
        else if (name == "tbl" && WordXml.IsWord(reader) && _tables.TryPop(out var table)) End(table);
    }

    /// <summary>Begins a paragraph; one before it whose mark is deleted is the first part of it.</summary>
    private void Begin()
    {
        var joins = _joined is not null && _paragraphs.Count == 0 && _tables.Count == 0;
        _paragraphs.Push(joins ? _joined!.Continued() : new WordParagraph());
        if (joins) _joined = null;
    }

    private void End(WordParagraph paragraph)
    {
        if (_paragraphs.Count == 0) paragraph.Text.Append(_run.Fields.EndParagraph());
        if (paragraph.MarkIsDeleted && _paragraphs.Count == 0 && _tables.Count == 0)
        {
            _joined = paragraph;
            return;
        }

        if (_tables.TryPeek(out var table)) table.Add(paragraph.Text.ToString());
        else Close(paragraph);
        foreach (var note in paragraph.Notes) pages.Add(BlockKind.Paragraph, note, 0);
        if (paragraph.EndsPage && _tables.Count == 0) pages.Break();
    }

    private void EndJoined()
    {
        if (_joined is { } last) Close(last);
        _joined = null;
    }

    private void Close(WordParagraph paragraph)
    {
        paragraph.Finish(styles, pages);
        _waiting = 0;
    }

    private void End(WordTable table)
    {
        if (_tables.TryPeek(out var outer))
        {
            outer.Add(table.Text());
            return;
        }
        EndJoined();
        pages.AddTable(table.Rows());
        _waiting = 0;
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
        while (!IsFull && WordXml.Next(reader) && reader.Depth > depth)
        {
            if (!WordXml.IsText(reader)) continue;
            for (int read; !IsFull && (read = reader.ReadValueChunk(piece, 0, piece.Length)) > 0;) Append(piece.AsSpan(0, read));
        }
    }

    private void Append(ReadOnlySpan<char> text, bool isField = false)
    {
        if (text.Length == 0 || !_paragraphs.TryPeek(out var paragraph)) return;
        _waiting += text.Length;
        if (!_run.Hides(text, isField)) _run.Write(text, paragraph.Text);
    }

    private void Note(string kind, XmlReader reader)
    {
        if (_paragraphs.TryPeek(out var paragraph) && references.Note(kind + WordXml.Value(reader, "id")) is { } note && !_run.IsHidden(false))
            paragraph.Notes.Add(note);
    }
}
