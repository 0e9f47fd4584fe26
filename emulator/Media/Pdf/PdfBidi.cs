using System.Text;

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
    public static bool IsRightToLeftLine(string seen, (int Left, int Right) line, bool page)
    {
        if (line.Right > line.Left || !page) return line.Right > line.Left;
        var letters = seen.EnumerateRunes().Select(PdfBidiClassifier.Classify)
            .Where(found => found == PdfBidiClass.LeftToRight || IsRightToLeft(found)).ToList();
        return IsRightToLeft(letters[0]) || IsRightToLeft(letters[^1]);
    }

    public static (int Left, int Right) CountLetters(ReadOnlySpan<char> text)
    {
        var (left, right) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var found = PdfBidiClassifier.Classify(rune);
            if (found == PdfBidiClass.LeftToRight) left++;
            else if (IsRightToLeft(found)) right++;
        }
        return (left, right);
    }

    /// <summary>A line in logical order; applied to a logical line it gives the visual one. Brackets are mirrored unless only unmirrored
    /// ones are balanced: Chromium writes the logical bracket, others the visible one.</summary>
    public static string ToLogicalOrder(string seen, bool rightToLeft)
    {
        var units = SplitUnits(seen);
        var turned = ToLogicalOrder(seen, units, rightToLeft, mirrors: true);
        if (HasPairedBrackets(turned)) return turned;
        var unturned = ToLogicalOrder(seen, units, rightToLeft, mirrors: false);
        return HasPairedBrackets(unturned) ? unturned : turned;
    }

    private static string ToLogicalOrder(string seen, Unit[] units, bool rightToLeft, bool mirrors)
    {
        var text = new StringBuilder(seen.Length);
        for (var i = 0; i < units.Length; i++)
        {
            var end = rightToLeft ? units.Length - 1 : IsRightToLeft(units[i].Class) ? FindRightToLeftEnd(units, i) : -1;
            if (end >= 0) AppendReversed(seen, units.AsSpan(i, end - i + 1), text, mirrors);
            else text.Append(seen, units[i].Start, units[i].Length);
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

    private static bool IsRightToLeft(PdfBidiClass found) => found is PdfBidiClass.RightToLeft or PdfBidiClass.ArabicLetter;

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
            var found = PdfBidiClassifier.Classify(rune);
            var length = rune.Utf16SequenceLength;
            if (found == PdfBidiClass.NonspacingMark && units.Count > 0) units[^1] = units[^1] with { Length = units[^1].Length + length };
            else units.Add(new Unit(at, length, found));
            at += length;
        }
        return [.. units];
    }

    /// <summary>Appends a run in reverse; left-to-right parts keep their order.</summary>
    private static void AppendReversed(string seen, ReadOnlySpan<Unit> units, StringBuilder text, bool mirrors)
    {
        var kept = PdfBidiRuns.FindLeftToRight(seen, units);
        for (var i = units.Length - 1; i >= 0; i--)
        {
            var first = i;
            while (kept[i] && first > 0 && kept[first - 1]) first--;
            if (!kept[i] && mirrors)
            {
                AppendMirrored(seen, units[i], text);
                continue;
            }
            for (var n = first; n <= i; n++) text.Append(seen, units[n].Start, units[n].Length);
            i = first;
        }
    }

    private static void AppendMirrored(string seen, Unit unit, StringBuilder text)
    {
        var sign = seen[unit.Start];
        if (Opening.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var opening) text.Append(Closing[opening]);
        else if (Closing.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var closing) text.Append(Opening[closing]);
        else text.Append(sign);
        text.Append(seen, unit.Start + 1, unit.Length - 1);
    }

    internal readonly record struct Unit(int Start, int Length, PdfBidiClass Class);
}
