namespace Scopix.Media.Pdf;

/// <summary>Converts a line from visual to logical order, the reverse of the bidirectional algorithm (UAX #9). Where two logical texts
/// look the same, the one without a change of direction is chosen.</summary>
internal static class PdfBidi
{
    private const string Opening =
        "([{\u00AB\u2039\u2045\u207D\u208D\u2264\u226A\u2329\u27E6\u27E8\u2768\u276A\u3008\u300A\u300C\u300E\u3010\u3014\u3016<";
    private const string Closing =
        ")]}\u00BB\u203A\u2046\u207E\u208E\u2265\u226B\u232A\u27E7\u27E9\u2769\u276B\u3009\u300B\u300D\u300F\u3011\u3015\u3017>";

    public static bool ContainsRightToLeft(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFEFE') or (>= '\uD802' and <= '\uD803') or '\uD83A'
                or '\uD83B')
                return CountLetters(text).Right > 0;
        return false;
    }

    /// <summary>A line is right-to-left when most of its letters are, or on a right-to-left page unless both its ends are
    /// left-to-right.</summary>
    public static bool IsRightToLeftLine(string visual, (int Left, int Right) line, bool isPageRightToLeft)
    {
        if (line.Right > line.Left || !isPageRightToLeft) return line.Right > line.Left;
        var letters = visual.EnumerateRunes().Select(PdfBidiClassifier.Classify)
            .Where(bidiClass => bidiClass == PdfBidiClass.LeftToRight || IsRightToLeft(bidiClass)).ToList();
        return IsRightToLeft(letters[0]) || IsRightToLeft(letters[^1]);
    }

    public static (int Left, int Right) CountLetters(ReadOnlySpan<char> text)
    {
        var (left, right) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var bidiClass = PdfBidiClassifier.Classify(rune);
            if (bidiClass == PdfBidiClass.LeftToRight) left++;
            else if (IsRightToLeft(bidiClass)) right++;
        }
        return (left, right);
    }

    /// <summary>A line in logical order; applied to a logical line it gives the visual one. Brackets are mirrored unless only unmirrored
    /// ones are balanced: Chromium writes the logical bracket, others the visible one.</summary>
    public static string ToLogicalOrder(string visual, bool rightToLeft)
    {
        var units = SplitUnits(visual);
        var mirrored = ToLogicalOrder(visual, units, rightToLeft, mirrors: true);
        if (HasPairedBrackets(mirrored)) return mirrored;
        var unmirrored = ToLogicalOrder(visual, units, rightToLeft, mirrors: false);
        return HasPairedBrackets(unmirrored) ? unmirrored : mirrored;
    }

    private static string ToLogicalOrder(string visual, Unit[] units, bool rightToLeft, bool mirrors)
    {
        var text = new StringBuilder(visual.Length);
        for (var i = 0; i < units.Length; i++)
        {
            var end = rightToLeft ? units.Length - 1 : IsRightToLeft(units[i].Class) ? FindRightToLeftEnd(units, i) : -1;
            if (end >= 0) AppendReversed(visual, units.AsSpan(i, end - i + 1), text, mirrors);
            else text.Append(visual, units[i].Start, units[i].Length);
            i = Math.Max(i, end);
        }
        return text.ToString();
    }

    private static bool HasPairedBrackets(string text)
    {
        var open = 0;
        foreach (var c in text)
        {
            if (c is '(' or '[' or '{') open++;
            else if (c is ')' or ']' or '}' && --open < 0) return false;
        }
        return open == 0;
    }

    private static bool IsRightToLeft(PdfBidiClass bidiClass) => bidiClass is PdfBidiClass.RightToLeft or PdfBidiClass.ArabicLetter;

    /// <summary>The last right-to-left character before the next left-to-right one.</summary>
    private static int FindRightToLeftEnd(Unit[] units, int first)
    {
        var end = first;
        for (var i = first + 1; i < units.Length && units[i].Class != PdfBidiClass.LeftToRight; i++)
            if (IsRightToLeft(units[i].Class)) end = i;
        return end;
    }

    /// <summary>Splits a text into characters with their combining marks.</summary>
    private static Unit[] SplitUnits(string text)
    {
        var units = new List<Unit>(text.Length);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var bidiClass = PdfBidiClassifier.Classify(rune);
            var length = rune.Utf16SequenceLength;
            if (bidiClass == PdfBidiClass.NonspacingMark && units is [.., var last])
                units[^1] = last with { Length = last.Length + length };
            else units.Add(new Unit(at, length, bidiClass));
            at += length;
        }
        return [.. units];
    }

    /// <summary>Appends a run in reverse; left-to-right parts keep their order.</summary>
    private static void AppendReversed(string visual, ReadOnlySpan<Unit> units, StringBuilder text, bool mirrors)
    {
        var keepsOrder = PdfBidiRuns.FindLeftToRight(visual, units);
        for (var i = units.Length - 1; i >= 0; i--)
        {
            var first = i;
            while (keepsOrder[i] && first > 0 && keepsOrder[first - 1]) first--;
            if (!keepsOrder[i] && mirrors)
            {
                AppendMirrored(visual, units[i], text);
                continue;
            }
            for (var n = first; n <= i; n++) text.Append(visual, units[n].Start, units[n].Length);
            i = first;
        }
    }

    private static void AppendMirrored(string visual, Unit unit, StringBuilder text)
    {
        var character = visual[unit.Start];
        if (Opening.IndexOf(character, StringComparison.Ordinal) is >= 0 and var opening) text.Append(Closing[opening]);
        else if (Closing.IndexOf(character, StringComparison.Ordinal) is >= 0 and var closing) text.Append(Opening[closing]);
        else text.Append(character);
        text.Append(visual, unit.Start + 1, unit.Length - 1);
    }

    internal readonly record struct Unit(int Start, int Length, PdfBidiClass Class);
}
