namespace Scopix.Media.Word;

/// <summary>Reads a part once (ECMA-376, part 1, 17): paragraphs with runs at any depth (links, content controls, insertions, text boxes,
/// drawings, equations), tables, breaks. Deleted, moved-away and hidden text, field instructions and unselected alternatives are
/// omitted.</summary>
internal sealed class WordBodyReader(WordStyles styles, WordReferences references, WordPageBuilder pages)
{
    private const int MaxNested = 32;
    private readonly Stack<WordParagraph> _paragraphs = new();
    private readonly Stack<WordTable> _tables = new();
    private readonly AlternateContentFilter _alternatives = new();
    private readonly WordMathReader _math = new();
    private readonly WordRunState _run = new();
    private WordParagraph? _pendingParagraph;
    private int _propertiesDepth = -1;
    private long _pendingCharacters;

    private bool IsFull => pages.Limiter.IsTruncated || _pendingCharacters > DocumentReader.MaxCharacters;

    /// <summary>Reads the content of the reader's element, or the whole part from its beginning.</summary>
    /// <exception cref="UnreadableDocumentException">It nests too deeply, or exceeds a limit.</exception>
    /// <exception cref="XmlException">It is not XML, or has a DTD.</exception>
    public void Read(XmlReader reader)
    {
        var outside = reader.NodeType == XmlNodeType.Element ? reader.Depth : -1;
        while (!IsFull && WordXml.ReadNext(reader) && reader.Depth > outside)
        {
            if (reader.NodeType == XmlNodeType.EndElement) LeaveElement(reader);
            else if (reader.NodeType == XmlNodeType.Element) EnterElement(reader);
        }
        Finish();
    }

    private void Finish()
    {
        var isCut = _pendingCharacters > DocumentReader.MaxCharacters;
        while (_paragraphs.TryPop(out var paragraph)) End(paragraph);
        while (_tables.TryPop(out var table)) End(table);
        FinishPendingParagraph();
        if (isCut) pages.Limiter.MarkTruncated();
    }

    private void EnterElement(XmlReader reader)
    {
        if (_propertiesDepth >= 0) ReadParagraphProperty(reader);
        else if (_alternatives.ShouldSkip(reader)) WordXml.SkipElement(reader);
        else if (WordXml.IsWordElement(reader)) EnterWordElement(reader);
        else if (WordXml.IsMathElement(reader)) EnterMathElement(reader);
        else if (WordXml.IsDrawingElement(reader)) EnterDrawingElement(reader);
    }

    private void ReadParagraphProperty(XmlReader reader)
    {
        if (reader.LocalName == "rPr")
            WordRunState.ReadParagraphMark(reader, _paragraphs.TryPeek(out var marked) ? marked : new WordParagraph());
        else if (reader.LocalName == "pPrChange") WordXml.SkipElement(reader);
        else if (_paragraphs.TryPeek(out var paragraph)) paragraph.ReadProperty(reader, pages);
    }

    private void EnterWordElement(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "moveFrom" or "del" or "instrText" or "delInstrText" or "sectPrChange" or "pPrChange":
            case "sdtPr" or "tblPr" or "tblPrEx" or "tblGrid": WordXml.SkipElement(reader); break;
            case "p" when !reader.IsEmptyElement && _paragraphs.Count < MaxNested: BeginParagraph(); break;
            case "pPr" when !reader.IsEmptyElement: _propertiesDepth = reader.Depth; break;
            case "tbl" when !reader.IsEmptyElement && _tables.Count < MaxNested: _tables.Push(new WordTable()); break;
            case "tr" when _tables.TryPeek(out var table): table.AddRow(); break;
            case "tc" when _tables.TryPeek(out var table):
                table.AddCell();
                _pendingCharacters += 16;
                break;
            case "trPr" when _tables.TryPeek(out var table): table.ReadRowProperties(reader); break;
            case "tcPr" when _tables.TryPeek(out var table): table.ReadCellProperties(reader); break;
            case "altChunk": references.AddImport(reader, pages); break;
            default: ReadRunElement(reader); break;
        }
    }

    private void ReadRunElement(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "r": _run.Begin(reader); break;
            case "rPr": _run.ReadProperties(reader); break;
            case "t" when !reader.IsEmptyElement: ReadText(reader); break;
            case "sym": Append(WordSymbols.ToUnicode(reader)); break;
            case "fldChar": Append(_run.Fields.ReadFieldCharacter(reader), isField: true); break;
            case "rt": _run.BeginRubyText(reader.Depth); break;
            case "tab" or "ptab": Append("\t"); break;
            case "br" when WordXml.GetAttribute(reader, "type") is "page": BreakPage(); break;
            case "lastRenderedPageBreak": BreakPage(); break;
            case "br" or "cr": Append("\n"); break;
            case "noBreakHyphen": Append("-"); break;
            case "footnoteReference": AddNote("footnote", reader); break;
            case "endnoteReference": AddNote("endnote", reader); break;
        }
    }

    private void EnterMathElement(XmlReader reader)
    {
        if (reader.LocalName == "t" && !reader.IsEmptyElement) ReadText(reader);
        else if (_math.EnterElement(reader) is var text && (text != " " || !_paragraphs.TryPeek(out var open) || !open.EndsWithSpace))
            Append(text);
    }

    private void EnterDrawingElement(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "p" when !reader.IsEmptyElement && _paragraphs.Count < MaxNested: BeginParagraph(); break;
            case "t" when !reader.IsEmptyElement: ReadText(reader); break;
            case "br": Append("\n"); break;
        }
    }

    private void LeaveElement(XmlReader reader)
    {
        if (_propertiesDepth >= 0)
        {
            if (reader.Depth == _propertiesDepth) _propertiesDepth = -1;
            return;
        }
        Append(_run.LeaveElement(reader));
        var name = reader.LocalName;
        if (WordXml.IsMathElement(reader)) Append(_math.LeaveElement(reader));
        else if (name == "p" && (WordXml.IsWordElement(reader) || WordXml.IsDrawingElement(reader))
            && _paragraphs.TryPop(out var paragraph)) End(paragraph);
        else if (name == "tbl" && WordXml.IsWordElement(reader) && _tables.TryPop(out var table)) End(table);
    }

    /// <summary>A paragraph whose mark is deleted continues in the next one.</summary>
    private void BeginParagraph()
    {
        var joins = _pendingParagraph is not null && _paragraphs.Count == 0 && _tables.Count == 0;
        _paragraphs.Push(joins ? _pendingParagraph!.CreateContinuation() : new WordParagraph());
        if (joins) _pendingParagraph = null;
    }

    private void End(WordParagraph paragraph)
    {
        if (_paragraphs.Count == 0) paragraph.Text.Append(_run.Fields.TakeUnclosedInstruction());
        if (paragraph.IsMarkDeleted && _paragraphs.Count == 0 && _tables.Count == 0)
        {
            _pendingParagraph = paragraph;
            return;
        }
        if (_tables.TryPeek(out var table)) table.AppendText(paragraph.Text.ToString());
        else FinishParagraph(paragraph);
        foreach (var note in paragraph.Notes) pages.AddBlock(BlockKind.Paragraph, note, 0);
        if (paragraph.EndsPage && _tables.Count == 0) pages.BreakPage();
    }

    private void FinishPendingParagraph()
    {
        if (_pendingParagraph is { } last) FinishParagraph(last);
        _pendingParagraph = null;
    }

    private void FinishParagraph(WordParagraph paragraph)
    {
        paragraph.AddTo(styles, pages);
        _pendingCharacters = 0;
    }

    private void End(WordTable table)
    {
        if (_tables.TryPeek(out var outer))
        {
            outer.AppendText(table.ToText());
            return;
        }
        FinishPendingParagraph();
        pages.AddTable(table.ToRows());
        _pendingCharacters = 0;
    }

    /// <summary>A paragraph or a table belongs to the page on which it begins.</summary>
    private void BreakPage()
    {
        if (_paragraphs.TryPeek(out var paragraph) && paragraph.Text.Length > 0) paragraph.EndsPage = true;
        else if (_tables.Count == 0) pages.BreakPage();
    }

    private void ReadText(XmlReader reader)
    {
        var (depth, piece) = (reader.Depth, new char[4096]);
        while (!IsFull && WordXml.ReadNext(reader) && reader.Depth > depth)
        {
            if (!WordXml.IsTextNode(reader)) continue;
            for (int read; !IsFull && (read = reader.ReadValueChunk(piece, 0, piece.Length)) > 0;) Append(piece.AsSpan(0, read));
        }
    }

    private void Append(ReadOnlySpan<char> text, bool isField = false)
    {
        if (text.Length == 0 || !_paragraphs.TryPeek(out var paragraph)) return;
        _pendingCharacters += text.Length;
        if (!_run.TryHide(text, isField)) _run.Write(text, paragraph.Text);
    }

    private void AddNote(string kind, XmlReader reader)
    {
        if (_paragraphs.TryPeek(out var paragraph) && references.TakeNote(kind + WordXml.GetAttribute(reader, "id")) is { } note
            && !_run.IsHidden(false))
            paragraph.Notes.Add(note);
    }
}
