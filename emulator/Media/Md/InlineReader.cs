using System.Buffers;

namespace Scopix.Emulator.Media.Md;

/// <summary>
/// The text of a paragraph, heading or cell without its marks, in time linear in its length: emphasis, code, links, references,
/// entities, HTML. (Markdig finds the blocks; its inline parsers take quadratic time on brackets and tags that are not closed.)
/// </summary>
internal sealed class InlineReader
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("\\`*_[]!<&\n");

    private readonly string _source;
    private readonly ReadingBudget _budget;
    private readonly Lookahead _text;
    private readonly LinkEnds _links;
    private readonly CodeSpans _code;
    private readonly InlineOutput _output = new();
    private readonly List<Bracket> _brackets = [];
    private int _at, _noLinkBelow;

    private InlineReader(string source, IReadOnlySet<string> labels, ReadingBudget budget)
    {
        (_source, _budget, _text) = (source, budget, new Lookahead(source, budget));
        (_links, _code) = (new LinkEnds(_text, labels), new CodeSpans(source));
    }

    /// <summary>What a paragraph says.</summary>
    /// <param name="source">Its lines, as they are written.</param>
    /// <param name="labels">What links may refer to (<see cref="LinkEnds.Label"/>).</param>
    /// <param name="budget">What may be spent.</param>
    public static string Read(string source, IReadOnlySet<string> labels, ReadingBudget budget)
    {
        budget.Spend(source.Length);
        return source.AsSpan().ContainsAny(Signs) ? new InlineReader(source, labels, budget).Read() : source.Trim();
    }

    private string Read()
    {
        while (_at < _source.Length)
        {
            var plain = _source.AsSpan(_at).IndexOfAny(Signs);
            if (plain < 0) plain = _source.Length - _at;
            _output.Append(_source.AsSpan(_at, plain));
            _at += plain;
            if (_at < _source.Length) Sign(_source[_at]);
        }
        _output.CloseEmphasis(null, _budget);
        return _output.ToString().Trim();
    }

    private void Sign(char sign)
    {
        _budget.Spend(4);
        switch (sign)
        {
            case '\\': Escape(); break;
            case '`': Code(); break;
            case '*' or '_': Emphasised(sign); break;
            case '[': Open("["); break;
            case '!' when Next == '[': Open("!["); break;
            case ']': Close(); break;
            case '<': Angle(); break;
            case '&' when Entity.Read(_source, _at) is var (text, end):
                _output.AppendVerbatim(text);
                _at = end;
                break;
            case '\n':
                _output.EndSourceLine();
                _at++;
                while (_at < _source.Length && _source[_at] is ' ' or '\t') _at++;
                break;
            default: Literal(1); break;
        }
    }

    private char Next => _at + 1 < _source.Length ? _source[_at + 1] : '\n';

    private void Literal(int length)
    {
        _output.Append(_source.AsSpan(_at, length));
        _at += length;
    }

    private void Escape()
    {
        if (Next == '\n' && _at + 1 < _source.Length) _output.EndLine();
        else _output.Append(IsPunctuation(Next) ? _source.AsSpan(_at + 1, 1) : "\\");
        _at += IsPunctuation(Next) || Next == '\n' ? 2 : 1;
    }

    private void Code()
    {
        var run = CodeSpans.RunLength(_source, _at);
        if (_code.Find(_at, run) is not (>= 0 and var close))
        {
            Literal(run);
            return;
        }
        var code = _source[(_at + run)..close].Replace('\n', ' ');
        if (code.Length > 2 && code[0] == ' ' && code[^1] == ' ' && code.AsSpan().ContainsAnyExcept(' ')) code = code[1..^1];
        _output.AppendVerbatim(code);
        _at = close + run;
    }

    private void Emphasised(char sign)
    {
        var end = _at;
        while (end < _source.Length && _source[end] == sign) end++;
        var (before, after) = (_at == 0 ? '\n' : _source[_at - 1], end == _source.Length ? '\n' : _source[end]);
        bool spaceBefore = char.IsWhiteSpace(before), spaceAfter = char.IsWhiteSpace(after);
        bool signBefore = IsSign(before), signAfter = IsSign(after);
        var left = !spaceAfter && (!signAfter || spaceBefore || signBefore);
        var right = !spaceBefore && (!signBefore || spaceAfter || signAfter);
        _output.AppendMark(_source[_at..end], left && (sign == '*' || !right || signBefore), right && (sign == '*' || !left || signAfter));
        _at = end;
    }

    private void Open(string bracket)
    {
        if (_brackets.Count > 0) _brackets[^1] = _brackets[^1] with { HasBrackets = true };
        _brackets.Add(new Bracket(_output.Length, bracket.Length, _at + bracket.Length, _output.LastMark, false));
        Literal(bracket.Length);
    }

    private void Close()
    {
        if (_brackets is not [.., var open])
        {
            Literal(1);
            return;
        }
        _brackets.RemoveAt(_brackets.Count - 1);
        var mayLink = open.Length == 2 || _brackets.Count >= _noLinkBelow;
        var end = mayLink ? _links.Find(open.TextStart, _at, !open.HasBrackets) : -1;
        _noLinkBelow = Math.Min(_noLinkBelow, _brackets.Count);
        if (end < 0)
        {
            Literal(1);
            return;
        }
        _output.Drop(open.Start, open.Length);
        _output.CloseEmphasis(open.Mark, _budget);
        if (open.Length == 1) _noLinkBelow = _brackets.Count; // no link in a link
        _at = end;
    }

    private void Angle()
    {
        if (Autolink.Read(_source, _at) is var (address, linkEnd))
        {
            _output.AppendVerbatim(address);
            _at = linkEnd;
        }
        else if (HtmlTag.Read(_text, _at) is { } tag)
        {
            if (tag.IsLineEnd) _output.EndLine();
            else if (tag.IsCell) _output.Append(" ");
            _at = tag.HidesContent ? tag.HiddenEnd(_text) : tag.End;
            while (_output.EndsWithSpace && _at < _source.Length && _source[_at] == ' ') _at++;
        }
        else Literal(1);
    }

    private static bool IsPunctuation(char sign) => char.IsAscii(sign) && (char.IsPunctuation(sign) || char.IsSymbol(sign));

    private static bool IsSign(char sign) => char.IsPunctuation(sign) || char.IsSymbol(sign);

    /// <summary>A <c>[</c> or <c>![</c> that is open.</summary>
    private readonly record struct Bracket(int Start, int Length, int TextStart, EmphasisMark? Mark, bool HasBrackets);
}
