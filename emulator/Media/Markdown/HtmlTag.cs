namespace Scopix.Media.Markdown;

/// <summary>A tag, comment, declaration or instruction (CommonMark 0.31, 6.6). The name is in lower case, and empty unless it is a tag.
/// The end index is the offset after it.</summary>
internal readonly record struct HtmlTag(string Name, bool IsClosing, int EndIndex)
{
    private const int MaxNameLength = 32;

    private static readonly HashSet<string> LineBreakingNames =
    [
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
        "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead",
        "tr", "ul",
    ];

    public bool BreaksLine => LineBreakingNames.Contains(Name);
    public bool IsCell => Name is "td" or "th";
    public bool HidesContent => !IsClosing && Name is "script" or "style" or "template";

    /// <summary>The tag whose <c>&lt;</c> is at an offset, or null.</summary>
    public static HtmlTag? Parse(LookaheadBudget text, int at)
    {
        if (text.IsExhausted) return null;
        var rest = text.Source.AsSpan(at);
        if (rest.StartsWith("<!-->") || rest.StartsWith("<!--->")) return new HtmlTag("", false, at + (rest[4] == '>' ? 5 : 6));
        if (rest.StartsWith("<!--")) return ParseUntil(text, at + 4, "-->");
        if (rest.StartsWith("<?")) return ParseUntil(text, at + 2, "?>");
        if (rest.StartsWith("<![CDATA[")) return ParseUntil(text, at + 9, "]]>");
        if (rest.Length > 2 && rest[1] == '!' && char.IsAsciiLetter(rest[2])) return ParseUntil(text, at + 2, ">");
        var closing = rest.StartsWith("</");
        var name = ReadName(text.Source, at + (closing ? 2 : 1));
        if (name.Length == 0) return null;
        var end = FindAttributesEnd(text.Source, at + (closing ? 2 : 1) + name.Length, closing);
        return text.TrySpend(Math.Abs(end) - at) && end > 0 ? new HtmlTag(name.ToLowerInvariant(), closing, end) : null;
    }

    /// <summary>The offset after the end tag of hidden content; the tag's own end when there is none.</summary>
    public int FindHiddenContentEnd(LookaheadBudget text)
    {
        for (var at = text.IndexOf("</", EndIndex); at >= 0 && text.TrySpend(8); at = text.IndexOf("</", at + 2))
        {
            if (!text.Source.AsSpan(at + 2).StartsWith(Name, StringComparison.OrdinalIgnoreCase)) continue;
            return text.IndexOf(">", at) is >= 0 and var close ? close + 1 : text.Source.Length;
        }
        return EndIndex;
    }

    private static HtmlTag? ParseUntil(LookaheadBudget text, int from, string end) =>
        text.IndexOf(end, from) is >= 0 and var at ? new HtmlTag("", false, at + end.Length) : null;

    private static string ReadName(string source, int at)
    {
        var end = at;
        while (end < source.Length && (char.IsAsciiLetter(source[end]) || (end > at && IsDigitOrHyphen(source[end])))) end++;
        return end - at <= MaxNameLength ? source[at..end] : "";
    }

    private static bool IsDigitOrHyphen(char character) => char.IsAsciiDigit(character) || character == '-';

    /// <summary>The offset after the tag's <c>&gt;</c>; the negated offset of an error.</summary>
    private static int FindAttributesEnd(string source, int at, bool closing)
    {
        while (at < source.Length)
        {
            var spaces = at;
            while (at < source.Length && char.IsWhiteSpace(source[at])) at++;
            if (at >= source.Length) break;
            if (source[at] == '>') return at + 1;
            if (closing) return -at;
            if (source[at] == '/') return at + 1 < source.Length && source[at + 1] == '>' ? at + 2 : -at;
            if (at == spaces || !(char.IsAsciiLetter(source[at]) || source[at] is '_' or ':')) return -at;
            while (at < source.Length && (char.IsAsciiLetterOrDigit(source[at]) || source[at] is '_' or ':' or '.' or '-')) at++;
            at = FindValueEnd(source, at);
            if (at < 0) return at;
        }
        return -source.Length;
    }

    /// <summary>The offset after an attribute's value, the same offset when it has none; the negated offset of an error.</summary>
    private static int FindValueEnd(string source, int at)
    {
        var equals = at;
        while (equals < source.Length && char.IsWhiteSpace(source[equals])) equals++;
        if (equals >= source.Length || source[equals] != '=') return at;
        at = equals + 1;
        while (at < source.Length && char.IsWhiteSpace(source[at])) at++;
        if (at >= source.Length) return -at;
        if (source[at] is '"' or '\'') return source.IndexOf(source[at], at + 1) is >= 0 and var close ? close + 1 : -source.Length;
        var start = at;
        while (at < source.Length && !char.IsWhiteSpace(source[at]) && source[at] is not ('"' or '\'' or '=' or '<' or '>' or '`')) at++;
        return at > start ? at : -at;
    }
}
