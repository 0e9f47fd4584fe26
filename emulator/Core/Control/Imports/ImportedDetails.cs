namespace Scopix.Emulator.Control.Imports;

/// <summary>The fields of a file's details that the emulator keeps. Fields of other media types are null.</summary>
internal sealed record ImportedDetails(string Id, string MediaType, DateTimeOffset CreatedAt)
{
    public string? Title { get; init; }
    public string? Filename { get; init; }
    public string?[]? Tags { get; init; }
    public long? SizeBytes { get; init; }
    public string? ContentType { get; init; }
    public string? Hash { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public DateTimeOffset? ContentCreatedAt { get; init; }
    public string? ContentCategory { get; init; }
    public string? CustomSchemaId { get; init; }
    public string? UploadMethod { get; init; }
    public string? PrimaryStatus { get; init; }

    public string? UserDescription { get; init; }
    public string? UploadDescription { get; init; }
    public string? DescriptionStatus { get; init; }
    public string? DescriptionError { get; init; }
    public string? DescriptionErrorType { get; init; }
    public DateTimeOffset? DescriptionGeneratedAt { get; init; }
    public string? VisibleText { get; init; }
    public ImportedRegion?[]? TextRegions { get; init; }
    public ImportedDescription?[]? FullDescriptions { get; init; }
    public ImportedHistoryEntry?[]? ProcessingHistory { get; init; }
    public Dictionary<string, ImportedCorrections?>? ExtractionCorrections { get; init; }

    public ImportedDimensions? Dimensions { get; init; }
    public string? Format { get; init; }
    public string? VariantStatus { get; init; }

    public string? DocumentType { get; init; }
    public int? PageCount { get; init; }
    public int? ChunkCount { get; init; }
    public string? TextExtractionStatus { get; init; }
    public string? DigitizationStatus { get; init; }
    public string? ExtractedText { get; init; }

    public ImportedMovie? VideoMetadata { get; init; }
    public double? DurationSeconds { get; init; }
    public double? FrameRate { get; init; }
    public string? VideoCodec { get; init; }
    public string? VideoAnalysisStatus { get; init; }
    public string? AnalysisStatus { get; init; }
    public string? VideoAnalysisJobId { get; init; }
    public string? AnalysisSkipReason { get; init; }
    public int? CreditsRequiredForAnalysis { get; init; }

    public string? SourceUrl { get; init; }
    public ImportedOpenGraph? OgMetadata { get; init; }
    public string? FaviconUrl { get; init; }
    public string? PageTitle { get; init; }
    public string? CrawlStatus { get; init; }
    public string? CrawlError { get; init; }
    public DateTimeOffset? CrawledAt { get; init; }
    public ImportedPictures? ExtractedImages { get; init; }

    /// <summary>Among them the domain data (<c>…_data</c>) and the compliance checks.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

internal sealed record ImportedDimensions(int? Width = null, int? Height = null);

internal sealed record ImportedRegion(string? Text = null, ImportedRegionBox? BoundingBox = null);

internal sealed record ImportedRegionBox(double XMin, double YMin, double XMax, double YMax);

internal sealed record ImportedDescription(
    double? ConfidenceScore = null, string?[]? Tags = null, double? ProcessingTimeMs = null, DateTimeOffset? CreatedAt = null);

internal sealed record ImportedHistoryEntry(
    string? OperationType = null, DateTimeOffset? CreatedAt = null, DateTimeOffset? CompletedAt = null, string? ErrorMessage = null);

internal sealed record ImportedCorrections(
    Dictionary<string, string?>? ItemReviews = null, Dictionary<string, JsonElement>? FieldEdits = null);

internal sealed record ImportedMovie(
    double? DurationSeconds = null, double? FrameRate = null, int? Width = null, int? Height = null, string? VideoCodec = null,
    string? AudioCodec = null, string? FormatName = null);

internal sealed record ImportedOpenGraph(
    string? Title = null, string? Description = null, string? Image = null, string? ImageUrl = null, string? SiteName = null,
    string? Type = null);

internal sealed record ImportedPictures(ImportedPicture?[]? Images = null);

internal sealed record ImportedPicture(string? Url = null, string? Alt = null);
