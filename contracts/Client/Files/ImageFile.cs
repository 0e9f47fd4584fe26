using System.Text.Json;

namespace Scopix.Client;

/// <summary>
/// An image with the results of the AI (seed 000, UserFile Type). The shape of domain extractions is not documented: they are the
/// JSON as received.
/// </summary>
public record ImageFile : UserFile
{
    public string? VisibleText { get; init; }

    public IReadOnlyList<TextRegion>? TextRegions { get; init; }

    public Dimensions Dimensions { get; init => field = value ?? new(); } = new();

    public string Format { get; init => field = value ?? ""; } = "";

    public string? FullUrl { get; init; }

    public string? MediumUrl { get; init; }

    public string? BlurHash { get; init; }

    public DescriptionStatus? VariantStatus { get; init; }

    public int? VariantCount { get; init; }

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
