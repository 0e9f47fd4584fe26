using System.Text.Json;

namespace Scopix.Client;

/// <summary>The single requests of direct uploads (seed 001, Presigned &amp; Multipart Upload).</summary>
public sealed class DirectUploadsClient
{
    private readonly Transport _transport;

    internal DirectUploadsClient(Transport transport) => _transport = transport;

    /// <summary>Asks for an intent and its URLs.</summary>
    /// <param name="request">The file.</param>
    /// <param name="idempotencyKey">1–128 characters of A-Z a-z 0-9 _ - . ; made up when null, so that a lost answer makes no
    /// second intent.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<DirectUpload> CreateAsync(DirectUploadRequest request, string? idempotencyKey = null, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post("/api/v2/files/direct-uploads", request, ClientJson.Default.DirectUploadRequest)
                with { IdempotencyKey = idempotencyKey ?? IdempotencyKeys.Create() },
            ClientJson.Default.DirectUpload, cancel);

    /// <summary>The state of an intent.</summary>
    public Task<DirectUploadState> GetAsync(string uploadId, CancellationToken cancel = default) =>
        _transport.GetAsync(BuildPath(uploadId), ClientJson.Default.DirectUploadState, cancel);

    /// <summary>Says that a part has arrived.</summary>
    /// <param name="uploadId">The intent.</param>
    /// <param name="partNumber">1-indexed.</param>
    /// <param name="etag">From storage's answer, quoted or not.</param>
    /// <param name="sizeBytes">The part's bytes.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ConflictException">Storage has another part.</exception>
    public Task<ConfirmPartResult> ConfirmPartAsync(
        string uploadId, int partNumber, string etag, long sizeBytes, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post(BuildPath(uploadId, "/parts/confirm"), new ConfirmPartRequest(partNumber, etag, sizeBytes),
                ClientJson.Default.ConfirmPartRequest) with { IsIdempotent = true },
            ClientJson.Default.ConfirmPartResult, cancel);

    /// <summary>A fresh URL for a part (1-indexed).</summary>
    public Task<RetryPartResult> RetryPartAsync(string uploadId, int partNumber, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post(BuildPath(uploadId, "/parts/retry"), new RetryPartRequest(partNumber), ClientJson.Default.RetryPartRequest)
                with { IsIdempotent = true },
            ClientJson.Default.RetryPartResult, cancel);

    /// <summary>Has the upload checked and made a file.</summary>
    /// <param name="uploadId">The intent.</param>
    /// <param name="idempotencyKey">As for the intent.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ConflictException">The bytes are not those of the claimed hash.</exception>
    /// <exception cref="ValidationException">Parts are missing.</exception>
    public Task<CompleteUploadResult> CompleteAsync(string uploadId, string? idempotencyKey = null, CancellationToken cancel = default) =>
        _transport.SendAsync(
            ApiRequest.Post(BuildPath(uploadId, "/complete"), new Dictionary<string, JsonElement>(),
                ClientJson.Default.DictionaryStringJsonElement)
                with
            { IdempotencyKey = idempotencyKey ?? IdempotencyKeys.Create() },
            ClientJson.Default.CompleteUploadResult, cancel);

    /// <summary>Gives an intent up, with a reason of at most 255 characters.</summary>
    public Task<AbortUploadResult> AbortAsync(string uploadId, string? reason = null, CancellationToken cancel = default) =>
        _transport.SendAsync(
            new ApiRequest(HttpMethod.Delete,
                new RequestPath($"/files/direct-uploads/{RequestPath.EscapeSegment(uploadId)}").Add("reason", reason).ToString()),
            ClientJson.Default.AbortUploadResult, cancel);

    private static string BuildPath(string uploadId, string rest = "") =>
        $"/api/v2/files/direct-uploads/{RequestPath.EscapeSegment(uploadId)}{rest}";
}
