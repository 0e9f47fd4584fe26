using Scopix.Fixtures;

namespace Scopix.Emulator;

/// <summary>
/// A rule that decides what the AI returns for files that are uploaded later. A file matches when it meets all conditions that are set;
/// without a condition, every file matches. Results that are null are generated. The newest stub that matches decides.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record Stub
{
    /// <summary>Condition: a pattern with <c>*</c> and <c>?</c> for the file name, without regard to case; 1–255 characters.</summary>
    public string? Filename { get; init; }

    /// <summary>Condition: the content's SHA-256, 64 hex digits.</summary>
    public string? Hash { get; init; }

    /// <summary>Condition: one of the 17 content categories, e.g. <c>blueprint</c>.</summary>
    public string? ContentCategory { get; init; }

    /// <summary>
    /// Condition: <c>image</c>, <c>document</c>, <c>video</c> or <c>link</c>. The file name of a link is its address.
    /// </summary>
    public string? MediaType { get; init; }

    /// <summary>The description, 1–10,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The tags: at most 40, each of at most 50 characters. When null, the nouns of <see cref="Description"/>, if there is one.
    /// </summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>
    /// The text in an image, at most 100,000 characters. Without <see cref="TextRegions"/>, each line becomes a region of its own. When
    /// both are null, what the description quotes, if there is one.
    /// </summary>
    public string? VisibleText { get; init; }

    /// <summary>
    /// The regions of text in an image: at most 1,000, with boxes in fractions of the picture. Without <see cref="VisibleText"/>, the
    /// visible text is that of the regions.
    /// </summary>
    public IReadOnlyList<TextRegion>? TextRegions { get; init; }

    /// <summary>The confidence of the description, 0–1.</summary>
    public double? ConfidenceScore { get; init; }

    /// <summary>The scenes of a video in order, at most 1,000, with times in seconds. They may exceed the video's length.</summary>
    public IReadOnlyList<VideoScene>? Scenes { get; init; }

    /// <summary>The text of a link's page, 1–100,000 characters: the title is the first line, the description the second one.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// The texts of a document's chunks in order, 1–1,000 of 1–10,000 characters. The text of the document itself does not change.
    /// </summary>
    public IReadOnlyList<string>? Chunks { get; init; }

    /// <summary>
    /// An image's domain data by the field of its details, e.g. <c>{"legend_data":{…}}</c>, with null for nothing found; at most 100,000
    /// characters of JSON. A field acts on images whose category has it, a compliance check on images uploaded with its type.
    /// </summary>
    public JsonElement? Data { get; init; }

    /// <summary>The failure of the description: a type or a message, as in <see cref="Fault.Fail"/>.</summary>
    public string? Fail { get; init; }
}
