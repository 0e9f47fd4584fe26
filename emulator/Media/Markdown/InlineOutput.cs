using System.Text;

namespace Scopix.Media.Markdown;

/// <summary>
/// The text of a paragraph as it comes. Marks are written as text at first, and dropped when they turn out to be marks: the
/// brackets of a link when its end is found, the signs of an emphasis when it is closed (CommonMark 0.31, appendix).
/// </summary>
internal sealed class InlineOutput
{
    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int Length)> _droppedRanges = [];
    private EmphasisDelimiter? _lastDelimiter;

    public int Length => _text.Length;

    /// <summary>The last emphasis mark that is still open; null for none.</summary>
    public EmphasisDelimiter? LastDelimiter => _lastDelimiter;

    public bool EndsWithSpace => _text.Length > 0 && _text[^1] == ' ';

    /// <summary>Adds text; white space at the beginning of a line is left out.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (_text.Length > 0 && _text[^1] == '\n') text = text.TrimStart(' ');
        _text.Append(text);
    }

    /// <summary>Adds text with all its white space.</summary>
    public void AppendVerbatim(string text) => _text.Append(text);

    /// <summary>Ends the line, unless it has just been ended.</summary>
    public void EndLine()
    {
        TrimEnd();
        if (_text.Length > 0 && _text[^1] != '\n') _text.Append('\n');
    }

    /// <summary>A line end of the source: a line end if two spaces stand before it, otherwise a space.</summary>
    public void EndSourceLine()
    {
        var isHard = _text.Length > 1 && _text[^1] == ' ' && _text[^2] == ' ';
        TrimEnd();
        if (isHard) EndLine();
        else if (_text.Length > 0 && _text[^1] != '\n') _text.Append(' ');
    }

    public void DropRange(int start, int length) => _droppedRanges.Add((start, length));

    /// <summary>Adds a run of <c>*</c> or <c>_</c>.</summary>
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

    /// <summary>Pairs the marks behind one (all for null), drops the pairs, and forgets the rest.</summary>
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
