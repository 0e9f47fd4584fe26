namespace Scopix.Client;

/// <summary>Asks for an upload intent (seed 001, Presigned &amp; Multipart Upload).</summary>
public sealed record DirectUploadRequest
{
    public required string Filename { get; init; }

    public required string ContentType { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>SHA-256 of the bytes, 64 hexadecimal digits; checked when the upload is completed.</summary>
    public required string ClaimedFileHash { get; init; }

    /// <summary>Chosen by size when null.</summary>
    public UploadMode? UploadMode { get; init; }

    /// <summary>Multipart only, 5 MB or more.</summary>
    public long? PartSizeBytes { get; init; }

    public string? Title { get; init; }

    /// <summary>The tags: at most 20, each of 1–50 characters.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    public string? FolderId { get; init; }

    public string? ProjectId { get; init; }

    public bool? SkipDuplicates { get; init; }

    /// <summary>The service ignores it (documented).</summary>
    public StorageTarget? StorageTarget { get; init; }

    public bool? AutoDescribe { get; init; }

    public ContentCategory? ContentCategory { get; init; }

    public string? CustomSchemaId { get; init; }

    public ComplianceType? ComplianceType { get; init; }

    public string? ComplianceStandard { get; init; }

    public ComplianceImageType? ComplianceImageType { get; init; }

    internal static DirectUploadRequest From(UploadSource file, long length, string hash, UploadOptions options) => new()
    {
        Filename = file.Filename,
        ContentType = file.ContentType ?? ContentTypes.ForFilename(file.Filename),
        SizeBytes = length,
        ClaimedFileHash = hash,
        UploadMode = options.Mode,
        PartSizeBytes = options.PartSizeBytes,
        Title = options.Title,
        Tags = options.Tags,
        FolderId = options.FolderId,
        ProjectId = options.ProjectId,
        SkipDuplicates = options.SkipDuplicates,
        StorageTarget = options.StorageTarget,
        AutoDescribe = options.AutoDescribe,
        ContentCategory = options.ContentCategory,
        CustomSchemaId = options.CustomSchemaId,
        ComplianceType = options.ComplianceType,
        ComplianceStandard = options.ComplianceStandard,
        ComplianceImageType = options.ComplianceImageType,
    };
}

/// <summary>Confirms a part: its number (1-indexed), the ETag that storage returned, its size in bytes.</summary>
internal sealed record ConfirmPartRequest(int PartNumber, string Etag, long SizeBytes);

/// <summary>Requests a new URL for a part.</summary>
internal sealed record RetryPartRequest(int PartNumber);
