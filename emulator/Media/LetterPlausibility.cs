using System.Globalization;

namespace Scopix.Media;

/// <summary>Counts of the characters above U+007F that do not occur as in words: letters beside another alphabet's, capitals inside
/// words, signs between letters. A wrong encoding and a binary file have many.</summary>
internal readonly record struct LetterPlausibility(int NonAsciiCount, int ImplausibleCount, int LetterPairs, int CaseJumps)
{
    /// <summary>From 0 to 1.</summary>
    public double ImplausibleShare => NonAsciiCount == 0 ? 0 : (double)ImplausibleCount / NonAsciiCount;
    public bool IsText => ImplausibleCount <= NonAsciiCount / 8 && CaseJumps <= LetterPairs / 12;

    public static LetterPlausibility Measure(ReadOnlySpan<char> text)
    {
        int high = 0, odd = 0, pairs = 0, jumps = 0;
        var (before, kind) = ('\n', UnicodeCategory.Control);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var next = at + 1 < text.Length ? text[at + 1] : '\n';
            var now = char.GetUnicodeCategory(c);
            if (char.IsLetter(before) && char.IsLetter(c)) pairs++;
            var jumped = kind == UnicodeCategory.LowercaseLetter && now == UnicodeCategory.UppercaseLetter;
            if (jumped) jumps++;
            if (c > '\u007F')
            {
                high++;
                if (IsImplausible(c, now, before, next, jumped)) odd++;
            }
            else if (before > '\u007F' && jumped) odd++;

            (before, kind) = (c, now);
        }
        return new LetterPlausibility(high, odd, pairs, jumps);
    }

    private static bool IsImplausible(char c, UnicodeCategory kind, char before, char next, bool jumped) => kind switch
    {
        UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse => true,
        _ when c == '\uFFFD' => true,
        _ when char.IsLetter(c) => jumped || (char.IsLetter(before) && GetAlphabet(before) != GetAlphabet(c)),
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => !char.IsLetter(before)
            && char.GetUnicodeCategory(before) is not UnicodeCategory.NonSpacingMark,
        _ => char.IsLetter(before) && char.IsLetter(next) && !OccursInWords(c),
    };

    /// <summary>Apostrophes, hyphens, middle dots, and signs that directly follow a word or number.</summary>
    private static bool OccursInWords(char c) =>
        c is '’' or '‘' or '´' or '·' or '\u00AD' or '\u00A0' or '–' or '—' or '‐' or '…' or '°' or '®' or '™'
        or (>= '\u2E80' and <= '\uFFEF');

    private static int GetAlphabet(char c) => c switch
    {
        < '\u0250' or (>= '\u1E00' and < '\u1F00') => 0,
        < '\u0370' => 1,
        < '\u0400' or (>= '\u1F00' and < '\u2000') => 2,
        < '\u0530' => 3,
        < '\u0590' => 4,
        < '\u0600' => 5,
        < '\u0780' => 6,
        < '\u0E00' => 7,
        < '\u0E80' => 8,
        < '\u2E80' => 9,
        _ => 10,
    };
}
