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
    public static bool[] FindLeftToRight(string visual, ReadOnlySpan<PdfBidi.Unit> units)
    {
        var kinds = ClassifyUnits(units);
        JoinNumbers(units, kinds);
        var keepsOrder = new bool[units.Length];
        var last = -1;
        for (var i = 0; i < units.Length; i++)
        {
            if (units[i].Class is PdfBidiClass.RightToLeft or PdfBidiClass.ArabicLetter) last = -1;
            if (kinds[i] == RunKind.Other) continue;
            keepsOrder[i] = true;
            if (last >= 0 && (kinds[last] == RunKind.Word || kinds[i] == RunKind.Word)) keepsOrder.AsSpan(last, i - last).Fill(true);
            last = i;
        }
        IncludeClosingBrackets(visual, units, keepsOrder);
        return keepsOrder;
    }

    /// <summary>A European number after an Arabic letter is an Arabic number; "after" is to the right in visual order.</summary>
    private static RunKind[] ClassifyUnits(ReadOnlySpan<PdfBidi.Unit> units)
    {
        var kinds = new RunKind[units.Length];
        var followsArabic = false;
        for (var i = units.Length - 1; i >= 0; i--)
        {
            var bidiClass = units[i].Class;
            if (bidiClass is PdfBidiClass.LeftToRight or PdfBidiClass.RightToLeft or PdfBidiClass.ArabicLetter)
                followsArabic = bidiClass == PdfBidiClass.ArabicLetter;
            kinds[i] = bidiClass switch
            {
                PdfBidiClass.LeftToRight => RunKind.Word,
                PdfBidiClass.ArabicNumber => RunKind.ArabicNumber,
                PdfBidiClass.EuropeanNumber => followsArabic ? RunKind.ArabicNumber : RunKind.EuropeanNumber,
                _ => RunKind.Other,
            };
        }
        return kinds;
    }

    /// <summary>A single separator joins two numbers of one kind, and signs join European numbers.</summary>
    private static void JoinNumbers(ReadOnlySpan<PdfBidi.Unit> units, RunKind[] kinds)
    {
        for (var i = 1; i + 1 < units.Length; i++)
        {
            var joins = kinds[i - 1] == kinds[i + 1] && kinds[i - 1] switch
            {
                RunKind.EuropeanNumber => units[i].Class is PdfBidiClass.CommonSeparator or PdfBidiClass.EuropeanSeparator,
                RunKind.ArabicNumber => units[i].Class == PdfBidiClass.CommonSeparator,
                _ => false,
            };
            if (joins) kinds[i] = kinds[i - 1];
        }
        for (var i = 1; i < units.Length; i++)
            if (units[i].Class == PdfBidiClass.EuropeanTerminator && kinds[i - 1] == RunKind.EuropeanNumber)
                kinds[i] = RunKind.EuropeanNumber;
        for (var i = units.Length - 2; i >= 0; i--)
            if (units[i].Class == PdfBidiClass.EuropeanTerminator && kinds[i + 1] == RunKind.EuropeanNumber)
                kinds[i] = RunKind.EuropeanNumber;
    }

    /// <summary>A bracket that opens in a left-to-right part closes in it (N0).</summary>
    private static void IncludeClosingBrackets(string visual, ReadOnlySpan<PdfBidi.Unit> units, bool[] keepsOrder)
    {
        var open = 0;
        for (var i = 0; i < units.Length; i++)
        {
            var character = visual[units[i].Start];
            if (!keepsOrder[i] && (open == 0 || character is not (')' or ']' or '}'))) open = 0;
            else if (character is '(' or '[' or '{') open++;
            else if (character is ')' or ']' or '}' && open > 0)
            {
                open--;
                keepsOrder[i] = true;
            }
        }
    }
}
