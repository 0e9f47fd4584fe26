namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>A single-shot intent (seed 001, Presigned &amp; Multipart Upload).</summary>
internal sealed record SingleShotUploadResponse(
    string UploadId, string UploadMode, string MediaType, string Method, Uri PresignedUrl, Dictionary<string, string> Headers,
    string ObjectKey, DateTimeOffset ExpiresAt, long MaxSizeBytes, string BucketName);

/// <summary>A multipart intent, with a URL for each part.</summary>
internal sealed record MultipartUploadResponse(
    string UploadId, string UploadMode, string MediaType, string S3UploadId, string ObjectKey, PartUrlResource[] PartUrls,
    long PartSizeBytes, int TotalParts, DateTimeOffset ExpiresAt, string BucketName);

internal sealed record PartUrlResource(int PartNumber, Uri Url, DateTimeOffset ExpiresAt);

/// <summary>An intent's state; progress is null for a single shot.</summary>
internal sealed record DirectUploadResponse(
    string UploadId, string UploadMode, string Status, string MediaType, string ObjectKey, string Filename, long SizeBytes, int? TotalParts,
    int? PartsConfirmed, double? ProgressPercent, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? ConfirmedAt,
    string? ErrorMessage)
{
    public static DirectUploadResponse From(IntentRecord intent, int confirmed) => new(
        intent.Id, intent.Plan.Mode, intent.Status, intent.Declared.MediaType, intent.ObjectKey, intent.Filename, intent.SizeBytes,
        intent.Plan.TotalParts, intent.IsMultipart ? confirmed : null, intent.IsMultipart ? intent.GetProgressPercent(confirmed) : null,
        intent.CreatedAt, intent.ExpiresAt, intent.ConfirmedAt, intent.Error);
}

/// <summary>The body of a part's confirmation.</summary>
/// <param name="PartNumber">From 1.</param>
/// <param name="Etag">From the response to the PUT, with or without quotes.</param>
internal sealed record ConfirmPartRequest(int PartNumber, string Etag, long SizeBytes);

internal sealed record ConfirmPartResponse(string UploadId, int PartNumber, int PartsConfirmed, int TotalParts, double ProgressPercent);

internal sealed record RetryPartRequest(int PartNumber);

internal sealed record RetryPartResponse(string UploadId, int PartNumber, Uri Url, DateTimeOffset ExpiresAt);

internal sealed record CompleteDirectUploadResponse(
    string UploadId, string FileId, string MediaType, string Filename, string ObjectKey, long SizeBytes, bool Deduplicated, string Status);

internal sealed record AbortDirectUploadResponse(string UploadId, bool Aborted, string? Reason);
