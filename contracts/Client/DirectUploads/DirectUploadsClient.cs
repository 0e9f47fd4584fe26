using System.Text.Json;

namespace Scopix.Client;

/// <summary>The separate requests of direct uploads (seed 001, Presigned &amp; Multipart Upload).</summary>
public sealed class DirectUploadsClient
{
    private readonly HttpSender _transport;

    internal DirectUploadsClient(HttpSender transport) => _transport = transport;

    /// <summary>Creates an upload intent, which has the URLs to send the bytes to.</summary>
    /// <param name="request">The file to upload.</param>
    /// <param name="idempotencyKey">1–128 characters of A-Z a-z 0-9 _ - . ; generated when null, so that a retry after a lost
    /// response creates no second intent.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<DirectUpload> CreateAsync(DirectUploadRequest request, string? idempotencyKey = null, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("direct_uploads.create", "/api/v2/files/direct-uploads", request, ClientJson.Default.DirectUploadRequest)
                with
            { IdempotencyKey = idempotencyKey ?? IdempotencyKeys.Create() },
            ClientJson.Default.DirectUpload, cancel);

    /// <summary>The state of an intent.</summary>
    public Task<DirectUploadState> GetAsync(string uploadId, CancellationToken cancel = default) =>
        _transport.GetAsync("direct_uploads.get", BuildPath(uploadId), ClientJson.Default.DirectUploadState, cancel);

    /// <summary>Confirms that storage has a part.</summary>
    /// <param name="uploadId">The intent.</param>
    /// <param name="partNumber">1-indexed.</param>
    /// <param name="etag">The ETag of storage's response, with or without quotes.</param>
    /// <param name="sizeBytes">The part's size in bytes.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ConflictException">Storage has a different part.</exception>
    public Task<ConfirmPartResult> ConfirmPartAsync(
        string uploadId, int partNumber, string etag, long sizeBytes, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("direct_uploads.confirm_part", BuildPath(uploadId, "/parts/confirm"),
                new ConfirmPartRequest(partNumber, etag, sizeBytes), ClientJson.Default.ConfirmPartRequest) with
            { IsIdempotent = true },
            ClientJson.Default.ConfirmPartResult, cancel);

    /// <summary>Requests a new URL for a part (1-indexed).</summary>
    public Task<RetryPartResult> RetryPartAsync(string uploadId, int partNumber, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("direct_uploads.retry_part", BuildPath(uploadId, "/parts/retry"),
                new RetryPartRequest(partNumber), ClientJson.Default.RetryPartRequest)
                with
            { IsIdempotent = true },
            ClientJson.Default.RetryPartResult, cancel);

    /// <summary>Completes the upload: the service checks the bytes and creates the file.</summary>
    /// <param name="uploadId">The intent.</param>
    /// <param name="idempotencyKey">1–128 characters of A-Z a-z 0-9 _ - . ; generated when null.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ConflictException">The hash of the bytes is not the claimed one.</exception>
    /// <exception cref="ValidationException">Parts are missing.</exception>
    public Task<CompleteUploadResult> CompleteAsync(string uploadId, string? idempotencyKey = null, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("direct_uploads.complete", BuildPath(uploadId, "/complete"), new Dictionary<string, JsonElement>(),
                ClientJson.Default.DictionaryStringJsonElement)
                with
            { IdempotencyKey = idempotencyKey ?? IdempotencyKeys.Create() },
            ClientJson.Default.CompleteUploadResult, cancel);

    /// <summary>Aborts an intent, with a reason of at most 255 characters.</summary>
    public Task<AbortUploadResult> AbortAsync(string uploadId, string? reason = null, CancellationToken cancel = default) =>
        _transport.SendAsync(
            new ApiRequest("direct_uploads.abort", HttpMethod.Delete,
                new RequestPath($"/files/direct-uploads/{RequestPath.EscapeSegment(uploadId)}").Add("reason", reason).ToString()),
            ClientJson.Default.AbortUploadResult, cancel);

    private static string BuildPath(string uploadId, string rest = "") =>
        $"/api/v2/files/direct-uploads/{RequestPath.EscapeSegment(uploadId)}{rest}";
}
