using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// The texts by which images are compared: the properties of a stored <see cref="FileRecord"/> that are needed for it.
/// </summary>
internal sealed record ImageTexts
{
    public string? Title { get; init; }

    public string[]? Tags { get; init; }

    public string? UserDescription { get; init; }

    public required string ContentCategory { get; init; }

    public ImageOutcomeText? Outcome { get; init; }

    /// <summary>The words count once.</summary>
    /// <param name="described">Whether the outcome is revealed.</param>
    public string GetText(bool described)
    {
        var category = ContentCategory == "general" ? "" : ContentCategory.Replace('_', ' ');
        return $"{category} {UserDescription ?? (described ? FactTexts.Remove(Outcome?.Description) : null)}";
    }

    /// <summary>The tags without those that say what a file is rather than what it shows.</summary>
    private IEnumerable<string> MeaningfulTags =>
        FactTexts.AreIn(Outcome?.Description) ? (Tags ?? []).Where(tag => !FactTexts.IsTag(tag)) : Tags ?? [];

    /// <summary>What a language model reads; empty when nothing is said about the image.</summary>
    public string GetSentence(bool described) =>
        string.Join(". ", ((string?[])[Title, string.Join(", ", MeaningfulTags), GetText(described).Trim()])
            .Where(text => !string.IsNullOrWhiteSpace(text)));

    /// <summary>The words count twice.</summary>
    public string Heading => string.Join(' ', [.. MeaningfulTags, Title ?? ""]);
}

internal sealed record ImageOutcomeText(string? Description);

/// <summary>Reads what <see cref="FileJsonContext"/> writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImageTexts))]
internal sealed partial class ImageTextsJsonContext : JsonSerializerContext;
