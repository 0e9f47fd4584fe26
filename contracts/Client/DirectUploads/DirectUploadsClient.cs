using System.Text.Json;

namespace Scopix.Client;

/// <summary>The single requests of direct uploads (seed 001, Presigned &amp; Multipart Upload).</summary>
public sealed class DirectUploadsClient
{
    private readonly Transport _transport;

    internal DirectUploadsClient(Transport transport) => _transport = transport;

    /// <summary>Asks for an intent and its URLs.</summary>
    /// <param name="request">The file.</param>
    /// <param name="idempotencyKey">1–128 characters of A-Z a-z 0-9 _ - . ; made up when null, so that a lost answer makes no second intent.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<DirectUpload> CreateAsync(DirectUploadRequest request, string? idempotencyKey = null, CancellationToken cancel = default) =>
        _transport.AskAsync(
            Ask.Post("/api/v2/files/direct-uploads", request, ClientJson.Default.DirectUploadRequest) with { IdempotencyKey = idempotencyKey ?? IdempotencyKeys.Next() },
            ClientJson.Default.DirectUpload, cancel);

    /// <summary>The state of an intent.</summary>
    public Task<DirectUploadState> GetAsync(string uploadId, CancellationToken cancel = default) =>
        _transport.GetAsync(Path(uploadId), ClientJson.Default.DirectUploadState, cancel);

    /// <summary>Says that a part has arrived.</summary>
    /// <param name="uploadId">The intent.</param>
    /// <param name="partNumber">1-indexed.</param>
    /// <param name="etag">From storage's answer, quoted or not.</param>
    /// <param name="sizeBytes">The part's bytes.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ConflictException">Storage has another part.</exception>
    public Task<PartConfirmed> ConfirmPartAsync(string uploadId, int partNumber, string etag, long sizeBytes, CancellationToken cancel = default) =>
        _transport.AskAsync(
            Ask.Post(Path(uploadId, "/parts/confirm"), new PartToConfirm(partNumber, etag, sizeBytes), ClientJson.Default.PartToConfirm) with { IsRepeatable = true },
            ClientJson.Default.PartConfirmed, cancel);

    /// <summary>A fresh URL for a part (1-indexed).</summary>
    public Task<PartRetry> RetryPartAsync(string uploadId, int partNumber, CancellationToken cancel = default) =>
        _transport.AskAsync(
            Ask.Post(Path(uploadId, "/parts/retry"), new PartToRetry(partNumber), ClientJson.Default.PartToRetry) with { IsRepeatable = true },
            ClientJson.Default.PartRetry, cancel);

    /// <summary>Has the upload checked and made a file.</summary>
    /// <param name="uploadId">The intent.</param>
    /// <param name="idempotencyKey">As for the intent.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ConflictException">The bytes are not those of the claimed hash.</exception>
    /// <exception cref="ValidationException">Parts are missing.</exception>
    public Task<CompletedUpload> CompleteAsync(string uploadId, string? idempotencyKey = null, CancellationToken cancel = default) =>
        _transport.AskAsync(
            Ask.Post(Path(uploadId, "/complete"), new Dictionary<string, JsonElement>(), ClientJson.Default.DictionaryStringJsonElement)
                with
            { IdempotencyKey = idempotencyKey ?? IdempotencyKeys.Next() },
            ClientJson.Default.CompletedUpload, cancel);

    /// <summary>Gives an intent up, with a reason of at most 255 characters.</summary>
    public Task<AbortedUpload> AbortAsync(string uploadId, string? reason = null, CancellationToken cancel = default) =>
        _transport.AskAsync(
            new Ask(HttpMethod.Delete, new Query($"/files/direct-uploads/{Query.Step(uploadId)}").Add("reason", reason).ToString()),
            ClientJson.Default.AbortedUpload, cancel);

    private static string Path(string uploadId, string rest = "") => $"/api/v2/files/direct-uploads/{Query.Step(uploadId)}{rest}";
}
