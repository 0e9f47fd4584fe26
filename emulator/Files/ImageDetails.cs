using Scopix.Emulator.Extractions;
using Scopix.Emulator.Images;
using Scopix.Emulator.Processing;
using Scopix.Fixtures;

namespace Scopix.Emulator.Files;

/// <summary>An image in full (seed 000, ImageFileDetails); domain extractions are those of its content category.</summary>
public sealed class ImageDetails : FileDetails
{
    internal ImageDetails(FileRecord file, FileLinks links, string? formatted) : base(file, links) =>
        (FullUrl, MediumUrl, OriginalUrl, FormattedDocument) =
            (links.Picture(file, Variant.Large), links.Picture(file, Variant.Medium), links.Original(file), formatted);

    /// <summary>The text seen in it.</summary>
    public string? VisibleText => File.Revealed?.VisibleText;

    /// <summary>Where that text stands.</summary>
    public IReadOnlyList<TextRegion>? TextRegions => File.Revealed?.TextRegions;

    /// <summary>When the description was finished.</summary>
    public DateTimeOffset? DescriptionGeneratedAt => File.Revealed is null ? null : File.Stage(Pipeline.Description)!.EndedAt;

    /// <summary>All descriptions: the one there is, or none.</summary>
    public FullDescription[] FullDescriptions => File.Revealed is null ? [] : [FullDescription.Of(File)];

    /// <summary>What was done to it so far.</summary>
    public ProcessingHistory[] ProcessingHistory => Files.ProcessingHistory.Of(File);

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
    public string? VariantStatus => Statuses.Of(File, Pipeline.Variants);

    /// <summary>How many variants there are.</summary>
    public int? VariantCount => Variants(File);

    /// <summary>The extraction schema that was asked for.</summary>
    public string? CustomSchemaId => File.CustomSchemaId;

    /// <summary>Pictures are not taken out of documents.</summary>
    public string? ParentDocumentId => null;

    /// <summary>Domain extraction.</summary>
    public JsonElement? LegendData => Extraction.Data(File, "legend_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? ArchitecturalDesignData => Extraction.Data(File, "architectural_design_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? CePlanData => Extraction.Data(File, "ce_plan_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? LayoutRegionData => Extraction.Data(File, "layout_region_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? RealEstateData => Extraction.Data(File, "real_estate_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? MiningData => Extraction.Data(File, "mining_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? ConstructionData => Extraction.Data(File, "construction_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? FacilityAssessmentData => Extraction.Data(File, "facility_assessment_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? TechnicalDiagramData => Extraction.Data(File, "technical_diagram_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? PidData => Extraction.Data(File, "pid_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? PfdData => Extraction.Data(File, "pfd_data");

    /// <summary>The check for <c>compliance_type=mls</c>, once it has come to a result.</summary>
    public JsonElement? MlsComplianceCheck => Extraction.Data(File, Extraction.MlsCheck);

    /// <summary>The check for <c>compliance_type=marketplace</c>, once it has come to a result.</summary>
    public JsonElement? MarketplaceComplianceCheck => Extraction.Data(File, Extraction.MarketplaceCheck);

    /// <summary>Domain extraction.</summary>
    public JsonElement? ScheduleData => Extraction.Data(File, "schedule_data");

    /// <summary>Domain extraction.</summary>
    public JsonElement? RoboticsData => Extraction.Data(File, "robotics_data");

    /// <summary>Nothing is extracted by custom schemas: their fields are not known here.</summary>
    public JsonElement? CustomSchemaData => null;

    /// <summary>Reviews of extractions, by domain; null before the first.</summary>
    public IReadOnlyDictionary<string, Corrections>? ExtractionCorrections => File.Corrections;
}

/// <summary>One description attached to an image (seed 000 names description and processing_time_ms; the rest after seed 002's DescriptionResult).</summary>
public sealed record FullDescription(
    string OperationId, string Description, double? ConfidenceScore, IReadOnlyList<string> Tags, string? VisibleText,
    long ProcessingTimeMs, DateTimeOffset CreatedAt)
{
    /// <summary>The description of a file whose outcome is revealed.</summary>
    public static FullDescription Of(FileRecord file)
    {
        var stage = file.Stage(Pipeline.Description)!;
        return new("op_" + file.Id[..8], file.Revealed!.Description, file.Revealed.ConfidenceScore, file.Revealed.Tags, file.Revealed.VisibleText,
            (long)Math.Round((stage.EndedAt!.Value - stage.StartedAt!.Value).TotalMilliseconds), stage.EndedAt.Value);
    }
}
