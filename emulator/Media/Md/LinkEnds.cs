namespace Scopix.Emulator.Media.Md;

/// <summary>Finds where a link ends whose text has just been closed (CommonMark 0.31, 6.3).</summary>
internal sealed class LinkEnds(Lookahead text, IReadOnlySet<string> labels)
{
    /// <summary>The longest label, and the most parentheses in a destination.</summary>
    public const int LongestLabel = 999;

    private const int MaxParentheses = 32;

    /// <summary>A label as it is compared: without case, white space as one space. Null when it can be none.</summary>
    public static string? Label(ReadOnlySpan<char> label)
    {
        label = label.Trim();
        if (label.Length is 0 or > LongestLabel || label[0] == '^') return null;
        return string.Join(' ', label.ToString().ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The offset behind the link, or -1 when the brackets are text.</summary>
    /// <param name="textStart">Behind the <c>[</c>.</param>
    /// <param name="textEnd">At the <c>]</c>.</param>
    /// <param name="mayBeLabel">False when the text has brackets in it.</param>
    public int Find(int textStart, int textEnd, bool mayBeLabel)
    {
        if (text.IsUsedUp) return -1;
        var source = text.Source;
        var after = textEnd + 1;
        if (after < source.Length && source[after] == '(' && Destination(after + 1) is > 0 and var end) return end;
        if (labels.Count == 0) return -1;
        var own = mayBeLabel && IsKnown(source.AsSpan(textStart, textEnd - textStart));
        if (after >= source.Length || source[after] != '[') return own ? after : -1;
        var close = source.AsSpan(after + 1, Math.Min(LongestLabel + 1, source.Length - after - 1)).IndexOfAny('[', ']');
        text.Took(Math.Max(close, 0));
        if (close < 0 || source[after + 1 + close] == '[') return own ? after : -1;
        if (close == 0) return own ? after + 2 : -1;
        return IsKnown(source.AsSpan(after + 1, close)) ? after + 2 + close : -1;
    }

    private bool IsKnown(ReadOnlySpan<char> label) =>
        text.Took(Math.Min(label.Length, LongestLabel)) && Label(label) is { } known && labels.Contains(known);

    private int Destination(int start)
    {
        var at = Spaces(start);
        at = at < text.Source.Length && text.Source[at] == '<' ? Bracketed(at + 1) : Bare(at);
        if (at > 0)
        {
            var title = Spaces(at);
            at = title > at && title < text.Source.Length && text.Source[title] is '"' or '\'' or '(' ? Title(title) : title;
            if (at > 0) at = Spaces(at);
        }
        text.Took(Math.Abs(at) - start);
        return at > 0 && at < text.Source.Length && text.Source[at] == ')' ? at + 1 : -1;
    }

    private int Spaces(int at)
    {
        while (at < text.Source.Length && text.Source[at] is ' ' or '\n' or '\t') at++;
        return at;
    }

    /// <summary>Behind <c>&lt;…&gt;</c>; below 0, as far as it looked, when it is not closed on its line.</summary>
    private int Bracketed(int at)
    {
        for (; at < text.Source.Length && text.Source[at] is not ('\n' or '<'); at++)
        {
            if (text.Source[at] == '\\') at++;
            else if (text.Source[at] == '>') return at + 1;
        }
        return -at;
    }

    private int Bare(int at)
    {
        var depth = 0;
        for (; at < text.Source.Length && text.Source[at] > ' '; at++)
        {
            var sign = text.Source[at];
            if (sign == '\\' && at + 1 < text.Source.Length && char.IsAscii(text.Source[at + 1]) && char.IsPunctuation(text.Source[at + 1])) at++;
            else if (sign == '(' && ++depth > MaxParentheses) return -at;
            else if (sign == ')' && --depth < 0) break;
        }
        return depth <= 0 ? at : -at;
    }

    private int Title(int at)
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
