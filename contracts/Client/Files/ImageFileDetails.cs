using System.Text.Json;

namespace Scopix.Client;

/// <summary>
/// All that is known of an image (seed 000, ImageFileDetails). The shape of domain extractions is not documented:
/// they are JSON as it came.
/// </summary>
public sealed record ImageFileDetails : FileDetails
{
    public string? VisibleText { get; init; }

    public IReadOnlyList<TextRegion>? TextRegions { get; init; }

    public DateTimeOffset? DescriptionGeneratedAt { get; init; }

    public IReadOnlyList<FullDescription> FullDescriptions { get; init => field = value ?? []; } = [];

    public IReadOnlyList<ProcessingHistory> ProcessingHistory { get; init => field = value ?? []; } = [];

    public string? FormattedDocument { get; init; }

    public Dimensions Dimensions { get; init => field = value ?? new(); } = new();

    public string Format { get; init => field = value ?? ""; } = "";

    public string? FullUrl { get; init; }

    public string? MediumUrl { get; init; }

    public string? OriginalUrl { get; init; }

    public string? BlurHash { get; init; }

    public DescriptionStatus? VariantStatus { get; init; }

    public int? VariantCount { get; init; }

    public string? CustomSchemaId { get; init; }

    public string? ParentDocumentId { get; init; }

    public JsonElement? LegendData { get; init; }

    public JsonElement? ArchitecturalDesignData { get; init; }

    public JsonElement? CePlanData { get; init; }

    public JsonElement? LayoutRegionData { get; init; }

    public JsonElement? RealEstateData { get; init; }

    public JsonElement? MiningData { get; init; }

    public JsonElement? ConstructionData { get; init; }

    public JsonElement? FacilityAssessmentData { get; init; }

    public JsonElement? TechnicalDiagramData { get; init; }

    public JsonElement? PidData { get; init; }

    public JsonElement? PfdData { get; init; }

    public JsonElement? MlsComplianceCheck { get; init; }

    public JsonElement? MarketplaceComplianceCheck { get; init; }

    public JsonElement? ScheduleData { get; init; }

    public JsonElement? RoboticsData { get; init; }

    public JsonElement? CustomSchemaData { get; init; }

    public JsonElement? ExtractionCorrections { get; init; }
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
    public double? ProcessingTimeMs { get; init; }

    public string? OperationId { get; init; }

    /// <summary>0–1; null for descriptions.</summary>
    public double? ConfidenceScore { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? VisibleText { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}
