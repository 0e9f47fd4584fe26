namespace Scopix.Media;

/// <summary>
/// Counts characters above U+007F in places where words do not have them: letters next to letters of another alphabet, capitals inside
/// words, signs between letters. A text in a wrong encoding and a binary file have many.
/// </summary>
internal readonly record struct LetterPlausibility(int NonAsciiCount, int ImplausibleCount, int LetterPairs, int CaseJumps)
{
    public double ImplausibleShare => NonAsciiCount == 0 ? 0 : (double)ImplausibleCount / NonAsciiCount;
    public bool IsText => ImplausibleCount <= NonAsciiCount / 8 && CaseJumps <= LetterPairs / 12;

    public static LetterPlausibility Measure(ReadOnlySpan<char> text)
    {
        int nonAscii = 0, implausible = 0, pairs = 0, jumps = 0;
        var (previous, kind) = ('\n', UnicodeCategory.Control);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var next = at + 1 < text.Length ? text[at + 1] : '\n';
            var category = char.GetUnicodeCategory(c);
            if (char.IsLetter(previous) && char.IsLetter(c)) pairs++;
            var isCaseJump = kind == UnicodeCategory.LowercaseLetter && category == UnicodeCategory.UppercaseLetter;
            if (isCaseJump) jumps++;
            if (c > '\u007F')
            {
                nonAscii++;
                if (IsImplausible(c, category, previous, next, isCaseJump)) implausible++;
            }
            else if (previous > '\u007F' && isCaseJump) implausible++;

            (previous, kind) = (c, category);
        }
        return new LetterPlausibility(nonAscii, implausible, pairs, jumps);
    }

    private static bool IsImplausible(char c, UnicodeCategory kind, char previous, char next, bool isCaseJump) => kind switch
    {
        UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse => true,
        _ when c == '\uFFFD' => true,
        _ when char.IsLetter(c) => isCaseJump || (char.IsLetter(previous) && GetAlphabet(previous) != GetAlphabet(c)),
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => !char.IsLetter(previous)
            && char.GetUnicodeCategory(previous) is not UnicodeCategory.NonSpacingMark,
        _ => char.IsLetter(previous) && char.IsLetter(next) && !OccursInWords(c),
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
