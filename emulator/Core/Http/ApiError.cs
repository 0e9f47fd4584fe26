using Microsoft.AspNetCore.WebUtilities;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Http;

/// <summary>
/// A failure that a client is told about: thrown by name anywhere, written in one place (<see cref="ErrorWriter"/>).
/// Codes: public, Error Codes Reference; anything without a code of its own is <c>HTTP_&lt;status&gt;</c> (assumed).
/// </summary>
#pragma warning disable CA1710 // it is thrown by name: throw ApiError.NotFound("File")
internal sealed class ApiError : Exception
{
    private ApiError(int status, string code, string message) : base(message) => (Status, Code) = (status, code);

    /// <summary>The HTTP status, 400–599.</summary>
    public int Status { get; }

    /// <summary>The application's error code, e.g. <c>VALIDATION_ERROR</c>.</summary>
    public string Code { get; }

    /// <summary>Where the bad input stood: <c>query</c>, <c>path</c>, <c>body</c> or <c>header</c>.</summary>
    public string InputLocation { get; private init; } = "body";

    /// <summary>The input that is wrong, when it is one.</summary>
    public string? Field { get; private init; }

    /// <summary>What is wrong with it, naming the limit.</summary>
    public string? Issue { get; private init; }

    /// <summary>True when the same request can succeed at once if it is sent again.</summary>
    public bool IsTransient { get; private init; }

    /// <summary>The tenant whose data is damaged; empty when it is not known which, null when nothing is damaged.</summary>
    public string? DamagedTenant { get; private init; }

    /// <summary>Seconds until a retry can succeed.</summary>
    public int? RetryAfterSeconds { get; private init; }

    /// <summary>The endpoint that would take the request instead.</summary>
    public string? SuggestedEndpoint { get; private init; }

    /// <summary>Input that fails validation: 422.</summary>
    public static ApiError Invalid(string field, string issue, string place = "body") =>
        new(422, "VALIDATION_ERROR", $"{field}: {issue}") { Field = field, Issue = issue, InputLocation = place };

    /// <summary>A request that cannot be read at all: 400.</summary>
    public static ApiError Malformed(string field, string issue) =>
        new(400, "VALIDATION_ERROR", $"{field}: {issue}") { Field = field, Issue = issue };

    /// <summary>A request that is well-formed but cannot be served for this resource: 400.</summary>
    public static ApiError BadRequest(string message, string? field = null) =>
        new(400, "HTTP_400", message) { Field = field, Issue = field is null ? null : message };

    /// <summary>No key, or one that is not a key: 401.</summary>
    public static ApiError InvalidKey(string message) => new(401, "INVALID_API_KEY", message);

    /// <summary>A key past its <c>expires_at</c>: 401.</summary>
    public static ApiError ExpiredKey() => new(401, "EXPIRED_API_KEY", "The API key has expired");

    /// <summary>A key that was switched off: 401.</summary>
    public static ApiError DeactivatedKey() => new(401, "DEACTIVATED_API_KEY", "The API key has been deactivated");

    /// <summary>Missing, or another tenant's: 404 either way (public: Error Codes Reference).</summary>
    public static ApiError NotFound(string what) => new(404, "HTTP_404", $"{what} not found");

    /// <summary>The route knows other methods: 405.</summary>
    public static ApiError MethodNotAllowed(string method) => new(405, "HTTP_405", $"Method {method} is not allowed here");

    /// <summary>The control API is not for whoever asks: 403.</summary>
    public static ApiError ControlForbidden(string why) => new(403, "CONTROL_REFUSED", $"Refused: {why}");

    /// <summary>The resource's state forbids it: 409.</summary>
    public static ApiError Conflict(string message) => new(409, "HTTP_409", message);

    /// <summary>The emulator was reset while the request was read: 409.</summary>
    public static ApiError ResetDuringRequest() =>
        new(409, "HTTP_409", "The emulator was reset during the request; send it again") { IsTransient = true };

    /// <summary>A status with its own name as the message.</summary>
    public static ApiError FromStatus(int status) => FromFault(status, null, null, null);

    /// <summary>A body or a file over its limit, in the words of an API that has its own: 413.</summary>
    public static ApiError TooLarge(string message) => new(413, "HTTP_413", message);

    /// <summary>Another project has the name: 409 (public: projects).</summary>
    public static ApiError ProjectNameExists(string name) => new(409, "PROJECT_NAME_EXISTS", $"A project named '{name}' exists already");

    /// <summary>There are as many projects as there may be: 409 (public: projects).</summary>
    public static ApiError ProjectLimitReached(int most) => new(409, "PROJECT_LIMIT_REACHED", $"At most {most} projects");

    /// <summary>A body or a file over its limit: 413, naming the endpoint that takes it (seed 001, Choosing an Upload Method).</summary>
    public static ApiError TooLarge(string field, string issue, string? suggestedEndpoint = null) =>
        new(413, "HTTP_413", $"{field}: {issue}") { Field = field, Issue = issue, SuggestedEndpoint = suggestedEndpoint };

    /// <summary>Too many requests in the window: 429 with Retry-After (public: Rate Limits).</summary>
    public static ApiError RateLimited(string message, int? retryAfterSeconds) =>
        new(429, "RATE_LIMIT_ERROR", message) { RetryAfterSeconds = retryAfterSeconds };

    /// <summary>Too many uploads at once: 429 with Retry-After (seed 001, Streaming Upload: backpressure).</summary>
    public static ApiError Backpressure(string message, int retryAfterSeconds) =>
        new(429, "MEMORY_LIMIT_EXCEEDED", message) { RetryAfterSeconds = retryAfterSeconds };

    /// <summary>The month's allowance is used up: 429, to be tried again next month.</summary>
    public static ApiError UsageExceeded(
        string message, int retryAfterSeconds) => new(429, "USAGE_LIMIT_EXCEEDED", message) { RetryAfterSeconds = retryAfterSeconds };

    /// <summary>The body comes more slowly than the web server waits for: 408.</summary>
    public static ApiError BodyTimeout() => new(408, "HTTP_408", "The request's body arrived too slowly");

    /// <summary>A failure that a test has set (Faults).</summary>
    /// <param name="status">400–599.</param>
    /// <param name="code">The code; the status's own when null.</param>
    /// <param name="message">The message; the status's name when null.</param>
    /// <param name="retryAfterSeconds">The Retry-After header.</param>
    public static ApiError FromFault(int status, string? code, string? message, int? retryAfterSeconds) =>
        new(status, code ?? GetDefaultCode(status),
            message ?? ReasonPhrases.GetReasonPhrase(status)) { RetryAfterSeconds = retryAfterSeconds };

    /// <summary>
    /// The S3 server that keeps the bytes fails: 503 (public: Error Codes Reference lists it for upstream failures; its code is
    /// assumed).
    /// </summary>
    public static ApiError StorageUnavailable() =>
        new(503, "HTTP_503", "Storage is temporarily unavailable; try again") { RetryAfterSeconds = 1 };

    /// <summary>The emulator's own disk is full or fails: 503, as when storage fails (assumed).</summary>
    /// <param name="reason">What is wrong, as the beginning of a sentence.</param>
    public static ApiError DiskUnavailable(
        string reason) => new(503, "HTTP_503", $"{reason}; nothing was changed, try again") { RetryAfterSeconds = 1 };

    /// <summary>What the emulator has stored has other bytes than were written: 503 (assumed). To try again does not help.</summary>
    /// <param name="message">What is damaged, as the beginning of a sentence.</param>
    /// <param name="tenant">Whose it is.</param>
    public static ApiError DatabaseDamaged(string message, string tenant = "") =>
        new(503, "STORAGE_DAMAGED",
            $"{message}; POST /_emulator/reset with the key puts it aside and begins anew") { DamagedTenant = tenant };

    /// <summary>The bytes of one file are damaged: 503 (assumed).</summary>
    /// <param name="message">What is damaged, as the beginning of a sentence.</param>
    public static ApiError ObjectDamaged(string message) =>
        new(503, "STORAGE_DAMAGED", $"{message}; upload the same bytes again, or delete the file") { DamagedTenant = "" };

    /// <summary>A tenant's database is of a version that is not read: 503 (assumed).</summary>
    /// <param name="message">Which, as the beginning of a sentence.</param>
    /// <param name="tenant">Whose it is.</param>
    private static ApiError UnsupportedDatabaseVersion(
        string message, string tenant) => new(503, "HTTP_503", message) { DamagedTenant = tenant };

    /// <summary>503: the tenant's database cannot be opened.</summary>
    public static ApiError TenantUnavailable(TenantUnavailableException error) => error.IsDamaged
        ? DatabaseDamaged(error.Message, error.TenantId)
        : UnsupportedDatabaseVersion(error.Message, error.TenantId);

    /// <summary>A defect of the emulator: 500.</summary>
    public static ApiError Internal() => new(500, "HTTP_500", "The emulator failed on this request; its log says why");

    private static string GetDefaultCode(int status) => status switch
    {
        401 => "INVALID_API_KEY",
        403 => "AUTHZ_ERROR",
        422 => "VALIDATION_ERROR",
        429 => "RATE_LIMIT_ERROR",
        _ => $"HTTP_{status}",
    };
}
