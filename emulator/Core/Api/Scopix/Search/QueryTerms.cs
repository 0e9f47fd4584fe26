namespace Scopix.Emulator.Api.Scopix.Search;

internal static class QueryTerms
{
    /// <summary>The most words of a question (a limit of ours).</summary>
    public const int MaxCount = 32;

    private const int MaxRead = 500;

    private static readonly HashSet<string> StopWords =
    [
        .. ("a an and any are as at be been but by can could did do does for from had has have how i if in into is it its may me "
            + "might must my no not of on or our shall should so some such than that the their them then there these they this those "
            + "to was we were what when where which who why will with would you your").Split(' '),
    ];

    /// <summary>The words in lower case without duplicates and stop words; all words when every word is a stop word.</summary>
    public static string[] Extract(string question)
    {
        var text = question.Normalize().ToLowerInvariant();
        var (read, telling, stopWords) = (new HashSet<string>(), new List<string>(), new List<string>());
        for (int start = 0, end; read.Count < MaxRead && telling.Count < MaxCount; start = end)
        {
            while (start < text.Length && !IsWordCharacter(text[start])) start++;
            for (end = start; end < text.Length && IsWordCharacter(text[end]);) end++;
            if (start == end) break;
            var word = text[start..end];
            if (read.Add(word)) (StopWords.Contains(word) ? stopWords : telling).Add(word);
        }
        return [.. telling.Count > 0 ? telling : stopWords.Take(MaxCount)];
    }

    /// <summary>Letters, marks, numbers and characters of private use.</summary>
    private static bool IsWordCharacter(char c) => char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c)
        : char.GetUnicodeCategory(c) is <= UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse;
}
