using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>All properties of an image (seed 000, ImageFileDetails).</summary>
public sealed record ImageFileDetails : ImageFile, IFileDetails
{
    /// <inheritdoc/>
    public string Hash { get; init => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public string UploadMethod { get; init => field = value ?? ""; } = "";

    public string? OriginalFilename { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DescriptionErrorType? DescriptionErrorType { get; init; }

    public bool? DescriptionIsRetryable { get; init; }

    public DateTimeOffset? DescriptionGeneratedAt { get; init; }

    public IReadOnlyList<FullDescription> FullDescriptions { get; init => field = value ?? []; } = [];

    public IReadOnlyList<ProcessingHistory> ProcessingHistory { get; init => field = value ?? []; } = [];

    public string? FormattedDocument { get; init; }

    public string? OriginalUrl { get; init; }

    public string? CustomSchemaId { get; init; }

    public string? ParentDocumentId { get; init; }
}

/// <summary>A text that was recognized, and its position.</summary>
public sealed record TextRegion : ScopixRecord
{
    public string Text { get; init => field = value ?? ""; } = "";

    public TextBox BoundingBox { get; init => field = value ?? new(); } = new();
}

/// <summary>A box on an image, as fractions (0–1) of its size.</summary>
public sealed record TextBox : ScopixRecord
{
    public double XMin { get; init; }

    public double YMin { get; init; }

    public double XMax { get; init; }

    public double YMax { get; init; }
}

/// <summary>A processing step of an image (its fields are those of the older SDK).</summary>
public sealed record ProcessingHistory : ScopixRecord
{
    public string? Id { get; init; }

    /// <summary>The kind of step, e.g. <c>describe</c>.</summary>
    public string OperationType { get; init => field = value ?? ""; } = "";

    public DescriptionStatus? Status { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? ErrorMessage { get; init; }
}

/// <summary>A description by the AI.</summary>
public sealed record FullDescription : ScopixRecord
{
    public string? Description { get; init; }

    /// <summary>The processing time in milliseconds.</summary>
    [JsonConverter(typeof(WholeNumberConverter))]
    public int? ProcessingTimeMs { get; init; }

    public string? OperationId { get; init; }

    /// <summary>The confidence, 0–1; null for descriptions.</summary>
    public double? ConfidenceScore { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? VisibleText { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}
