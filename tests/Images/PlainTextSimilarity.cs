using System.Text.Json;
using System.Text.RegularExpressions;
using Scopix.Emulator.Api.Scopix.Images;

namespace Scopix.Emulator.Tests.Images;

/// <summary>
/// The answers of files.similar computed in the plainest way from the files' JSON, without pictures: every image's words are counted
/// again for each question.
/// </summary>
internal static partial class PlainTextSimilarity
{
    private static readonly string[] StopWords =
        ("a an and any are as at be been but by can could did do does for from had has have how i if in into is it its may me might must "
        + "my no not of on or our shall should so some such than that the their them then there these they this those to was we were what "
        + "when where which who why will with would you your").Split(' ');

    private static readonly string[] Endings = ["ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "y", "e"];

    /// <summary>
    /// The ids of the images that are shown, each with its score, from the details or summaries of all images and their ids in the order
    /// of creation.
    /// </summary>
    public static (string Id, double Score)[] Find(JsonElement[] newestFirst, List<string> creationOrder, string reference, int limit)
    {
        var words = newestFirst.ToDictionary(image => image.Text("id")!, CountWords);
        string[] others =
            [.. newestFirst.Take(SimilarImageIndex.MaxCompared).Select(image => image.Text("id")!).Where(id => id != reference)];
        var files = others.Append(reference).SelectMany(id => words[id].Keys).CountBy(word => word).ToDictionary();
        return [.. others.Select(id => (Id: id, Score: Compare(words[reference], words[id], Weigh)))
            .OrderByDescending(other => other.Score).ThenBy(other => creationOrder.IndexOf(other.Id)).Take(60)
            .Where(other => other.Score >= 0.2)
            .Select(other => (other.Id, Score: Math.Round((0.75 * other.Score) + (0.25 * other.Score), 4)))
            .OrderByDescending(other => other.Score).ThenBy(other => other.Id, StringComparer.Ordinal).Take(limit)];

        double Weigh(KeyValuePair<string, int> word) => word.Value * Math.Log(1 + ((others.Length + 1.0) / files[word.Key]));
    }

    private static double Compare(
        Dictionary<string, int> reference, Dictionary<string, int> other, Func<KeyValuePair<string, int>, double> weigh)
    {
        var own = reference.ToDictionary(word => word.Key, weigh);
        var product = Math.Sqrt(own.Values.Sum(weight => weight * weight)) * Math.Sqrt(other.Sum(word => weigh(word) * weigh(word)));
        return product > 0 ? Math.Clamp(other.Sum(word => weigh(word) * own.GetValueOrDefault(word.Key)) / product, 0, 1) : 0;
    }

    private static Dictionary<string, int> CountWords(JsonElement image)
    {
        var category = image.Text("content_category") == "general" ? "" : image.Text("content_category")!.Replace('_', ' ');
        var user = image.TryGetProperty("user_description", out var text) ? text.GetString() : null;
        var words = new Dictionary<string, int>();
        foreach (var word in SplitWords($"{category} {user ?? image.Text("upload_description")}")) words[word] = 1;
        foreach (var word in SplitWords(string.Join(' ', image.GetProperty("tags").Texts().Append(image.Text("title"))))) words[word] = 2;
        return words;
    }

    private static IEnumerable<string> SplitWords(string text)
    {
        string[] words = [.. Word().Matches(text.Normalize().ToLowerInvariant()).Select(word => word.Value).Distinct().Take(500)];
        var telling = words.Except(StopWords).ToArray();
        return (telling.Length > 0 ? telling : words).Take(32)
            .Select(RemoveEnding);
    }

    private static string RemoveEnding(string word) =>
        Endings.FirstOrDefault(ending => word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal)) is { } ending
            ? word[..^ending.Length] : word;

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}\p{Co}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
