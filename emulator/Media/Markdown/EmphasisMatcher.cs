namespace Scopix.Media.Markdown;

/// <summary>A run of <c>*</c> or <c>_</c> that may open or close an emphasis.</summary>
internal sealed class EmphasisDelimiter(int start, int count, char character, bool opens, bool closes)
{
    public int Start { get; set; } = start;
    public int Count { get; set; } = count;
    public int OriginalCount { get; } = count;
    public char Character => character;
    public bool CanOpen => opens;
    public bool CanClose => closes;
    public EmphasisDelimiter? Previous { get; set; }
    public EmphasisDelimiter? Next { get; set; }
}

/// <summary>Pairs emphasis delimiters in linear time (CommonMark 0.31, appendix: "process emphasis").</summary>
internal static class EmphasisMatcher
{
    /// <summary>Pairs the delimiters after <paramref name="bottom"/> (all for null); <paramref name="drop"/> receives the start and
    /// length of what is markup.</summary>
    public static void MatchDelimiters(EmphasisDelimiter? bottom, EmphasisDelimiter? last, Action<int, int> drop, ReadingBudget budget)
    {
        var bottoms = new Dictionary<(char, bool, int), EmphasisDelimiter?>(); // where looking for an opener has failed before
        var closer = FindFirst(bottom, last);
        while (closer is not null)
        {
            budget.Spend();
            if (!closer.CanClose)
            {
                closer = closer.Next;
                continue;
            }
            var kind = (closer.Character, closer.CanOpen, closer.OriginalCount % 3);
            if (FindOpener(closer, bottom, bottoms.GetValueOrDefault(kind, bottom), budget) is { } opener)
                closer = MatchPair(opener, closer, drop);
            else
            {
                bottoms[kind] = closer.Previous;
                var next = closer.Next;
                if (!closer.CanOpen) Remove(closer);
                closer = next;
            }
        }
    }

    private static EmphasisDelimiter? FindFirst(EmphasisDelimiter? bottom, EmphasisDelimiter? last)
    {
        if (last == bottom) return null;
        var first = last;
        while (first?.Previous is { } before && before != bottom) first = before;
        return first;
    }

    private static EmphasisDelimiter? FindOpener(
        EmphasisDelimiter closer, EmphasisDelimiter? bottom, EmphasisDelimiter? kindBottom, ReadingBudget budget)
    {
        for (var opener = closer.Previous; opener is not null && opener != bottom && opener != kindBottom; opener = opener.Previous)
        {
            budget.Spend();
            if (opener.Character == closer.Character && opener.CanOpen && !IsForbiddenByRuleOfThree(opener, closer)) return opener;
        }
        return null;
    }

    /// <summary>The rule of three: delimiters that can both open and close do not pair when their lengths add up to a multiple of
    /// 3.</summary>
    private static bool IsForbiddenByRuleOfThree(EmphasisDelimiter opener, EmphasisDelimiter closer) =>
        (opener.CanClose || closer.CanOpen) && closer.OriginalCount % 3 != 0 && (opener.OriginalCount + closer.OriginalCount) % 3 == 0;

    /// <summary>Removes the paired characters and returns the delimiter to continue with.</summary>
    private static EmphasisDelimiter? MatchPair(EmphasisDelimiter opener, EmphasisDelimiter closer, Action<int, int> drop)
    {
        var use = opener.Count >= 2 && closer.Count >= 2 ? 2 : 1;
        opener.Count -= use;
        closer.Count -= use;
        drop(opener.Start + opener.Count, use);
        drop(closer.Start, use);
        closer.Start += use;
        (opener.Next, closer.Previous) = (closer, opener);
        if (opener.Count == 0) Remove(opener);
        if (closer.Count > 0) return closer;
        var next = closer.Next;
        Remove(closer);
        return next;
    }

    private static void Remove(EmphasisDelimiter delimiter)
    {
        if (delimiter.Previous is not null) delimiter.Previous.Next = delimiter.Next;
        if (delimiter.Next is not null) delimiter.Next.Previous = delimiter.Previous;
    }
}
