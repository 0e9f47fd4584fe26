using System.Text.Json.Nodes;
using Scopix.Fixtures;

namespace Scopix.Emulator;

/// <summary>
/// What the AI shall say of files that are yet to come: which (all given conditions hold; none is every file), and what. What is not
/// given stays made up. The newest that fits decides.
/// </summary>
public sealed record Stub
{
    /// <summary>A pattern with <c>*</c> and <c>?</c> for the file's name, its case ignored.</summary>
    public string? Filename { get; init; }

    /// <summary>The content's SHA-256, 64 hex digits.</summary>
    public string? Hash { get; init; }

    /// <summary>One of the 17 categories, e.g. <c>blueprint</c>.</summary>
    public string? ContentCategory { get; init; }

    /// <summary><c>image</c>, <c>document</c>, <c>video</c> or <c>link</c>; a link's file name is its address.</summary>
    public string? MediaType { get; init; }

    /// <summary>1–10,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>At most 40 of at most 50 characters.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>At most 100,000 characters.</summary>
    public string? VisibleText { get; init; }

    /// <summary>At most 1,000, boxes in fractions of the picture.</summary>
    public IReadOnlyList<TextRegion>? TextRegions { get; init; }

    /// <summary>0–1.</summary>
    public double? ConfidenceScore { get; init; }

    /// <summary>A video's scenes, one after the other, in seconds.</summary>
    public IReadOnlyList<VideoScene>? Scenes { get; init; }

    /// <summary>The text of a link's page: its first line is its title, the next its description.</summary>
    public string? Text { get; init; }

    /// <summary>The texts of a document's chunks, in order.</summary>
    public IReadOnlyList<string>? Chunks { get; init; }

    /// <summary>
    /// An image's domain data by the field that shows it, e.g. <c>new() { ["legend_data"] = … }</c>; null for nothing found.
    /// </summary>
    public JsonObject? Data { get; init; }

    /// <summary>
    /// The description fails: <c>timeout</c>, <c>rate_limit</c>, <c>vlm_error</c>, <c>validation</c>, <c>resource_limit</c>,
    /// <c>unknown</c>, or a message.
    /// </summary>
    public string? Fail { get; init; }
}
