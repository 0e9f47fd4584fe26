using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>The states of an upload intent (seed 001, Presigned &amp; Multipart Upload).</summary>
internal static class IntentStatus
{
    /// <summary>Waiting for bytes.</summary>
    public const string Pending = "PENDING";

    /// <summary>All bytes are there and confirmed.</summary>
    public const string Uploaded = "UPLOADED";

    /// <summary>A file was made of it.</summary>
    public const string Completed = "COMPLETED";

    /// <summary>Expired, aborted, or its bytes were not what was claimed.</summary>
    public const string Failed = "FAILED";
}

/// <summary>An upload intent as it is kept.</summary>
internal sealed record IntentRecord
{
    /// <summary>UUID, lower case.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="IntentStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>One PUT or parts.</summary>
    public required UploadPlan Plan { get; init; }

    /// <summary>What the client says the file is.</summary>
    public required DeclaredType Declared { get; init; }

    /// <summary>Where the file will be, in the documented form: <c>videos/{tenant}/{hash}.mp4</c>.</summary>
    public required string ObjectKey { get; init; }

    /// <summary>The name the file will have.</summary>
    public required string Filename { get; init; }

    /// <summary>The Content-Type that the PUT must send.</summary>
    public required string ContentType { get; init; }

    /// <summary>The size that was announced.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>SHA-256 that was claimed, 64 lower-case hex digits.</summary>
    public required string ClaimedHash { get; init; }

    /// <summary>S3's id of the multipart upload.</summary>
    public string? S3UploadId { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it can be completed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the last byte was confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>True when it failed because the client aborted it.</summary>
    public bool Aborted { get; init; }

    /// <summary>The reason that was given for aborting.</summary>
    public string? AbortReason { get; init; }

    /// <summary>True once its bytes were given up after its expiry: a URL can be used until then, also when the intent has ended.</summary>
    public bool Swept { get; init; }

    /// <summary>The key under which its checked bytes were published: completing goes on from there when it was interrupted.</summary>
    public string? PublishedAs { get; init; }

    /// <summary>The optional fields.</summary>
    public required UploadRequest Request { get; init; }

    /// <summary>What completing answered.</summary>
    public CompleteDirectUploadResponse? Answer { get; init; }

    /// <summary>Where the bytes go first: a key of the intent's own.</summary>
    [JsonIgnore]
    public string StagingKey => GetStagingKey(Id);

    public static string GetStagingKey(string id) => $"staging/{id}";

    /// <summary>True when it has parts.</summary>
    [JsonIgnore]
    public bool IsMultipart => Plan.Mode == UploadPlan.Multipart;

    /// <summary>Confirmed parts of all, in per cent with two decimals.</summary>
    public double GetProgressPercent(int confirmed) => Math.Round(100.0 * confirmed / (Plan.TotalParts ?? 1), 2);

    /// <summary>The intent as it is at a moment: one that is past its expiry has failed.</summary>
    public IntentRecord AsOf(DateTimeOffset now) => Status is IntentStatus.Pending or IntentStatus.Uploaded && now >= ExpiresAt
        ? this with { Status = IntentStatus.Failed, Error = "Upload intent expired" }
        : this;

    /// <summary>True while it can be completed or aborted.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is IntentStatus.Pending or IntentStatus.Uploaded;

    /// <summary>Refuses what an intent that has ended cannot do any more.</summary>
    /// <exception cref="ApiError">409.</exception>
    public IntentRecord RequireOpen() => IsOpen
        ? this
        : throw ApiError.Conflict(Status == IntentStatus.Completed ? "Upload is already completed" : $"Upload has failed: {Error}");
}
