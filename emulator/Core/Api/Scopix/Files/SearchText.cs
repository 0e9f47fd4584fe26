namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>Texts of searches, split into words as the full-text index of files splits them.</summary>
internal static class SearchText
{
    /// <summary>
    /// Splits at everything but letters, numbers, private-use characters and combining accents; a word of accents alone is left out.
    /// </summary>
    public static string[] SplitWords(string text)
    {
        var separated = new StringBuilder();
        foreach (var rune in text.EnumerateRunes()) separated.Append(IsWordRune(rune) || IsCombiningAccent(rune) ? rune.ToString() : " ");
        return [.. separated.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.EnumerateRunes().Any(IsWordRune))];
    }

    /// <summary>An FTS5 expression that a text fits when it has all words.</summary>
    public static string ToMatchExpression(string text) => $"({string.Join(" AND ", SplitWords(text).Select(word => $"\"{word}\""))})";

    private static bool IsWordRune(Rune rune) =>
        Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse;

    private static bool IsCombiningAccent(Rune rune) => rune.Value is >= 0x0300 and <= 0x036F;
}
