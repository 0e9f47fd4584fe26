namespace Scopix.Client;

/// <summary>What a file shall be, and how it is uploaded. What is null is left to the service.</summary>
public sealed record UploadOptions
{
    /// <summary>Up to here, 100 MB, a file goes in one streamed request (seed 001, Choosing an Upload Method).</summary>
    public const long StreamingLimit = 100L * 1024 * 1024;

    /// <summary>At most 255 characters; not for batches.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// At most 40 of at most 50 characters; for direct uploads at most 20. A streamed upload separates them by commas, so they have
    /// none.
    /// </summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Describe the file; true for the service when null.</summary>
    public bool? AutoDescribe { get; init; }

    /// <summary>Upload nothing when a file with the same bytes is there.</summary>
    public bool? SkipDuplicates { get; init; }

    public StorageTarget? StorageTarget { get; init; }

    public string? FolderId { get; init; }

    /// <summary>Used when there is no folder.</summary>
    public string? ProjectId { get; init; }

    public ContentCategory? ContentCategory { get; init; }

    public string? CustomSchemaId { get; init; }

    public ComplianceType? ComplianceType { get; init; }

    /// <summary>Required with a compliance type, e.g. <c>nar_baseline</c>.</summary>
    public string? ComplianceStandard { get; init; }

    public ComplianceImageType? ComplianceImageType { get; init; }

    /// <summary>Larger files go straight to storage.</summary>
    public long DirectThreshold { get; init; } = StreamingLimit;

    /// <summary>Goes straight to storage in this way, whatever the size; by the service's choice above the threshold when null.</summary>
    public UploadMode? Mode { get; init; }

    /// <summary>Bytes of a part, 5 MB or more.</summary>
    public long? PartSizeBytes { get; init; }

    /// <summary>Parts that travel at once, 1 or more.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>Told of every 128 KB and every change of phase; never by two threads at once.</summary>
    public IProgress<UploadProgress>? Progress { get; init; }

    /// <summary>1–128 characters of A-Z a-z 0-9 _ - . for the intent of a direct upload; made up when null.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Come back when the description is there, or has failed.</summary>
    public bool WaitForDescription { get; init; }

    /// <summary>Leaves the intent of a failed multipart upload open; <see cref="UploadException.Checkpoint"/> is where to go on.</summary>
    public bool KeepOnFailure { get; init; }

    /// <summary>Goes on with a multipart upload that was kept.</summary>
    public UploadCheckpoint? Resume { get; init; }

    internal bool UsesDirectUpload(long length) => Mode is not null || Resume is not null || length > DirectThreshold;

    internal IEnumerable<(string Name, string? Value)> ToFormFields() =>
    [
        ("title", Title), ("tags", Tags is null ? null : string.Join(',', Tags)), ("auto_describe", FormatBool(AutoDescribe)),
        ("skip_duplicates", FormatBool(SkipDuplicates)),
        ("storage_target", StorageTarget?.Value), ("folder_id", FolderId), ("project_id", ProjectId),
        ("content_category", ContentCategory?.Value),
        ("custom_schema_id", CustomSchemaId), ("compliance_type", ComplianceType?.Value), ("compliance_standard", ComplianceStandard),
        ("compliance_image_type", ComplianceImageType?.Value),
    ];

    private static string? FormatBool(bool? value) => value is null ? null : value.Value ? "true" : "false";
}
