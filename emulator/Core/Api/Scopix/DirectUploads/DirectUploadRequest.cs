using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>The body of <c>POST /files/direct-uploads</c> (seed 001, Presigned &amp; Multipart Upload).</summary>
/// <param name="Filename">1–255 characters; folders in it are left out.</param>
/// <param name="ContentType">A MIME type of an accepted kind; what the file is in the end is told by its bytes.</param>
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

    /// <summary>Destination folder, a UUID.</summary>
    public string? FolderId { get; init; }

    /// <summary>Project workspace, a UUID.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Completing answers a file that is there already instead of a new one.</summary>
    public bool SkipDuplicates { get; init; }

    /// <summary>Documented as not honoured.</summary>
    public string? StorageTarget { get; init; }

    /// <summary>False leaves the description out. (Not init: generated JSON readers drop the default of an absent one.)</summary>
    public bool AutoDescribe { get; set; } = true;

    /// <summary>One of the 17 categories.</summary>
    public string? ContentCategory { get; init; }

    /// <summary>A saved extraction schema, a UUID.</summary>
    public string? CustomSchemaId { get; init; }

    /// <summary><c>mls</c> or <c>marketplace</c>.</summary>
    public string? ComplianceType { get; init; }

    /// <summary>Required with a compliance type.</summary>
    public string? ComplianceStandard { get; init; }

    /// <summary><c>main</c> or <c>secondary</c>.</summary>
    public string? ComplianceImageType { get; init; }

    /// <summary>Checks the request.</summary>
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
        return new PlannedUpload(
            plan, declared, $"{declared.MediaType}s/{context.Tenant.Id}/{hash}.{declared.Extension}", filename, ContentType, SizeBytes, hash,
            ParseOptions(context));
    }

    /// <summary>The optional fields, checked as a streaming upload's are.</summary>
    /// <exception cref="ApiError">One is out of its limits: 422.</exception>
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

/// <summary>A checked request for a direct upload, before it has an id.</summary>
internal sealed record PlannedUpload(
    UploadPlan Plan, DeclaredType Declared, string ObjectKey, string Filename, string ContentType, long SizeBytes, string ClaimedHash,
    UploadRequest Request)
{
    /// <summary>The intent of the upload.</summary>
    /// <param name="s3UploadId">Of a multipart upload; null for a single shot.</param>
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
