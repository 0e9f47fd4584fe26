using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Uploads;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>The body of <c>POST /files/direct-uploads</c> (seed 001, Presigned &amp; Multipart Upload).</summary>
/// <param name="Filename">1–255 characters; folders are removed.</param>
/// <param name="ContentType">An accepted MIME type; the type of the file is detected from its bytes.</param>
/// <param name="SizeBytes">1 byte to 5 TB; to 5 GB for a single shot.</param>
/// <param name="ClaimedFileHash">SHA-256, 64 hex digits.</param>
internal sealed record DirectUploadRequest(string Filename, string ContentType, long SizeBytes, string ClaimedFileHash)
{
    /// <summary><c>single_shot</c> or <c>multipart</c>; by size when absent.</summary>
    public string? UploadMode { get; init; }

    /// <summary>Multipart only: 5 MB to 5 GB; raised when the file would have more than 10,000 parts.</summary>
    public long? PartSizeBytes { get; init; }

    /// <summary>At most 255 characters.</summary>
    public string? Title { get; init; }

    /// <summary>At most 20, each 1–50 characters.</summary>
    public string[]? Tags { get; init; }

    public string? FolderId { get; init; }
    public string? ProjectId { get; init; }

    /// <summary>Completing returns an existing file with the same bytes instead of a new one.</summary>
    public bool SkipDuplicates { get; init; }

    /// <summary>Documented as not honoured.</summary>
    public string? StorageTarget { get; init; }

    /// <summary>False skips the description. (Not init: generated JSON readers ignore the default value of an absent property.)</summary>
    public bool AutoDescribe { get; set; } = true;

    public string? ContentCategory { get; init; }
    public string? CustomSchemaId { get; init; }

    /// <summary><c>mls</c> or <c>marketplace</c>.</summary>
    public string? ComplianceType { get; init; }

    /// <summary>Required with a compliance type.</summary>
    public string? ComplianceStandard { get; init; }

    /// <summary><c>main</c> or <c>secondary</c>.</summary>
    public string? ComplianceImageType { get; init; }

    /// <exception cref="ApiError">A field is out of its limits: 422.</exception>
    public PlannedUpload Plan(RequestContext context)
    {
        var filename = UploadFilename.Sanitize(RequestParameters.ValidateText("filename", Filename, UploadFilename.MaxLength, "body"));
        if (filename.Length == 0) throw ApiError.Invalid("filename", "must name a file");
        if (!RequestParameters.IsSha256(ClaimedFileHash))
            throw ApiError.Invalid("claimed_file_hash", "must be a SHA-256 of 64 hex digits");
        var declared = DeclaredType.Parse(ContentType, filename);
        var hash = ClaimedFileHash.ToLowerInvariant();
        var plan = UploadPlan.FromRequest(this);
        if (PartSizeBytes is not null && plan.PartSizeBytes is null) context.ReportIgnored("part_size_bytes");
        var objectKey = $"{declared.MediaType}s/{context.Tenant.Id}/{hash}.{declared.Extension}";
        return new PlannedUpload(plan, declared, objectKey, filename, ContentType, SizeBytes, hash, ParseOptions(context));
    }

    /// <summary>The optional fields, with the checks of a streaming upload.</summary>
    /// <exception cref="ApiError">A field is out of its limits: 422.</exception>
    private UploadRequest ParseOptions(RequestContext context)
    {
        var fields = new Dictionary<string, string?>
        {
            ["title"] = Title,
            ["storage_target"] = StorageTarget,
            ["folder_id"] = FolderId,
            ["project_id"] = ProjectId,
            ["content_category"] = ContentCategory,
            ["custom_schema_id"] = CustomSchemaId,
            ["compliance_type"] = ComplianceType,
            ["compliance_standard"] = ComplianceStandard,
            ["compliance_image_type"] = ComplianceImageType,
        };
        var tags = FileTags.Normalize(Tags ?? [], most: 20);
        var request = UploadRequest.Parse(context, new RequestParameters("body", name => fields.GetValueOrDefault(name)));
        if (StorageTarget is not null && request.StorageTarget != "custom") context.ReportIgnored("storage_target");
        return request with { Tags = tags, SkipDuplicates = SkipDuplicates, AutoDescribe = AutoDescribe };
    }
}

internal sealed record PlannedUpload(
    UploadPlan Plan, DeclaredType Declared, string ObjectKey, string Filename, string ContentType, long SizeBytes, string ClaimedHash,
    UploadRequest Request)
{
    public IntentRecord ToIntent(string id, string? s3UploadId, DateTimeOffset now) => new()
    {
        Id = id,
        Status = IntentStatus.Pending,
        Plan = Plan,
        Declared = Declared,
        ObjectKey = ObjectKey,
        Filename = Filename,
        ContentType = ContentType,
        SizeBytes = SizeBytes,
        ClaimedHash = ClaimedHash,
        S3UploadId = s3UploadId,
        CreatedAt = now,
        ExpiresAt = now + IntentUrls.Lifetime,
        Request = Request,
    };
}
