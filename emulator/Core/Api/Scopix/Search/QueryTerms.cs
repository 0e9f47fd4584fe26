using System.Text.RegularExpressions;

namespace Scopix.Emulator.Api.Scopix.Search;

internal static partial class QueryTerms
{
    /// <summary>The most words of a question (a limit of ours).</summary>
    public const int MaxCount = 32;

    private static readonly HashSet<string> StopWords =
    [
        .. ("a an and any are as at be been but by can could did do does for from had has have how i if in into is it its may me "
            + "might must my no not of on or our shall should so some such than that the their them then there these they this those "
            + "to was we were what when where which who why will with would you your").Split(' '),
    ];

    /// <summary>The words in lower case without duplicates and stop words; all words when every word is a stop word.</summary>
    public static string[] Extract(string question)
    {
        var words = Word().Matches(question.Normalize().ToLowerInvariant()).Select(word => word.Value).Distinct().Take(500).ToArray();
        var telling = words.Where(word => !StopWords.Contains(word)).ToArray();
        return [.. (telling.Length > 0 ? telling : words).Take(MaxCount)];
    }

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}\p{Co}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
