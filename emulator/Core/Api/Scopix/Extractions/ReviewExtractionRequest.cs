using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Extractions;

/// <summary>
/// The body of a review (seed 001, Image Operations): at least one of the two fields; an empty object counts as absent (assumed).
/// Paths are checked for their form, not for their existence: the service's payloads are not documented.
/// </summary>
internal sealed record ReviewExtractionRequest
{
    /// <summary>The most reviews, and the most edits, of one domain of a file (a limit of ours).</summary>
    public const int MaxPerDomain = 1_000;

    private const int MaxPathLength = 255;
    private const int MaxValueLength = 10_000;

    /// <summary>By path of an item, e.g. <c>items.0</c>: <c>confirmed</c> or <c>rejected</c>.</summary>
    public Dictionary<string, string>? ItemReviews { get; init; }

    /// <summary>
    /// By path of a field, e.g. <c>items.0.name</c>: the corrected data, any JSON of at most 10,000 characters (a limit of ours).
    /// </summary>
    public Dictionary<string, JsonElement>? FieldEdits { get; init; }

    /// <summary>Refuses empty, malformed and too long input: 422 with the name of the field.</summary>
    public void Validate()
    {
        if (ItemReviews is not { Count: > 0 } && FieldEdits is not { Count: > 0 })
            throw ApiError.Invalid("item_reviews", "at least one of item_reviews or field_edits is required");
        foreach (var (path, review) in ItemReviews ?? [])
        {
            CheckPath("item_reviews", path);
            if (review is not ("confirmed" or "rejected")) throw ApiError.Invalid("item_reviews", "each must be confirmed or rejected");
        }
        foreach (var (path, value) in FieldEdits ?? [])
        {
            CheckPath("field_edits", path);
            BoundedJson.Validate("field_edits", value, MaxValueLength);
        }
    }

    /// <summary>The file with these corrections added; the later of two corrections of one path counts.</summary>
    /// <exception cref="ApiError">The file would have too many corrections: 422.</exception>
    public FileRecord ApplyTo(FileRecord file, string domain, DateTimeOffset now)
    {
        var all = new Dictionary<string, Corrections>(file.Corrections ?? new Dictionary<string, Corrections>());
        all[domain] = (all.GetValueOrDefault(domain) ?? Corrections.Empty).Merge(ItemReviews, FieldEdits);
        if (all[domain].ItemReviews.Count > MaxPerDomain)
            throw ApiError.Invalid("item_reviews", $"at most {MaxPerDomain} for each domain of a file");
        if (all[domain].FieldEdits.Count > MaxPerDomain)
            throw ApiError.Invalid("field_edits", $"at most {MaxPerDomain} for each domain of a file");
        if (all.Values.Sum(corrections => corrections.CharacterCount) > Corrections.MaxCharacters)
            throw ApiError.Invalid("field_edits",
                $"all corrections of a file together have at most {Corrections.MaxCharacters} characters");
        return file with { Corrections = all, UpdatedAt = now };
    }

    private static void CheckPath(string field, string path)
    {
        RequestParameters.ValidateText(field, path, MaxPathLength, "body");
        if (path.Split('.').Any(string.IsNullOrWhiteSpace) || path.Any(char.IsControl))
            throw ApiError.Invalid(field, "each key must be a path of names and numbers joined by dots, e.g. items.0.name");
    }
}
