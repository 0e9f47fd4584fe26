using System.Collections.ObjectModel;
using System.Text.Json;

namespace Scopix.Client;

/// <summary>
/// The result of generating variants again (seed 001, Image Operations); <see cref="SkippedDuplicate"/> is true when that was in
/// progress already.
/// </summary>
public sealed record TriggerVariantsResult : ScopixRecord
{
    public bool Success { get; init; }

    public string Message { get; init => field = value ?? ""; } = "";

    public string TaskId { get; init => field = value ?? ""; } = "";

    public DescriptionStatus CurrentStatus { get; init; }

    public string ImageId { get; init => field = value ?? ""; } = "";

    public bool SkippedDuplicate { get; init; }
}

/// <summary>Images that are similar to one, the most similar first.</summary>
public sealed record SimilarImages : ScopixRecord
{
    public string ReferenceImageId { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<SimilarImage> Items { get; init => field = value ?? []; } = [];

    public int TotalCount { get; init; }
}

/// <summary>All corrections of a domain after a review.</summary>
public sealed record ExtractionReview : ScopixRecord
{
    public string ImageId { get; init => field = value ?? ""; } = "";

    public ExtractionDomain DomainName { get; init; }

    public Corrections Corrections { get; init => field = value ?? new(); } = new();

    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Corrections of extracted data, by dot-path.</summary>
public sealed record Corrections : ScopixRecord
{
    public IReadOnlyDictionary<string, ReviewDecision> ItemReviews
    {
        get; init =>
        field = value ?? ReadOnlyDictionary<string, ReviewDecision>.Empty;
    } = ReadOnlyDictionary<string, ReviewDecision>.Empty;

    public IReadOnlyDictionary<string, JsonElement> FieldEdits
    {
        get; init =>
        field = value ?? ReadOnlyDictionary<string, JsonElement>.Empty;
    } = ReadOnlyDictionary<string, JsonElement>.Empty;
}

/// <summary>An image that is similar to another; scores are 0–1.</summary>
public sealed record SimilarImage : ScopixRecord
{
    public string ImageId { get; init => field = value ?? ""; } = "";

    public string? Title { get; init; }

    public string? Description { get; init; }

    public double RelevanceScore { get; init; }

    public double VectorSimilarity { get; init; }

    public string? ThumbnailUrl { get; init; }

    public string? MediumUrl { get; init; }

    public string? FullUrl { get; init; }

    public string? FolderId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
