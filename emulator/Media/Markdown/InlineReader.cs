using System.Buffers;

namespace Scopix.Media.Markdown;

/// <summary>The text of a paragraph, heading or cell without its markup, in linear time. (Markdig finds the blocks; its inline parsers
/// take quadratic time on brackets and tags that are not closed.)</summary>
internal sealed class InlineReader
{
    private static readonly SearchValues<char> SpecialCharacters = SearchValues.Create("\\`*_[]!<&\n");
    private readonly string _source;
    private readonly ReadingBudget _budget;
    private readonly LookaheadBudget _lookahead;
    private readonly LinkScanner _links;
    private readonly CodeSpanIndex _codeSpans;
    private readonly InlineOutput _output = new();
    private readonly List<Bracket> _brackets = [];
    private int _at, _firstLinkableBracket;

    private InlineReader(string source, IReadOnlySet<string> labels, ReadingBudget budget)
    {
        (_source, _budget, _lookahead) = (source, budget, new LookaheadBudget(source, budget));
        (_links, _codeSpans) = (new LinkScanner(_lookahead, labels), new CodeSpanIndex(source));
    }

    public static string Read(string source, IReadOnlySet<string> labels, ReadingBudget budget)
    {
        budget.Spend(source.Length);
        return source.AsSpan().ContainsAny(SpecialCharacters) ? new InlineReader(source, labels, budget).Read() : source.Trim();
    }

    private string Read()
    {
        while (_at < _source.Length)
        {
            var plain = _source.AsSpan(_at).IndexOfAny(SpecialCharacters);
            if (plain < 0) plain = _source.Length - _at;
            _output.Append(_source.AsSpan(_at, plain));
            _at += plain;
            if (_at < _source.Length) ReadSpecialCharacter(_source[_at]);
        }
        _output.ResolveEmphasis(null, _budget);
        return _output.ToString().Trim();
    }

    private void ReadSpecialCharacter(char character)
    {
        _budget.Spend(4);
        switch (character)
        {
            case '\\': ReadEscape(); break;
            case '`': ReadCodeSpan(); break;
            case '*' or '_': ReadDelimiterRun(character); break;
            case '[': OpenBracket("["); break;
            case '!' when NextCharacter == '[': OpenBracket("!["); break;
            case ']': CloseBracket(); break;
            case '<': ReadAngleBracket(); break;
            case '&' when HtmlEntityParser.Parse(_source, _at) is var (text, end):
                _output.AppendVerbatim(text);
                _at = end;
                break;
            case '\n':
                _output.EndSourceLine();
                _at++;
                while (_at < _source.Length && _source[_at] is ' ' or '\t') _at++;
                break;
            default: AppendLiteral(1); break;
        }
    }

    private char NextCharacter => _at + 1 < _source.Length ? _source[_at + 1] : '\n';

    private void AppendLiteral(int length)
    {
        _output.Append(_source.AsSpan(_at, length));
        _at += length;
    }

    private void ReadEscape()
    {
        if (NextCharacter == '\n' && _at + 1 < _source.Length) _output.EndLine();
        else _output.Append(IsAsciiPunctuation(NextCharacter) ? _source.AsSpan(_at + 1, 1) : "\\");
        _at += IsAsciiPunctuation(NextCharacter) || NextCharacter == '\n' ? 2 : 1;
    }

    private void ReadCodeSpan()
    {
        var run = CodeSpanIndex.CountBackticks(_source, _at);
        if (_codeSpans.FindClosingRun(_at, run) is not (>= 0 and var close))
        {
            AppendLiteral(run);
            return;
        }
        var code = _source[(_at + run)..close].Replace('\n', ' ');
        if (code.Length > 2 && code[0] == ' ' && code[^1] == ' ' && code.AsSpan().ContainsAnyExcept(' ')) code = code[1..^1];
        _output.AppendVerbatim(code);
        _at = close + run;
    }

    private void ReadDelimiterRun(char character)
    {
        var end = _at;
        while (end < _source.Length && _source[end] == character) end++;
        var (before, after) = (_at == 0 ? '\n' : _source[_at - 1], end == _source.Length ? '\n' : _source[end]);
        bool spaceBefore = char.IsWhiteSpace(before), spaceAfter = char.IsWhiteSpace(after);
        bool punctuationBefore = IsPunctuationOrSymbol(before), punctuationAfter = IsPunctuationOrSymbol(after);
        var left = !spaceAfter && (!punctuationAfter || spaceBefore || punctuationBefore);
        var right = !spaceBefore && (!punctuationBefore || spaceAfter || punctuationAfter);
        _output.AppendDelimiter(_source[_at..end], left && (character == '*' || !right || punctuationBefore),
            right && (character == '*' || !left || punctuationAfter));
        _at = end;
    }

    private void OpenBracket(string bracket)
    {
        if (_brackets.Count > 0) _brackets[^1] = _brackets[^1] with { ContainsBrackets = true };
        _brackets.Add(new Bracket(_output.Length, bracket.Length, _at + bracket.Length, _output.LastDelimiter, false));
        AppendLiteral(bracket.Length);
    }

    private void CloseBracket()
    {
        if (_brackets is not [.., var open])
        {
            AppendLiteral(1);
            return;
        }
        _brackets.RemoveAt(_brackets.Count - 1);
        var mayLink = open.Length == 2 || _brackets.Count >= _firstLinkableBracket;
        var end = mayLink ? _links.FindLinkEnd(open.TextStart, _at, !open.ContainsBrackets) : -1;
        _firstLinkableBracket = Math.Min(_firstLinkableBracket, _brackets.Count);
        if (end < 0)
        {
            AppendLiteral(1);
            return;
        }
        _output.DropRange(open.Start, open.Length);
        _output.ResolveEmphasis(open.PrecedingDelimiter, _budget);
        if (open.Length == 1) _firstLinkableBracket = _brackets.Count; // no link in a link
        _at = end;
    }

    private void ReadAngleBracket()
    {
        if (AutolinkParser.Parse(_source, _at) is var (address, linkEnd))
        {
            _output.AppendVerbatim(address);
            _at = linkEnd;
        }
        else if (HtmlTag.Parse(_lookahead, _at) is { } tag)
        {
            if (tag.BreaksLine) _output.EndLine();
            else if (tag.IsCell) _output.Append(" ");
            _at = tag.HidesContent ? tag.FindHiddenContentEnd(_lookahead) : tag.EndIndex;
            while (_output.EndsWithSpace && _at < _source.Length && _source[_at] == ' ') _at++;
        }
        else AppendLiteral(1);
    }

    private static bool IsAsciiPunctuation(char character) => char.IsAscii(character) && IsPunctuationOrSymbol(character);

    private static bool IsPunctuationOrSymbol(char character) => char.IsPunctuation(character) || char.IsSymbol(character);

    private readonly record struct Bracket(
        int Start, int Length, int TextStart, EmphasisDelimiter? PrecedingDelimiter, bool ContainsBrackets);
}
