using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Fixtures.Domains;

namespace Scopix.Emulator.Api.Scopix.Uploads;

/// <summary>The validated optional fields of an upload (seed 001, Streaming Upload).</summary>
internal sealed record UploadRequest(
    string? Title, string[] Tags, bool AutoDescribe, bool SkipDuplicates, string StorageTarget, string? FolderId, string? ProjectId,
    string ContentCategory, string? CustomSchemaId, ComplianceRequest? Compliance)
{
    internal static readonly string[] Categories =
    [
        "general", "blueprint", "ce_plan", "technical_diagram", "architectural_design", "product_photo", "real_estate", "mining",
        "robotics", "artwork", "screenshot", "document", "map", "pid", "pfd", "construction", "facility_assessment",
    ];

    /// <exception cref="ApiError">A field is out of its limits: 422.</exception>
    public static UploadRequest Parse(RequestContext context, RequestParameters fields)
    {
        var request = Parse(fields);
        ReportIgnoredProject(context, request.FolderId, request.ProjectId);
        if (request.StorageTarget == "custom") context.ReportIgnored("storage_target");
        if (request.CustomSchemaId is not null) context.ReportIgnored("custom_schema_id");
        return request;
    }

    /// <exception cref="ApiError">A field is out of its limits: 422.</exception>
    public static UploadRequest Parse(RequestParameters fields) => new(
        fields.Text("title", 255),
        FileTags.ParseList(fields.Text("tags", 4_000)),
        fields.Bool("auto_describe") ?? true,
        fields.Bool("skip_duplicates") ?? false,
        fields.Choice("storage_target", "default", "custom") ?? "default",
        fields.Uuid("folder_id"),
        fields.Uuid("project_id"),
        fields.Choice("content_category", Categories) ?? "general",
        fields.Uuid("custom_schema_id"),
        ComplianceRequest.Parse(fields));

    /// <summary>The fields that an analysis has (seed 001, Semantic Search &amp; Analyze).</summary>
    /// <exception cref="ApiError">A field is out of its limits: 422.</exception>
    public static UploadRequest ParseForAnalysis(RequestContext context, RequestParameters fields)
    {
        var request = new UploadRequest(
            null, [], true, fields.Bool("skip_duplicates") ?? false, "default", fields.Uuid("folder_id"), fields.Uuid("project_id"),
            "general", null, null);
        ReportIgnoredProject(context, request.FolderId, request.ProjectId);
        return request;
    }

    /// <summary>
    /// Reports that a project has no effect together with a folder (seed 001, Streaming Upload: "used when no folder_id").
    /// </summary>
    public static void ReportIgnoredProject(RequestContext context, string? folder, string? project)
    {
        if (folder is not null && project is not null) context.ReportIgnored("project_id");
    }
}

internal sealed record ComplianceRequest(string Type, string Standard, string ImageType)
{
    /// <summary>Reads the three fields; null when no check is requested.</summary>
    /// <exception cref="ApiError"><c>compliance_type</c> without <c>compliance_standard</c>: 422.</exception>
    public static ComplianceRequest? Parse(RequestParameters fields)
    {
        var imageType = fields.Choice("compliance_image_type", "main", "secondary") ?? "main";
        var standard = fields.Text("compliance_standard", 100);
        if (fields.Choice("compliance_type", "mls", "marketplace") is not { } type) return null;
        return standard is null
            ? throw ApiError.Invalid("compliance_standard", "is required when compliance_type is set")
            : new ComplianceRequest(type, standard, imageType);
    }

    /// <summary>The check with a result that is derived from the content's hash.</summary>
    public ComplianceRecord Evaluate(string hash, long seed)
    {
        var passed = Convert.ToByte(hash[..2], 16) % 4 != 0;
        return new(Type, Standard, ImageType, passed ? "passed" : "failed")
        {
            Check = ComplianceCheck.Create(hash, seed, Type, Standard, ImageType, passed),
        };
    }
}
