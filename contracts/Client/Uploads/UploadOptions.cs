namespace Scopix.Client;

/// <summary>
/// Properties of the file to create, and how to upload it. For properties that are null the service's default applies.
/// </summary>
public sealed record UploadOptions
{
    /// <summary>
    /// The largest file that goes in one streamed request, in bytes: 100 MB (seed 001, Choosing an Upload Method).
    /// </summary>
    public const long StreamingLimit = 100L * 1024 * 1024;

    /// <summary>The title, at most 255 characters; a batch does not use it.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// The tags: at most 40, for direct uploads at most 20, each of at most 50 characters. They must not contain commas, which
    /// separate them in a streamed upload.
    /// </summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Whether to describe the file; the service's default is true.</summary>
    public bool? AutoDescribe { get; init; }

    /// <summary>True to upload nothing when a file with the same bytes exists.</summary>
    public bool? SkipDuplicates { get; init; }

    public StorageTarget? StorageTarget { get; init; }

    public string? FolderId { get; init; }

    /// <summary>The project of the file when it has no folder.</summary>
    public string? ProjectId { get; init; }

    public ContentCategory? ContentCategory { get; init; }

    public string? CustomSchemaId { get; init; }

    public ComplianceType? ComplianceType { get; init; }

    /// <summary>The standard, e.g. <c>nar_baseline</c>; required with a compliance type.</summary>
    public string? ComplianceStandard { get; init; }

    public ComplianceImageType? ComplianceImageType { get; init; }

    /// <summary>The size in bytes above which files go directly to storage.</summary>
    public long DirectThreshold { get; init; } = StreamingLimit;

    /// <summary>
    /// Sends the file directly to storage in this mode, whatever its size; when null the service chooses the mode above the
    /// threshold.
    /// </summary>
    public UploadMode? Mode { get; init; }

    /// <summary>The size of a part in bytes, 5 MB or more.</summary>
    public long? PartSizeBytes { get; init; }

    /// <summary>How many parts are sent at the same time, 1 or more.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>Receives the progress after every 128 KB and at every change of phase, from one thread at a time.</summary>
    public IProgress<UploadProgress>? Progress { get; init; }

    /// <summary>The key of a direct upload's intent: 1–128 characters of <c>A-Z a-z 0-9 _ - .</c>; generated when null.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>True to return only when the description exists or has failed.</summary>
    public bool WaitForDescription { get; init; }

    /// <summary>
    /// Keeps the intent of a failed multipart upload open; <see cref="UploadException.Checkpoint"/> continues it.
    /// </summary>
    public bool KeepOnFailure { get; init; }

    /// <summary>Continues a multipart upload that was kept open.</summary>
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
