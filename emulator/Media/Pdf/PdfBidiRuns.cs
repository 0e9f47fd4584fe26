namespace Scopix.Emulator.Media.Pdf;

/// <summary>
/// Which parts of a right-to-left line run from left to right: words of other scripts, numbers with their separators and signs
/// (UAX #9, W2 to W7), and what stands between two of them.
/// </summary>
internal static class PdfBidiRuns
{
    private enum Part : byte
    {
        Other,
        Word,
        European,
        Arabic,
    }

    /// <summary>For each unit, whether it keeps its place among its neighbours.</summary>
    public static bool[] LeftToRight(string seen, ReadOnlySpan<PdfBidi.Unit> units)
    {
        var parts = Parts(units);
        Join(units, parts);
        var kept = new bool[units.Length];
        var last = -1;
        for (var i = 0; i < units.Length; i++)
        {
            if (units[i].Class is PdfBidiClass.Right or PdfBidiClass.ArabicLetter) last = -1;
            if (parts[i] == Part.Other) continue;
            kept[i] = true;
            if (last >= 0 && (parts[last] == Part.Word || parts[i] == Part.Word)) kept.AsSpan(last, i - last).Fill(true);
            last = i;
        }

        Close(seen, units, kept);
        return kept;
    }

    /// <summary>Numbers after an Arabic letter are Arabic ones; after means: to the right of it nothing stronger stands nearer.</summary>
    private static Part[] Parts(ReadOnlySpan<PdfBidi.Unit> units)
    {
        var parts = new Part[units.Length];
        var arabic = false;
        for (var i = units.Length - 1; i >= 0; i--)
        {
            var found = units[i].Class;
            if (found is PdfBidiClass.Left or PdfBidiClass.Right or PdfBidiClass.ArabicLetter) arabic = found == PdfBidiClass.ArabicLetter;
            parts[i] = found switch
            {
                PdfBidiClass.Left => Part.Word,
                PdfBidiClass.ArabicNumber => Part.Arabic,
                PdfBidiClass.EuropeanNumber => arabic ? Part.Arabic : Part.European,
                _ => Part.Other,
            };
        }

        return parts;
    }

    /// <summary>A single separator between two numbers of a kind joins them, as do signs beside European ones.</summary>
    private static void Join(ReadOnlySpan<PdfBidi.Unit> units, Part[] parts)
    {
        for (var i = 1; i + 1 < units.Length; i++)
        {
            var joins = parts[i - 1] == parts[i + 1] && parts[i - 1] switch
            {
                Part.European => units[i].Class is PdfBidiClass.Separator or PdfBidiClass.Sign,
                Part.Arabic => units[i].Class == PdfBidiClass.Separator,
                _ => false,
            };
            if (joins) parts[i] = parts[i - 1];
        }

        for (var i = 1; i < units.Length; i++)
            if (units[i].Class == PdfBidiClass.Terminator && parts[i - 1] == Part.European) parts[i] = Part.European;
        for (var i = units.Length - 2; i >= 0; i--)
            if (units[i].Class == PdfBidiClass.Terminator && parts[i + 1] == Part.European) parts[i] = Part.European;
    }

    /// <summary>A bracket that opens among left-to-right words closes among them (N0).</summary>
    private static void Close(string seen, ReadOnlySpan<PdfBidi.Unit> units, bool[] kept)
    {
        var open = 0;
        for (var i = 0; i < units.Length; i++)
        {
            var sign = seen[units[i].At];
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
