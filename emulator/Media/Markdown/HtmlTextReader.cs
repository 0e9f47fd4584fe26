namespace Scopix.Media.Markdown;

/// <summary>Extracts the text of HTML: headings, list items, tables, preformatted and other text. Comments, scripts and styles are
/// omitted.</summary>
internal sealed class HtmlTextReader
{
    private readonly LookaheadBudget _text;
    private readonly ReadingBudget _budget;
    private readonly List<HtmlTextPart> _parts = [];
    private readonly StringBuilder _buffer = new();
    private readonly HtmlTable _table = new();
    private BlockKind _kind = BlockKind.Paragraph;
    private int _level, _listDepth;

    private HtmlTextReader(string html, ReadingBudget budget) => (_text, _budget) = (new LookaheadBudget(html, budget), budget);

    public static List<HtmlTextPart> Read(string html, ReadingBudget budget)
    {
        var reader = new HtmlTextReader(html, budget);
        reader.ReadAll();
        return reader._parts;
    }

    private void ReadAll()
    {
        var source = _text.Source;
        _budget.Spend(source.Length);
        for (var at = 0; at < source.Length;)
        {
            _budget.Spend(4);
            var plain = source.AsSpan(at).IndexOfAny('<', '&');
            if (plain < 0) plain = source.Length - at;
            AppendText(source.AsSpan(at, plain));
            at += plain;
            if (at >= source.Length) break;
            if (source[at] == '&' && HtmlEntityParser.Parse(source, at) is var (character, end))
            {
                _buffer.Append(character);
                at = end;
            }
            else at = source[at] == '<' ? ReadMarkup(at) : AppendCharacter(at);
        }
        EndTable();
        EndPart(BlockKind.Paragraph);
    }

    private int AppendCharacter(int at)
    {
        _buffer.Append(_text.Source[at]);
        return at + 1;
    }

    /// <summary>Processes a tag and returns its end. An invalid tag ends at the next <c>&gt;</c>, as in browsers.</summary>
    private int ReadMarkup(int at)
    {
        if (HtmlTag.Parse(_text, at) is not { } tag)
        {
            var isTag = at + 1 < _text.Source.Length
                && (char.IsAsciiLetter(_text.Source[at + 1]) || _text.Source[at + 1] is '/' or '!' or '?');
            return isTag && _text.IndexOf(">", at) is >= 0 and var close ? close + 1 : AppendCharacter(at);
        }
        ProcessTag(tag);
        if (!tag.HidesContent) return tag.EndIndex;
        var end = tag.FindHiddenContentEnd(_text);
        return end == tag.EndIndex ? _text.Source.Length : end;
    }

    private void ProcessTag(HtmlTag tag)
    {
        if (tag.Name is "table" or "tr" or "td" or "th" || _table.IsOpen) ProcessTableTag(tag);
        else if (tag.Name == "br") EndLine();
        else if (tag.Name is "ul" or "ol") ProcessListTag(tag.IsClosing);
        else if (tag.Name == "li") EndPart(tag.IsClosing ? BlockKind.Paragraph : BlockKind.ListItem, Math.Max(1, _listDepth));
        else if (tag.Name == "pre") EndPart(tag.IsClosing ? BlockKind.Paragraph : BlockKind.Code);
        else if (tag.Name is ['h', >= '1' and <= '6']) EndPart(tag.IsClosing ? BlockKind.Paragraph : BlockKind.Heading, tag.Name[1] - '0');
        else if (tag.BreaksLine && _kind is not (BlockKind.ListItem or BlockKind.Heading)) EndPart(BlockKind.Paragraph);
        else if (tag.BreaksLine) EndLine();
    }

    private void ProcessListTag(bool closing)
    {
        EndPart(BlockKind.Paragraph);
        _listDepth = Math.Max(0, _listDepth + (closing ? -1 : 1));
    }

    private void ProcessTableTag(HtmlTag tag)
    {
        if (!_table.IsOpen) EndPart(BlockKind.Paragraph);
        _table.AppendText(TakeText());
        if (_table.ProcessTag(tag)) EndTable();
    }

    private void EndTable()
    {
        if (!_table.IsOpen) return;
        _table.AppendText(TakeText());
        if (_table.TakeRows() is { Count: > 0 } rows) _parts.Add(new HtmlTextPart(BlockKind.Table, "", 0, rows));
    }

    private void EndLine()
    {
        var end = _buffer.Length;
        while (end > 0 && _buffer[end - 1] == ' ') end--;
        _buffer.Length = end;
        if (end > 0 && _buffer[end - 1] != '\n') _buffer.Append('\n');
    }

    private void EndPart(BlockKind next, int level = 0)
    {
        var text = _kind == BlockKind.Code ? TakeText().Trim('\n') : TakeText().Trim();
        if (text.Length > 0) _parts.Add(new HtmlTextPart(_kind, text, _level, null));
        (_kind, _level) = (next, level);
    }

    private string TakeText()
    {
        var text = _buffer.ToString();
        _buffer.Clear();
        return text;
    }

    /// <summary>Appends text, with white space collapsed unless it is preformatted.</summary>
    private void AppendText(ReadOnlySpan<char> text)
    {
        if (_kind == BlockKind.Code)
        {
            _buffer.Append(text);
            return;
        }
        foreach (var character in text)
        {
            if (character is not (' ' or '\t' or '\n' or '\f')) _buffer.Append(character);
            else if (_buffer.Length > 0 && _buffer[^1] is not (' ' or '\n')) _buffer.Append(' ');
        }
    }
}

internal sealed record HtmlTextPart(BlockKind Kind, string Text, int Level, IReadOnlyList<IReadOnlyList<string>>? Rows);
