using System.Text;

namespace Scopix.Emulator.Media.Md;

/// <summary>
/// A Markdown file in pieces for Markdig, of 50,000 characters where a block ends, of at most 200,000, and what is changed for it: of
/// many blank lines in a row four are left (each costs as much as lists are deep), and behind each hundred lines that begin
/// with a bracket comes a blank one (it takes quadratic time on many definitions of links in one paragraph).
/// </summary>
internal sealed class MarkdownPieces(string text, ReadingBudget budget)
{
    private const int Usual = 50_000, Most = 200_000, MostBlank = 4, MostBrackets = 100, MostLabels = 100_000, MostDepth = 128;

    private readonly StringBuilder _piece = new();
    private int _blank, _brackets, _lastEnd;
    private char _fence;

    /// <summary>What links of the whole file may refer to (<see cref="LinkEnds.Label"/>).</summary>
    public HashSet<string> Labels { get; } = Definitions(text);

    public IEnumerable<string> Read()
    {
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at, Math.Min(Most, text.Length - at));
            end = end < 0 ? Math.Min(text.Length, at + Most) : end + 1;
            budget.Spend(end - at);
            Take(text.AsSpan(at, end - at));
            at = end;
            if (_piece.Length >= Usual && _lastEnd > 0) yield return Cut(_lastEnd);
            else if (_piece.Length >= Most) yield return Cut(_piece.Length);
        }
        if (_piece.Length > 0) yield return Cut(_piece.Length);
    }

    private void Take(ReadOnlySpan<char> line)
    {
        var isBlank = line.IsWhiteSpace();
        _brackets = line.TrimStart(' ') is ['[', ..] ? _brackets + 1 : 0;
        if (_brackets > MostBrackets)
        {
            _piece.Append('\n');
            (_blank, _brackets) = (1, 1);
        }
        if (!isBlank && _fence == 0 && Begins(line)) _lastEnd = _piece.Length;
        _blank = isBlank ? _blank + 1 : 0;
        if (_blank <= MostBlank) _piece.Append(line);
        Fence(line.TrimStart());
    }

    /// <summary>Whether a line begins a block of its own: behind a blank line, a heading, an item of a list.</summary>
    private bool Begins(ReadOnlySpan<char> line) =>
        line[0] is not (' ' or '\t') && (_blank > 0 || line[0] == '#' || (line.Length > 1 && line[0] is '-' or '*' or '+' && line[1] == ' '));

    /// <summary>Whether a line opens more quotes and lists within each other than Markdig takes.</summary>
    public static bool IsTooDeep(string piece)
    {
        foreach (var line in piece.AsSpan().Split('\n'))
            if (Depth(piece.AsSpan()[line]) > MostDepth) return true;
        return false;
    }

    private static int Depth(ReadOnlySpan<char> line)
    {
        if (line.Length <= MostDepth || !line.ContainsAny('>', '.', ')')) return 0; // a rule of many stars is not deep
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

    /// <summary>Follows blocks of code between fences, where nothing is cut.</summary>
    private void Fence(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("```") && !line.StartsWith("~~~")) return;
        if (_fence == 0) _fence = line[0];
        else if (_fence == line[0]) _fence = '\0';
    }

    private string Cut(int length)
    {
        var piece = _piece.ToString(0, length);
        _piece.Remove(0, length);
        _lastEnd = 0;
        return piece;
    }

    /// <summary>The labels of lines that look like definitions (<c>[label]: address</c>), wherever they stand.</summary>
    private static HashSet<string> Definitions(string text)
    {
        var labels = new HashSet<string>();
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].TrimStart(" >");
            if (line is not ['[', ..] || labels.Count >= MostLabels) continue;
            var close = line[..Math.Min(line.Length, LinkEnds.LongestLabel + 3)].IndexOf("]:");
            if (close > 0 && LinkEnds.Label(line[1..close]) is { } label) labels.Add(label);
        }
        return labels;
    }
}
