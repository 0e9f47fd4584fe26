namespace Scopix.Emulator.Media.Md;

/// <summary>A run of <c>*</c> or <c>_</c> that may open or close an emphasis.</summary>
/// <param name="start">Where it stands in the output.</param>
/// <param name="count">How many signs.</param>
/// <param name="sign">Which.</param>
/// <param name="opens">Whether it may open.</param>
/// <param name="closes">Whether it may close.</param>
internal sealed class EmphasisMark(int start, int count, char sign, bool opens, bool closes)
{
    public int Start { get; set; } = start;

    public int Count { get; set; } = count;

    public int Whole { get; } = count;

    public char Sign => sign;

    public bool Opens => opens;

    public bool Closes => closes;

    public EmphasisMark? Previous { get; set; }

    public EmphasisMark? Next { get; set; }
}

/// <summary>Pairs the marks of emphasis in linear time (CommonMark 0.31, appendix: "process emphasis").</summary>
internal static class Emphasis
{
    /// <param name="bottom">The mark below those to be paired; null for none.</param>
    /// <param name="last">The last of these.</param>
    /// <param name="drop">Told the start and length of signs that are marks.</param>
    /// <param name="budget">What may be spent.</param>
    public static void Pair(EmphasisMark? bottom, EmphasisMark? last, Action<int, int> drop, ReadingBudget budget)
    {
        var bottoms = new Dictionary<(char, bool, int), EmphasisMark?>(); // where looking for an opener has failed before
        var closer = First(bottom, last);
        while (closer is not null)
        {
            budget.Spend();
            if (!closer.Closes)
            {
                closer = closer.Next;
                continue;
            }
            var kind = (closer.Sign, closer.Opens, closer.Whole % 3);
            if (Opener(closer, bottom, bottoms.GetValueOrDefault(kind, bottom), budget) is { } opener) closer = Join(opener, closer, drop);
            else
            {
                bottoms[kind] = closer.Previous;
                var next = closer.Next;
                if (!closer.Opens) Remove(closer);
                closer = next;
            }
        }
    }

    private static EmphasisMark? First(EmphasisMark? bottom, EmphasisMark? last)
    {
        if (last == bottom) return null;
        var first = last;
        while (first?.Previous is { } before && before != bottom) first = before;
        return first;
    }

    private static EmphasisMark? Opener(EmphasisMark closer, EmphasisMark? bottom, EmphasisMark? kindBottom, ReadingBudget budget)
    {
        for (var mark = closer.Previous; mark is not null && mark != bottom && mark != kindBottom; mark = mark.Previous)
        {
            budget.Spend();
            if (mark.Sign == closer.Sign && mark.Opens && !IsOdd(mark, closer)) return mark;
        }
        return null;
    }

    /// <summary>The rule of three: marks that could do both do not pair when their lengths add up to a multiple of 3.</summary>
    private static bool IsOdd(EmphasisMark opener, EmphasisMark closer) =>
        (opener.Closes || closer.Opens) && closer.Whole % 3 != 0 && (opener.Whole + closer.Whole) % 3 == 0;

    /// <summary>Drops as many signs as pair, and answers the mark to go on with.</summary>
    private static EmphasisMark? Join(EmphasisMark opener, EmphasisMark closer, Action<int, int> drop)
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

    private static void Remove(EmphasisMark mark)
    {
        if (mark.Previous is not null) mark.Previous.Next = mark.Next;
        if (mark.Next is not null) mark.Next.Previous = mark.Previous;
    }
}
