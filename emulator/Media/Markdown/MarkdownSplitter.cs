namespace Scopix.Media.Markdown;

/// <summary>Splits a Markdown file into pieces of about 50,000 and at most 200,000 characters at block boundaries, and removes what takes
/// Markdig quadratic time: more than four blank lines in a row, and more than a hundred consecutive lines that begin with a
/// bracket.</summary>
internal sealed class MarkdownSplitter(string text, ReadingBudget budget)
{
    private const int UsualLength = 50_000, MaxLength = 200_000, MaxBlankLines = 4, MaxBracketLines = 100, MaxLabels = 100_000,
        MaxDepth = 128;

    private readonly StringBuilder _piece = new();
    private int _blankLines, _bracketLines, _lastBlockEnd;
    private char _fence;

    /// <summary>The normalized labels of the link definitions in the whole file.</summary>
    public HashSet<string> Labels { get; } = FindLabels(text);

    public IEnumerable<string> Split()
    {
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at, Math.Min(MaxLength, text.Length - at));
            end = end < 0 ? Math.Min(text.Length, at + MaxLength) : end + 1;
            budget.Spend(end - at);
            AddLine(text.AsSpan(at, end - at));
            at = end;
            if (_piece.Length >= UsualLength && _lastBlockEnd > 0) yield return TakePiece(_lastBlockEnd);
            else if (_piece.Length >= MaxLength) yield return TakePiece(_piece.Length);
        }
        if (_piece.Length > 0) yield return TakePiece(_piece.Length);
    }

    private void AddLine(ReadOnlySpan<char> line)
    {
        var isBlank = line.IsWhiteSpace();
        _bracketLines = line.TrimStart(' ') is ['[', ..] ? _bracketLines + 1 : 0;
        if (_bracketLines > MaxBracketLines)
        {
            _piece.Append('\n');
            (_blankLines, _bracketLines) = (1, 1);
        }
        if (!isBlank && _fence == 0 && BeginsBlock(line)) _lastBlockEnd = _piece.Length;
        _blankLines = isBlank ? _blankLines + 1 : 0;
        if (_blankLines <= MaxBlankLines) _piece.Append(line);
        TrackFence(line.TrimStart());
    }

    private bool BeginsBlock(ReadOnlySpan<char> line) =>
        line[0] is not (' ' or '\t')
            && (_blankLines > 0 || line[0] == '#' || (line.Length > 1 && line[0] is '-' or '*' or '+' && line[1] == ' '));

    /// <summary>Whether a line nests more quotes and lists than Markdig accepts.</summary>
    public static bool IsTooDeep(string piece)
    {
        foreach (var line in piece.AsSpan().Split('\n'))
            if (CountNesting(piece.AsSpan()[line]) > MaxDepth) return true;
        return false;
    }

    private static int CountNesting(ReadOnlySpan<char> line)
    {
        if (line.Length <= MaxDepth || !line.ContainsAny('>', '.', ')')) return 0; // a rule of many stars is not deep
        var depth = 0;
        for (var at = 0; at < line.Length; at++)
        {
            while (at < line.Length && char.IsAsciiDigit(line[at])) at++;
            if (at == line.Length || !">-*+.) ".Contains(line[at], StringComparison.Ordinal)) break;
            var isMarker = line[at] == '>' || (line[at] != ' ' && at + 1 < line.Length && line[at + 1] == ' ');
            if (line[at] != ' ' && !isMarker) break;
            depth += isMarker ? 1 : 0;
        }
        return depth;
    }

    /// <summary>Tracks fenced code blocks, which are not split.</summary>
    private void TrackFence(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("```") && !line.StartsWith("~~~")) return;
        if (_fence == 0) _fence = line[0];
        else if (_fence == line[0]) _fence = '\0';
    }

    private string TakePiece(int length)
    {
        var piece = _piece.ToString(0, length);
        _piece.Remove(0, length);
        _lastBlockEnd = 0;
        return piece;
    }

    /// <summary>The labels of lines that look like definitions (<c>[label]: address</c>), in any block.</summary>
    private static HashSet<string> FindLabels(string text)
    {
        var labels = new HashSet<string>();
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].TrimStart(" >");
            if (line is not ['[', ..] || labels.Count >= MaxLabels) continue;
            var close = line[..Math.Min(line.Length, LinkScanner.MaxLabelLength + 3)].IndexOf("]:");
            if (close > 0 && LinkScanner.NormalizeLabel(line[1..close]) is { } label) labels.Add(label);
        }
        return labels;
    }
}
