using System.Text;

namespace Scopix.Emulator.Media.Md;

/// <summary>
/// The text of HTML that stands in a Markdown file as a block: headings, list items, tables, preformatted and other text.
/// Comments, scripts and styles are not shown.
/// </summary>
internal sealed class HtmlText
{
    private readonly Lookahead _text;
    private readonly ReadingBudget _budget;
    private readonly List<HtmlPart> _parts = [];
    private readonly StringBuilder _words = new();
    private readonly HtmlTable _table = new();
    private BlockKind _kind = BlockKind.Paragraph;
    private int _level, _lists;

    private HtmlText(string html, ReadingBudget budget) => (_text, _budget) = (new Lookahead(html, budget), budget);

    public static List<HtmlPart> Read(string html, ReadingBudget budget)
    {
        var reading = new HtmlText(html, budget);
        reading.ReadAll();
        return reading._parts;
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
            Words(source.AsSpan(at, plain));
            at += plain;
            if (at >= source.Length) break;
            if (source[at] == '&' && Entity.Read(source, at) is var (character, end))
            {
                _words.Append(character);
                at = end;
            }
            else at = source[at] == '<' ? Markup(at) : Sign(at);
        }
        EndTable();
        EndPart(BlockKind.Paragraph);
    }

    private int Sign(int at)
    {
        _words.Append(_text.Source[at]);
        return at + 1;
    }

    /// <summary>Takes a tag and answers where it ends. One that breaks the rules ends at the next <c>&gt;</c>, as in browsers.</summary>
    private int Markup(int at)
    {
        if (HtmlTag.Read(_text, at) is not { } tag)
        {
            var isTag = at + 1 < _text.Source.Length && (char.IsAsciiLetter(_text.Source[at + 1]) || _text.Source[at + 1] is '/' or '!' or '?');
            return isTag && _text.Find(">", at) is >= 0 and var close ? close + 1 : Sign(at);
        }
        Take(tag);
        if (!tag.HidesContent) return tag.End;
        var end = tag.HiddenEnd(_text);
        return end == tag.End ? _text.Source.Length : end;
    }

    private void Take(HtmlTag tag)
    {
        if (tag.Name is "table" or "tr" or "td" or "th" || _table.IsOpen) TakeInTable(tag);
        else if (tag.Name == "br") EndLine();
        else if (tag.Name is "ul" or "ol") TakeList(tag.Closing);
        else if (tag.Name == "li") EndPart(tag.Closing ? BlockKind.Paragraph : BlockKind.ListItem, Math.Max(1, _lists));
        else if (tag.Name == "pre") EndPart(tag.Closing ? BlockKind.Paragraph : BlockKind.Code);
        else if (tag.Name is ['h', >= '1' and <= '6']) EndPart(tag.Closing ? BlockKind.Paragraph : BlockKind.Heading, tag.Name[1] - '0');
        else if (tag.IsLineEnd && _kind is not (BlockKind.ListItem or BlockKind.Heading)) EndPart(BlockKind.Paragraph);
        else if (tag.IsLineEnd) EndLine();
    }

    private void TakeList(bool closing)
    {
        EndPart(BlockKind.Paragraph);
        _lists = Math.Max(0, _lists + (closing ? -1 : 1));
    }

    private void TakeInTable(HtmlTag tag)
    {
        if (!_table.IsOpen) EndPart(BlockKind.Paragraph);
        _table.Add(Collected());
        if (_table.Take(tag)) EndTable();
    }

    private void EndTable()
    {
        if (!_table.IsOpen) return;
        _table.Add(Collected());
        if (_table.Rows() is { Count: > 0 } rows) _parts.Add(new HtmlPart(BlockKind.Table, "", 0, rows));
    }

    private void EndLine()
    {
        var end = _words.Length;
        while (end > 0 && _words[end - 1] == ' ') end--;
        _words.Length = end;
        if (end > 0 && _words[end - 1] != '\n') _words.Append('\n');
    }

    private void EndPart(BlockKind next, int level = 0)
    {
        var text = _kind == BlockKind.Code ? Collected().Trim('\n') : Collected().Trim();
        if (text.Length > 0) _parts.Add(new HtmlPart(_kind, text, _level, null));
        (_kind, _level) = (next, level);
    }

    private string Collected()
    {
        var text = _words.ToString();
        _words.Clear();
        return text;
    }

    /// <summary>Adds text, its white space as one space unless it is preformatted.</summary>
    private void Words(ReadOnlySpan<char> text)
    {
        if (_kind == BlockKind.Code)
        {
            _words.Append(text);
            return;
        }
        foreach (var sign in text)
        {
            if (sign is not (' ' or '\t' or '\n' or '\f')) _words.Append(sign);
            else if (_words.Length > 0 && _words[^1] is not (' ' or '\n')) _words.Append(' ');
        }
    }
}

/// <summary>A piece of HTML's text.</summary>
internal sealed record HtmlPart(BlockKind Kind, string Text, int Level, IReadOnlyList<IReadOnlyList<string>>? Rows);
