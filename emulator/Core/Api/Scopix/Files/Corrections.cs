namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// People's corrections of one domain's extraction. They are stored beside the AI's data, which do not change (seed 001, Image
/// Operations).
/// </summary>
/// <param name="ItemReviews"><c>confirmed</c> or <c>rejected</c>, by path.</param>
internal sealed record Corrections(IReadOnlyDictionary<string, string> ItemReviews, IReadOnlyDictionary<string, JsonElement> FieldEdits)
{
    /// <summary>The most characters of all corrections of a file together (a limit of ours).</summary>
    public const int MaxCharacters = 256 * 1024;

    public static readonly Corrections Empty = new(new Dictionary<string, string>(), new Dictionary<string, JsonElement>());

    [JsonIgnore]
    public int CharacterCount => ItemReviews.Sum(review => review.Key.Length + review.Value.Length)
        + FieldEdits.Sum(edit => edit.Key.Length + edit.Value.GetRawText().Length);

    /// <summary>These corrections, replaced and completed by later ones.</summary>
    public Corrections Merge(IReadOnlyDictionary<string, string>? reviews, IReadOnlyDictionary<string, JsonElement>? edits) =>
        new(MergeDictionaries(ItemReviews, reviews), MergeDictionaries(FieldEdits, edits));

    private static Dictionary<string, T> MergeDictionaries<T>(IReadOnlyDictionary<string, T> earlier, IReadOnlyDictionary<string, T>? later)
    {
        var merged = new Dictionary<string, T>(earlier);
        foreach (var (path, value) in later ?? new Dictionary<string, T>()) merged[path] = value;
        return merged;
    }
}
