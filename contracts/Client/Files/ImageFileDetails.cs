using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>All that is known of an image (seed 000, ImageFileDetails).</summary>
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

/// <summary>A text that was read, and where it stands.</summary>
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

/// <summary>Something that was done to an image (its fields are those of the older SDK).</summary>
public sealed record ProcessingHistory : ScopixRecord
{
    public string? Id { get; init; }

    /// <summary>What was done, e.g. <c>describe</c>.</summary>
    public string OperationType { get; init => field = value ?? ""; } = "";

    public DescriptionStatus? Status { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public string? ErrorMessage { get; init; }
}

/// <summary>A description that the AI has written.</summary>
public sealed record FullDescription : ScopixRecord
{
    public string? Description { get; init; }

    /// <summary>Milliseconds.</summary>
    [JsonConverter(typeof(WholeNumberConverter))]
    public int? ProcessingTimeMs { get; init; }

    public string? OperationId { get; init; }

    /// <summary>0–1; null for descriptions.</summary>
    public double? ConfidenceScore { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? VisibleText { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}
