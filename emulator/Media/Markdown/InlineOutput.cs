namespace Scopix.Media.Markdown;

/// <summary>The text of a paragraph while it is read. Markup is appended as text and removed when it proves to be markup: brackets when
/// the end of the link is found, emphasis when it is closed (CommonMark 0.31, appendix).</summary>
internal sealed class InlineOutput
{
    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int Length)> _droppedRanges = [];
    private EmphasisDelimiter? _lastDelimiter;

    public int Length => _text.Length;
    public EmphasisDelimiter? LastDelimiter => _lastDelimiter;
    public bool EndsWithSpace => _text.Length > 0 && _text[^1] == ' ';

    public void Append(ReadOnlySpan<char> text)
    {
        if (_text.Length > 0 && _text[^1] == '\n') text = text.TrimStart(' ');
        _text.Append(text);
    }

    public void AppendVerbatim(string text) => _text.Append(text);

    public void EndLine()
    {
        TrimEnd();
        if (_text.Length > 0 && _text[^1] != '\n') _text.Append('\n');
    }

    /// <summary>A line break of the source is a line break after two spaces, otherwise a space.</summary>
    public void EndSourceLine()
    {
        var isHard = _text.Length > 1 && _text[^1] == ' ' && _text[^2] == ' ';
        TrimEnd();
        if (isHard) EndLine();
        else if (_text.Length > 0 && _text[^1] != '\n') _text.Append(' ');
    }

    public void DropRange(int start, int length) => _droppedRanges.Add((start, length));

    public void AppendDelimiter(string run, bool opens, bool closes)
    {
        if (!opens && !closes)
        {
            _text.Append(run);
            return;
        }
        var delimiter = new EmphasisDelimiter(_text.Length, run.Length, run[0], opens, closes) { Previous = _lastDelimiter };
        if (_lastDelimiter is not null) _lastDelimiter.Next = delimiter;
        _lastDelimiter = delimiter;
        _text.Append(run);
    }

    /// <summary>Pairs the delimiters after one (all for null) and forgets the others.</summary>
    public void ResolveEmphasis(EmphasisDelimiter? bottom, ReadingBudget budget)
    {
        EmphasisMatcher.MatchDelimiters(bottom, _lastDelimiter, DropRange, budget);
        _lastDelimiter = bottom;
        if (bottom is not null) bottom.Next = null;
    }

    public override string ToString()
    {
        var text = new StringBuilder(_text.Length);
        var at = 0;
        _droppedRanges.Sort();
        foreach (var (start, length) in _droppedRanges)
        {
            if (start > at) text.Append(_text.ToString(at, start - at));
            at = Math.Max(at, start + length);
        }
        return at >= _text.Length ? text.ToString() : text.Append(_text.ToString(at, _text.Length - at)).ToString();
    }

    private void TrimEnd()
    {
        var end = _text.Length;
        while (end > 0 && _text[end - 1] == ' ') end--;
        _text.Length = end;
    }
}
