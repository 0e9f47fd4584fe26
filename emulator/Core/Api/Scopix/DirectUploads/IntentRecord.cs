using Scopix.Emulator.Api.Scopix.Uploads;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>The states of an upload intent (seed 001, Presigned &amp; Multipart Upload).</summary>
internal static class IntentStatus
{
    public const string Pending = "PENDING";

    /// <summary>All bytes have arrived and are confirmed.</summary>
    public const string Uploaded = "UPLOADED";

    public const string Completed = "COMPLETED";

    /// <summary>Expired, aborted, or the bytes differ from the claim.</summary>
    public const string Failed = "FAILED";
}

internal sealed record IntentRecord
{
    public required string Id { get; init; }

    public required string Status { get; init; }

    public required UploadPlan Plan { get; init; }
    public required DeclaredType Declared { get; init; }

    /// <summary>The key of the future file in the documented form: <c>videos/{tenant}/{hash}.mp4</c>.</summary>
    public required string ObjectKey { get; init; }

    public required string Filename { get; init; }

    /// <summary>The Content-Type that the PUT must send.</summary>
    public required string ContentType { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>SHA-256, 64 lower-case hex digits.</summary>
    public required string ClaimedHash { get; init; }

    /// <summary>Null for a single shot.</summary>
    public string? S3UploadId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>It cannot be completed from then on.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the last byte was confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    public string? Error { get; init; }
    public bool Aborted { get; init; }
    public string? AbortReason { get; init; }

    /// <summary>True once its bytes were deleted after its expiry. URLs can be used until then, also when the intent has ended.</summary>
    public bool Swept { get; init; }

    /// <summary>The key under which its verified bytes were published; an interrupted completion continues from there.</summary>
    public string? PublishedAs { get; init; }

    public required UploadRequest Request { get; init; }

    [JsonPropertyName("answer")]
    public CompleteDirectUploadResponse? Response { get; init; }

    /// <summary>The key of the bytes until they are published; each intent has its own.</summary>
    [JsonIgnore]
    public string StagingKey => GetStagingKey(Id);

    public static string GetStagingKey(string id) => $"staging/{id}";

    [JsonIgnore]
    public bool IsMultipart => Plan.Mode == UploadPlan.Multipart;

    /// <summary>The share of confirmed parts in percent, with two decimals.</summary>
    public double GetProgressPercent(int confirmed) => Math.Round(100.0 * confirmed / (Plan.TotalParts ?? 1), 2);

    /// <summary>The intent at a time: one past its expiry has failed.</summary>
    public IntentRecord WithExpiryAt(DateTimeOffset now) => Status is IntentStatus.Pending or IntentStatus.Uploaded && now >= ExpiresAt
        ? this with { Status = IntentStatus.Failed, Error = "Upload intent expired" }
        : this;

    [JsonIgnore]
    public bool IsOpen => Status is IntentStatus.Pending or IntentStatus.Uploaded;

    /// <summary>Refuses an intent that has ended.</summary>
    /// <exception cref="ApiError">409.</exception>
    public IntentRecord RequireOpen() => IsOpen
        ? this
        : throw ApiError.Conflict(Status == IntentStatus.Completed ? "Upload is already completed" : $"Upload has failed: {Error}");
}
