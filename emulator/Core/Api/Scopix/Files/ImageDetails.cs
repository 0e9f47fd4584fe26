using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>The details of an image (seed 000, ImageFileDetails); only the domain extraction of its content category is not null.</summary>
internal sealed class ImageDetails : FileDetails
{
    internal ImageDetails(FileRecord file, FileUrls urls, string? formatted) : base(file, urls) =>
        (FullUrl, MediumUrl, OriginalUrl, FormattedDocument) =
            (urls.GetPictureUrl(file, Variant.Large), urls.GetPictureUrl(file, Variant.Medium), urls.GetOriginalUrl(file), formatted);

    public string? VisibleText => File.RevealedOutcome?.VisibleText;
    public IReadOnlyList<TextRegion>? TextRegions => File.RevealedOutcome?.TextRegions;
    public DateTimeOffset? DescriptionGeneratedAt => File.RevealedOutcome is null
        ? null : File.FindStage(StageCatalog.Description)!.EndedAt;

    public FullDescription[] FullDescriptions => File.RevealedOutcome is null ? [] : [FullDescription.From(File)];

    public ProcessingHistoryEntry[] ProcessingHistory => Files.ProcessingHistoryEntry.From(File);

    /// <summary>Null unless the request has <c>?format=markdown</c>.</summary>
    public string? FormattedDocument { get; }

    public Dimensions Dimensions => new(File.Width, File.Height);
    public string? Format => File.Format;

    /// <summary>At most 1024 pixels; presigned for one hour; null until the variants are made.</summary>
    public Uri? FullUrl { get; }

    /// <summary>At most 750 pixels; presigned for one hour; null until the variants are made.</summary>
    public Uri? MediumUrl { get; }

    /// <summary>Presigned for one hour.</summary>
    public Uri OriginalUrl { get; }

    /// <summary>BlurHash of 4 × 3 components; null until the variants are made, and where no program to make them is installed.</summary>
    public string? BlurHash => File.BlurHash;

    public string? VariantStatus => FileStatuses.FindStageStatus(File, StageCatalog.Variants);
    public int? VariantCount => CountVariants(File);
    public string? CustomSchemaId => File.CustomSchemaId;

    /// <summary>Null: pictures are not extracted from documents.</summary>
    public string? ParentDocumentId => null;

    public JsonElement? LegendData => ExtractionData.FindByField(File, "legend_data");
    public JsonElement? ArchitecturalDesignData => ExtractionData.FindByField(File, "architectural_design_data");
    public JsonElement? CePlanData => ExtractionData.FindByField(File, "ce_plan_data");
    public JsonElement? LayoutRegionData => ExtractionData.FindByField(File, "layout_region_data");
    public JsonElement? RealEstateData => ExtractionData.FindByField(File, "real_estate_data");
    public JsonElement? MiningData => ExtractionData.FindByField(File, "mining_data");
    public JsonElement? ConstructionData => ExtractionData.FindByField(File, "construction_data");
    public JsonElement? FacilityAssessmentData => ExtractionData.FindByField(File, "facility_assessment_data");
    public JsonElement? TechnicalDiagramData => ExtractionData.FindByField(File, "technical_diagram_data");
    public JsonElement? PidData => ExtractionData.FindByField(File, "pid_data");
    public JsonElement? PfdData => ExtractionData.FindByField(File, "pfd_data");

    /// <summary>The check of <c>compliance_type=mls</c>; null until it has a result.</summary>
    public JsonElement? MlsComplianceCheck => ExtractionData.FindByField(File, ExtractionData.MlsCheckField);

    /// <summary>The check of <c>compliance_type=marketplace</c>; null until it has a result.</summary>
    public JsonElement? MarketplaceComplianceCheck => ExtractionData.FindByField(File, ExtractionData.MarketplaceCheckField);

    public JsonElement? ScheduleData => ExtractionData.FindByField(File, "schedule_data");
    public JsonElement? RoboticsData => ExtractionData.FindByField(File, "robotics_data");

    /// <summary>Null: custom schemas are not known to the emulator.</summary>
    public JsonElement? CustomSchemaData => null;

    /// <summary>Reviews by domain; null before the first.</summary>
    public IReadOnlyDictionary<string, Corrections>? ExtractionCorrections => File.Corrections;
}

/// <summary>
/// One description attached to an image (seed 000 names description and processing_time_ms; the rest after seed 002's
/// DescriptionResult).
/// </summary>
internal sealed record FullDescription(
    string OperationId, string Description, double? ConfidenceScore, IReadOnlyList<string> Tags, string? VisibleText,
    long ProcessingTimeMs, DateTimeOffset CreatedAt)
{
    public static FullDescription From(FileRecord file)
    {
        var stage = file.FindStage(StageCatalog.Description)!;
        return new("op_" + file.Id[..8], file.RevealedOutcome!.Description, file.RevealedOutcome.ConfidenceScore, file.RevealedOutcome.Tags,
            file.RevealedOutcome.VisibleText,
            (long)Math.Round((stage.EndedAt!.Value - stage.StartedAt!.Value).TotalMilliseconds), stage.EndedAt.Value);
    }
}
