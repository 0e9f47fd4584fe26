using Scopix.Emulator.Api.Scopix.Extractions;
using Scopix.Emulator.Api.Scopix.Images;
using Scopix.Emulator.Engine;
using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>An image in full (seed 000, ImageFileDetails); domain extractions are those of its content category.</summary>
internal sealed class ImageDetails : FileDetails
{
    internal ImageDetails(FileRecord file, FileUrls urls, string? formatted) : base(file, urls) =>
        (FullUrl, MediumUrl, OriginalUrl, FormattedDocument) =
            (urls.GetPictureUrl(file, Variant.Large), urls.GetPictureUrl(file, Variant.Medium), urls.GetOriginalUrl(file), formatted);

    /// <summary>The text seen in it.</summary>
    public string? VisibleText => File.RevealedOutcome?.VisibleText;

    /// <summary>Where that text stands.</summary>
    public IReadOnlyList<TextRegion>? TextRegions => File.RevealedOutcome?.TextRegions;

    /// <summary>When the description was finished.</summary>
    public DateTimeOffset? DescriptionGeneratedAt => File.RevealedOutcome is null ? null : File.FindStage(Pipeline.Description)!.EndedAt;

    /// <summary>All descriptions: the one there is, or none.</summary>
    public FullDescription[] FullDescriptions => File.RevealedOutcome is null ? [] : [FullDescription.From(File)];

    /// <summary>What was done to it so far.</summary>
    public ProcessingHistoryEntry[] ProcessingHistory => Files.ProcessingHistoryEntry.From(File);

    /// <summary>Markdown, when <c>?format=markdown</c> asks for it.</summary>
    public string? FormattedDocument { get; }

    /// <summary>Pixels.</summary>
    public Dimensions Dimensions => new(File.Width, File.Height);

    /// <summary>Short name of the format.</summary>
    public string? Format => File.Format;

    /// <summary>At most 1024 pixels; presigned, one hour; null until the variants are made.</summary>
    public Uri? FullUrl { get; }

    /// <summary>At most 750 pixels; presigned, one hour; null until the variants are made.</summary>
    public Uri? MediumUrl { get; }

    /// <summary>The original, presigned, one hour.</summary>
    public Uri OriginalUrl { get; }

    /// <summary>BlurHash of 4 × 3 components; null until the variants are made, and where no program can make them.</summary>
    public string? BlurHash => File.BlurHash;

    /// <summary>Component status.</summary>
    public string? VariantStatus => FileStatuses.FindStageStatus(File, Pipeline.Variants);

    /// <summary>How many variants there are.</summary>
    public int? VariantCount => CountVariants(File);

    /// <summary>The extraction schema that was asked for.</summary>
    public string? CustomSchemaId => File.CustomSchemaId;

    /// <summary>Pictures are not taken out of documents.</summary>
    public string? ParentDocumentId => null;

    /// <summary>Domain extraction.</summary>
    public JsonElement? LegendData => ExtractionData.FindByField(File, "legend_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? ArchitecturalDesignData => ExtractionData.FindByField(File, "architectural_design_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? CePlanData => ExtractionData.FindByField(File, "ce_plan_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? LayoutRegionData => ExtractionData.FindByField(File, "layout_region_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? RealEstateData => ExtractionData.FindByField(File, "real_estate_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? MiningData => ExtractionData.FindByField(File, "mining_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? ConstructionData => ExtractionData.FindByField(File, "construction_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? FacilityAssessmentData => ExtractionData.FindByField(File, "facility_assessment_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? TechnicalDiagramData => ExtractionData.FindByField(File, "technical_diagram_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? PidData => ExtractionData.FindByField(File, "pid_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? PfdData => ExtractionData.FindByField(File, "pfd_data");

    /// <summary>The check for <c>compliance_type=mls</c>, once it has come to a result.</summary>
    public JsonElement? MlsComplianceCheck => ExtractionData.FindByField(File, ExtractionData.MlsCheckField);

    /// <summary>The check for <c>compliance_type=marketplace</c>, once it has come to a result.</summary>
    public JsonElement? MarketplaceComplianceCheck => ExtractionData.FindByField(File, ExtractionData.MarketplaceCheckField);

    /// <summary>Domain extraction.</summary>
    public JsonElement? ScheduleData => ExtractionData.FindByField(File, "schedule_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? RoboticsData => ExtractionData.FindByField(File, "robotics_data");

    /// <summary>Nothing is extracted by custom schemas: their fields are not known here.</summary>
    public JsonElement? CustomSchemaData => null;

    /// <summary>Reviews of extractions, by domain; null before the first.</summary>
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
    /// <summary>The description of a file whose outcome is revealed.</summary>
    public static FullDescription From(FileRecord file)
    {
        var stage = file.FindStage(Pipeline.Description)!;
        return new("op_" + file.Id[..8], file.RevealedOutcome!.Description, file.RevealedOutcome.ConfidenceScore, file.RevealedOutcome.Tags,
            file.RevealedOutcome.VisibleText,
            (long)Math.Round((stage.EndedAt!.Value - stage.StartedAt!.Value).TotalMilliseconds), stage.EndedAt.Value);
    }
}
