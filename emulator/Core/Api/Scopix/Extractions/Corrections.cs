namespace Scopix.Emulator.Api.Scopix.Extractions;

/// <summary>
/// What people have said of one domain's extraction; it lies over the AI's data, which stay as they are (seed 001, Image
/// Operations).
/// </summary>
/// <param name="ItemReviews"><c>confirmed</c> or <c>rejected</c>, by path.</param>
/// <param name="FieldEdits">Corrected data, by path.</param>
internal sealed record Corrections(IReadOnlyDictionary<string, string> ItemReviews, IReadOnlyDictionary<string, JsonElement> FieldEdits)
{
    /// <summary>Characters that all corrections of a file have together (a limit of ours).</summary>
    public const int MaxCharacters = 256 * 1024;

    /// <summary>Before any review.</summary>
    public static readonly Corrections Empty = new(new Dictionary<string, string>(), new Dictionary<string, JsonElement>());

    /// <summary>Their length: paths and values.</summary>
    [JsonIgnore]
    public int CharacterCount => ItemReviews.Sum(review => review.Key.Length + review.Value.Length)
        + FieldEdits.Sum(edit => edit.Key.Length + edit.Value.GetRawText().Length);

    /// <summary>These, with others laid over them.</summary>
    public Corrections Merge(IReadOnlyDictionary<string, string>? reviews, IReadOnlyDictionary<string, JsonElement>? edits) =>
        new(MergeDictionaries(ItemReviews, reviews), MergeDictionaries(FieldEdits, edits));

    private static Dictionary<string, T> MergeDictionaries<T>(IReadOnlyDictionary<string, T> earlier, IReadOnlyDictionary<string, T>? later)
    {
        var merged = new Dictionary<string, T>(earlier);
        foreach (var (path, value) in later ?? new Dictionary<string, T>()) merged[path] = value;
        return merged;
    }
}
