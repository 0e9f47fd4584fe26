namespace Scopix.Media.Pdf;

/// <summary>Finds the left-to-right parts of a right-to-left line: words of other scripts, numbers with separators and signs (UAX #9, W2
/// to W7), and what is between two of them.</summary>
internal static class PdfBidiRuns
{
    private enum RunKind : byte
    {
        Other,
        Word,
        EuropeanNumber,
        ArabicNumber,
    }

    /// <summary>For each unit, whether it keeps its order.</summary>
    public static bool[] FindLeftToRight(string seen, ReadOnlySpan<PdfBidi.Unit> units)
    {
        var parts = ClassifyUnits(units);
        JoinNumbers(units, parts);
        var kept = new bool[units.Length];
        var last = -1;
        for (var i = 0; i < units.Length; i++)
        {
            if (units[i].Class is PdfBidiClass.RightToLeft or PdfBidiClass.ArabicLetter) last = -1;
            if (parts[i] == RunKind.Other) continue;
            kept[i] = true;
            if (last >= 0 && (parts[last] == RunKind.Word || parts[i] == RunKind.Word)) kept.AsSpan(last, i - last).Fill(true);
            last = i;
        }
        IncludeClosingBrackets(seen, units, kept);
        return kept;
    }

    /// <summary>A European number after an Arabic letter is an Arabic number; "after" is to the right in visual order.</summary>
    private static RunKind[] ClassifyUnits(ReadOnlySpan<PdfBidi.Unit> units)
    {
        var parts = new RunKind[units.Length];
        var arabic = false;
        for (var i = units.Length - 1; i >= 0; i--)
        {
            var found = units[i].Class;
            if (found is PdfBidiClass.LeftToRight or PdfBidiClass.RightToLeft or PdfBidiClass.ArabicLetter)
                arabic = found == PdfBidiClass.ArabicLetter;
            parts[i] = found switch
            {
                PdfBidiClass.LeftToRight => RunKind.Word,
                PdfBidiClass.ArabicNumber => RunKind.ArabicNumber,
                PdfBidiClass.EuropeanNumber => arabic ? RunKind.ArabicNumber : RunKind.EuropeanNumber,
                _ => RunKind.Other,
            };
        }
        return parts;
    }

    /// <summary>A single separator joins two numbers of one kind, and signs join European numbers.</summary>
    private static void JoinNumbers(ReadOnlySpan<PdfBidi.Unit> units, RunKind[] parts)
    {
        for (var i = 1; i + 1 < units.Length; i++)
        {
            var joins = parts[i - 1] == parts[i + 1] && parts[i - 1] switch
            {
                RunKind.EuropeanNumber => units[i].Class is PdfBidiClass.CommonSeparator or PdfBidiClass.EuropeanSeparator,
                RunKind.ArabicNumber => units[i].Class == PdfBidiClass.CommonSeparator,
                _ => false,
            };
            if (joins) parts[i] = parts[i - 1];
        }
        for (var i = 1; i < units.Length; i++)
            if (units[i].Class == PdfBidiClass.EuropeanTerminator && parts[i - 1] == RunKind.EuropeanNumber)
                parts[i] = RunKind.EuropeanNumber;
        for (var i = units.Length - 2; i >= 0; i--)
            if (units[i].Class == PdfBidiClass.EuropeanTerminator && parts[i + 1] == RunKind.EuropeanNumber)
                parts[i] = RunKind.EuropeanNumber;
    }

    /// <summary>A bracket that opens in a left-to-right part closes in it (N0).</summary>
    private static void IncludeClosingBrackets(string seen, ReadOnlySpan<PdfBidi.Unit> units, bool[] kept)
    {
        var open = 0;
        for (var i = 0; i < units.Length; i++)
        {
            var sign = seen[units[i].Start];
            if (!kept[i] && (open == 0 || sign is not (')' or ']' or '}'))) open = 0;
            else if (sign is '(' or '[' or '{') open++;
            else if (sign is ')' or ']' or '}' && open > 0)
            {
                open--;
                kept[i] = true;
            }
        }
    }
}
