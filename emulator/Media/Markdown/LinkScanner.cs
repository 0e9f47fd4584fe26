namespace Scopix.Media.Markdown;

/// <summary>Finds the end of a link whose text has just been closed (CommonMark 0.31, 6.3).</summary>
internal sealed class LinkScanner(LookaheadBudget text, IReadOnlySet<string> labels)
{
    public const int MaxLabelLength = 999;
    private const int MaxParentheses = 32;

    /// <summary>A label for comparison, in upper case and with white space collapsed; null when it is not valid.</summary>
    public static string? NormalizeLabel(ReadOnlySpan<char> label)
    {
        label = label.Trim();
        if (label.Length is 0 or > MaxLabelLength || label[0] == '^') return null;
        return string.Join(' ', label.ToString().ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The offset after the link, or -1 when the brackets are text. A text that contains brackets is not a label.</summary>
    public int FindLinkEnd(int textStart, int textEnd, bool mayBeLabel)
    {
        if (text.IsExhausted) return -1;
        var source = text.Source;
        var after = textEnd + 1;
        if (after < source.Length && source[after] == '(' && FindDestinationEnd(after + 1) is > 0 and var end) return end;
        if (labels.Count == 0) return -1;
        var own = mayBeLabel && IsDefined(source.AsSpan(textStart, textEnd - textStart));
        if (after >= source.Length || source[after] != '[') return own ? after : -1;
        var close = source.AsSpan(after + 1, Math.Min(MaxLabelLength + 1, source.Length - after - 1)).IndexOfAny('[', ']');
        text.TrySpend(Math.Max(close, 0));
        if (close < 0 || source[after + 1 + close] == '[') return own ? after : -1;
        if (close == 0) return own ? after + 2 : -1;
        return IsDefined(source.AsSpan(after + 1, close)) ? after + 2 + close : -1;
    }

    private bool IsDefined(ReadOnlySpan<char> label) =>
        text.TrySpend(Math.Min(label.Length, MaxLabelLength)) && NormalizeLabel(label) is { } known && labels.Contains(known);

    private int FindDestinationEnd(int start)
    {
        var at = SkipSpaces(start);
        at = at < text.Source.Length && text.Source[at] == '<' ? FindBracketedDestinationEnd(at + 1) : FindBareDestinationEnd(at);
        if (at > 0)
        {
            var title = SkipSpaces(at);
            at = title > at && title < text.Source.Length && text.Source[title] is '"' or '\'' or '(' ? FindTitleEnd(title) : title;
            if (at > 0) at = SkipSpaces(at);
        }
        text.TrySpend(Math.Abs(at) - start);
        return at > 0 && at < text.Source.Length && text.Source[at] == ')' ? at + 1 : -1;
    }

    private int SkipSpaces(int at)
    {
        while (at < text.Source.Length && text.Source[at] is ' ' or '\n' or '\t') at++;
        return at;
    }

    /// <summary>The offset after <c>&lt;…&gt;</c>; the negated offset of the search's end when it is not closed on its line.</summary>
    private int FindBracketedDestinationEnd(int at)
    {
        for (; at < text.Source.Length && text.Source[at] is not ('\n' or '<'); at++)
        {
            if (text.Source[at] == '\\') at++;
            else if (text.Source[at] == '>') return at + 1;
        }
        return -at;
    }

    private int FindBareDestinationEnd(int at)
    {
        var depth = 0;
        for (; at < text.Source.Length && text.Source[at] > ' '; at++)
        {
            var (character, next) = (text.Source[at], at + 1 < text.Source.Length ? text.Source[at + 1] : '\0');
            if (character == '\\' && char.IsAscii(next) && char.IsPunctuation(next)) at++;
            else if (character == '(' && ++depth > MaxParentheses) return -at;
            else if (character == ')' && --depth < 0) break;
        }
        return depth <= 0 ? at : -at;
    }

    private int FindTitleEnd(int at)
    {
        var close = text.Source[at] == '(' ? ')' : text.Source[at];
        for (at++; at < text.Source.Length; at++)
        {
            if (text.Source[at] == '\\') at++;
            else if (text.Source[at] == close) return at + 1;
        }
        return -text.Source.Length;
    }
}
