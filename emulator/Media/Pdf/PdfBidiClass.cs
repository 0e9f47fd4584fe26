namespace Scopix.Media.Pdf;

/// <summary>The bidirectional classes (UAX #9, table 4) that matter for the order of characters.</summary>
internal enum PdfBidiClass : byte
{
    Neutral,
    LeftToRight,
    RightToLeft,
    ArabicLetter,
    EuropeanNumber,
    ArabicNumber,

    /// <summary>ES: plus and minus.</summary>
    EuropeanSeparator,

    /// <summary>CS: comma, point, slash, colon.</summary>
    CommonSeparator,

    /// <summary>ET: per cent, currencies, degrees.</summary>
    EuropeanTerminator,

    /// <summary>NSM: belongs to the character before it.</summary>
    NonspacingMark,
}

/// <summary>Classifies letters by the blocks reserved for right-to-left scripts, others by short lists and by category.</summary>
internal static class PdfBidiClassifier
{
    private static readonly (int First, int Last, PdfBidiClass Class)[] Ranges =
    [
        ('0', '9', PdfBidiClass.EuropeanNumber), (0xB2, 0xB3, PdfBidiClass.EuropeanNumber), (0xB9, 0xB9, PdfBidiClass.EuropeanNumber),
        (0x6F0, 0x6F9, PdfBidiClass.EuropeanNumber), (0x2070, 0x2070, PdfBidiClass.EuropeanNumber),
        (0x2074, 0x2079, PdfBidiClass.EuropeanNumber),
        (0x2080, 0x2089, PdfBidiClass.EuropeanNumber), (0x2488, 0x249B, PdfBidiClass.EuropeanNumber),
        (0xFF10, 0xFF19, PdfBidiClass.EuropeanNumber),
        (0x1D7CE, 0x1D7FF, PdfBidiClass.EuropeanNumber),
        (0x600, 0x605, PdfBidiClass.ArabicNumber), (0x660, 0x669, PdfBidiClass.ArabicNumber), (0x66B, 0x66C, PdfBidiClass.ArabicNumber),
        (0x6DD, 0x6DD, PdfBidiClass.ArabicNumber), (0x890, 0x891, PdfBidiClass.ArabicNumber), (0x8E2, 0x8E2, PdfBidiClass.ArabicNumber),
        (0x10D30, 0x10D39, PdfBidiClass.ArabicNumber), (0x10E60, 0x10E7E, PdfBidiClass.ArabicNumber),
        (0x606, 0x607, PdfBidiClass.Neutral), (0x60E, 0x60F, PdfBidiClass.Neutral), (0x6DE, 0x6DE, PdfBidiClass.Neutral),
        (0x6E9, 0x6E9, PdfBidiClass.Neutral), (0xFD3E, 0xFD4F, PdfBidiClass.Neutral), (0xFDFD, 0xFDFF, PdfBidiClass.Neutral),
        (0x590, 0x5FF, PdfBidiClass.RightToLeft), (0x7C0, 0x85F, PdfBidiClass.RightToLeft), (0x200F, 0x200F, PdfBidiClass.RightToLeft),
        (0xFB1D, 0xFB4F, PdfBidiClass.RightToLeft), (0x600, 0x7BF, PdfBidiClass.ArabicLetter), (0x860, 0x8FF, PdfBidiClass.ArabicLetter),
        (0xFB50, 0xFDFF, PdfBidiClass.ArabicLetter), (0xFE70, 0xFEFE, PdfBidiClass.ArabicLetter),
        (0x10D00, 0x10D3F, PdfBidiClass.ArabicLetter), (0x10EC0, 0x10EFF, PdfBidiClass.ArabicLetter),
        (0x10F30, 0x10F6F, PdfBidiClass.ArabicLetter),
        (0x1EC70, 0x1ECBF, PdfBidiClass.ArabicLetter), (0x1ED00, 0x1ED4F, PdfBidiClass.ArabicLetter),
        (0x1EE00, 0x1EEFF, PdfBidiClass.ArabicLetter),
        (0x10800, 0x10FFF, PdfBidiClass.RightToLeft), (0x1E800, 0x1EFFF, PdfBidiClass.RightToLeft),
    ];

    private const string CommonSeparators = ",./:\u00A0\u060C\u202F\u2044\uFE50\uFE52\uFE55\uFF0C\uFF0E\uFF0F\uFF1A";
    private const string EuropeanSeparators = "+-\u207A\u207B\u208A\u208B\u2212\uFB29\uFE62\uFE63\uFF0B\uFF0D";
    private const string EuropeanTerminators =
        "#%\u00B0\u00B1\u0609\u060A\u066A\u2030\u2031\u2032\u2033\u2034\u212E\u2213\uFE5F\uFE6A\uFF03\uFF05";

    public static PdfBidiClass Classify(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) return PdfBidiClass.NonspacingMark;
        var character = rune.IsBmp ? (char)rune.Value : '\0';
        if (CommonSeparators.Contains(character, StringComparison.Ordinal)) return PdfBidiClass.CommonSeparator;
        if (EuropeanSeparators.Contains(character, StringComparison.Ordinal)) return PdfBidiClass.EuropeanSeparator;
        if (category == UnicodeCategory.CurrencySymbol || EuropeanTerminators.Contains(character, StringComparison.Ordinal))
            return PdfBidiClass.EuropeanTerminator;
        foreach (var (first, last, bidiClass) in Ranges)
            if (rune.Value >= first && rune.Value <= last) return bidiClass;
        return Rune.IsLetter(rune)
            || category is UnicodeCategory.LetterNumber or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
            ? PdfBidiClass.LeftToRight
            : PdfBidiClass.Neutral;
    }
}
