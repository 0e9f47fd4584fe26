using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>The media type of a file.</summary>
[JsonConverter(typeof(OpenEnumConverter<MediaType>))]
public readonly record struct MediaType(string Value) : IOpenEnumeration<MediaType>
{
    public static MediaType Image => new("image");

    public static MediaType Document => new("document");

    public static MediaType Video => new("video");

    public static MediaType Link => new("link");

    /// <inheritdoc/>
    public static MediaType FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>How bytes are sent to storage: in one PUT (at most 5 GB), or in parts (at least 5 MB).</summary>
[JsonConverter(typeof(OpenEnumConverter<UploadMode>))]
public readonly record struct UploadMode(string Value) : IOpenEnumeration<UploadMode>
{
    public static UploadMode SingleShot => new("single_shot");

    public static UploadMode Multipart => new("multipart");

    /// <inheritdoc/>
    public static UploadMode FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The category of a file's content, which selects a specialized AI (seed 001, Streaming Upload).</summary>
[JsonConverter(typeof(OpenEnumConverter<ContentCategory>))]
public readonly record struct ContentCategory(string Value) : IOpenEnumeration<ContentCategory>
{
    public static ContentCategory General => new("general");

    public static ContentCategory Blueprint => new("blueprint");

    public static ContentCategory CePlan => new("ce_plan");

    public static ContentCategory TechnicalDiagram => new("technical_diagram");

    public static ContentCategory ArchitecturalDesign => new("architectural_design");

    public static ContentCategory ProductPhoto => new("product_photo");

    public static ContentCategory RealEstate => new("real_estate");

    public static ContentCategory Mining => new("mining");

    public static ContentCategory Robotics => new("robotics");

    public static ContentCategory Artwork => new("artwork");

    public static ContentCategory Screenshot => new("screenshot");

    public static ContentCategory Document => new("document");

    public static ContentCategory Map => new("map");

    public static ContentCategory Pid => new("pid");

    public static ContentCategory Pfd => new("pfd");

    public static ContentCategory Construction => new("construction");

    public static ContentCategory FacilityAssessment => new("facility_assessment");

    /// <inheritdoc/>
    public static ContentCategory FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>A domain whose extraction can be reviewed (seed 001, Image Operations).</summary>
[JsonConverter(typeof(OpenEnumConverter<ExtractionDomain>))]
public readonly record struct ExtractionDomain(string Value) : IOpenEnumeration<ExtractionDomain>
{
    public static ExtractionDomain ArchitecturalDesign => new("architectural_design");

    public static ExtractionDomain CePlan => new("ce_plan");

    public static ExtractionDomain LayoutRegion => new("layout_region");

    public static ExtractionDomain Legend => new("legend");

    public static ExtractionDomain Mining => new("mining");

    public static ExtractionDomain RealEstate => new("real_estate");

    public static ExtractionDomain TechnicalDiagram => new("technical_diagram");

    public static ExtractionDomain Pid => new("pid");

    public static ExtractionDomain Pfd => new("pfd");

    public static ExtractionDomain TextRegions => new("text_regions");

    public static ExtractionDomain MlsCompliance => new("mls_compliance");

    public static ExtractionDomain Schedule => new("schedule");

    /// <inheritdoc/>
    public static ExtractionDomain FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The decision of a review about an extracted item.</summary>
[JsonConverter(typeof(OpenEnumConverter<ReviewDecision>))]
public readonly record struct ReviewDecision(string Value) : IOpenEnumeration<ReviewDecision>
{
    public static ReviewDecision Confirmed => new("confirmed");

    public static ReviewDecision Rejected => new("rejected");

    /// <inheritdoc/>
    public static ReviewDecision FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The kind of an element of a page.</summary>
[JsonConverter(typeof(OpenEnumConverter<PageElementType>))]
public readonly record struct PageElementType(string Value) : IOpenEnumeration<PageElementType>
{
    public static PageElementType Heading => new("heading");

    public static PageElementType Paragraph => new("paragraph");

    public static PageElementType Table => new("table");

    public static PageElementType KeyValue => new("key_value");

    public static PageElementType List => new("list");

    public static PageElementType Figure => new("figure");

    /// <inheritdoc/>
    public static PageElementType FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
