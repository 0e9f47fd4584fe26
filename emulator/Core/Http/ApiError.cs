using Microsoft.AspNetCore.WebUtilities;

namespace Scopix.Emulator.Http;

/// <summary>
/// A failure that is sent to the client: thrown by name anywhere, written by <see cref="ErrorWriter"/>. Codes: public, Error Codes
/// Reference; an error without its own code is <c>HTTP_&lt;status&gt;</c> (assumed).
/// </summary>
#pragma warning disable CA1710 // it is thrown by name: throw ApiError.NotFound("File")
internal sealed class ApiError : Exception
{
    private ApiError(int status, string code, string message) : base(message) => (Status, Code) = (status, code);

    public int Status { get; }

    public string Code { get; }

    /// <summary>The location of the invalid input: <c>query</c>, <c>path</c>, <c>body</c> or <c>header</c>.</summary>
    public string InputLocation { get; private init; } = "body";

    public string? Field { get; private init; }

    /// <summary>What is wrong with the input, including the limit.</summary>
    public string? Issue { get; private init; }

    /// <summary>True when the same request can succeed immediately if it is repeated.</summary>
    public bool IsTransient { get; private init; }

    /// <summary>The tenant whose data is damaged; empty when the tenant is unknown, null when nothing is damaged.</summary>
    public string? DamagedTenant { get; private init; }

    public int? RetryAfterSeconds { get; private init; }

    public string? SuggestedEndpoint { get; private init; }

    public static ApiError Invalid(string field, string issue, string place = "body") =>
        new(422, "VALIDATION_ERROR", $"{field}: {issue}") { Field = field, Issue = issue, InputLocation = place };

    public static ApiError Malformed(string field, string issue) =>
        new(400, "VALIDATION_ERROR", $"{field}: {issue}") { Field = field, Issue = issue };

    /// <summary>400: the request is well-formed but invalid for this resource.</summary>
    public static ApiError BadRequest(string message, string? field = null) =>
        new(400, "HTTP_400", message) { Field = field, Issue = field is null ? null : message };

    public static ApiError InvalidKey(string message) => new(401, "INVALID_API_KEY", message);

    public static ApiError ExpiredKey() => new(401, "EXPIRED_API_KEY", "The API key has expired");

    public static ApiError DeactivatedKey() => new(401, "DEACTIVATED_API_KEY", "The API key has been deactivated");

    /// <summary>404: the resource does not exist or belongs to another tenant (public: Error Codes Reference).</summary>
    public static ApiError NotFound(string what) => new(404, "HTTP_404", $"{what} not found");

    public static ApiError ProxyOnly() =>
        new(404, "HTTP_404", "An emulator compares no live service with the contracts; scopix-emulator proxy --to URL does");

    public static ApiError ShadowOnly() =>
        new(404, "HTTP_404", "There is no emulator to compare the service with: start the proxy with --shadow");

    public static ApiError MethodNotAllowed(string method) => new(405, "HTTP_405", $"Method {method} is not allowed here");

    public static ApiError ControlForbidden(string why) => new(403, "CONTROL_REFUSED", $"Refused: {why}");

    /// <summary>409: the state of the resource does not allow the request.</summary>
    public static ApiError Conflict(string message) => new(409, "HTTP_409", message);

    public static ApiError ResetDuringRequest() =>
        new(409, "HTTP_409", "The emulator was reset during the request; send it again") { IsTransient = true };

    public static ApiError FromStatus(int status) => FromFault(status, null, null, null);

    /// <summary>413: a body or file exceeds its limit; the message is the API's own.</summary>
    public static ApiError TooLarge(string message) => new(413, "HTTP_413", message);

    /// <summary>409: another project has the name (public: projects).</summary>
    public static ApiError ProjectNameExists(string name) => new(409, "PROJECT_NAME_EXISTS", $"A project named '{name}' exists already");

    /// <summary>409: the tenant has the greatest number of projects (public: projects).</summary>
    public static ApiError ProjectLimitReached(int most) => new(409, "PROJECT_LIMIT_REACHED", $"At most {most} projects");

    /// <summary>
    /// 413: a body or file exceeds its limit; names the endpoint that accepts it (seed 001, Choosing an Upload Method).
    /// </summary>
    public static ApiError TooLarge(string field, string issue, string? suggestedEndpoint = null) =>
        new(413, "HTTP_413", $"{field}: {issue}") { Field = field, Issue = issue, SuggestedEndpoint = suggestedEndpoint };

    /// <summary>429: too many requests in the window (public: Rate Limits).</summary>
    public static ApiError RateLimited(string message, int? retryAfterSeconds) =>
        new(429, "RATE_LIMIT_ERROR", message) { RetryAfterSeconds = retryAfterSeconds };

    /// <summary>429: too many concurrent uploads (seed 001, Streaming Upload: backpressure).</summary>
    public static ApiError Backpressure(string message, int retryAfterSeconds) =>
        new(429, "MEMORY_LIMIT_EXCEEDED", message) { RetryAfterSeconds = retryAfterSeconds };

    public static ApiError UsageExceeded(string message, int retryAfterSeconds) =>
        new(429, "USAGE_LIMIT_EXCEEDED", message) { RetryAfterSeconds = retryAfterSeconds };

    /// <summary>408: the body arrives more slowly than the web server accepts.</summary>
    public static ApiError BodyTimeout() => new(408, "HTTP_408", "The request's body arrived too slowly");

    /// <summary>An error that a test has set as a fault. A null code or message is the status's default.</summary>
    public static ApiError FromFault(int status, string? code, string? message, int? retryAfterSeconds) =>
        new(status, code ?? GetDefaultCode(status), message ?? ReasonPhrases.GetReasonPhrase(status))
        { RetryAfterSeconds = retryAfterSeconds };

    /// <summary>
    /// 503: the S3 server fails (public: Error Codes Reference lists the status for upstream failures; the code is assumed).
    /// </summary>
    public static ApiError StorageUnavailable() =>
        new(503, "HTTP_503", "Storage is temporarily unavailable; try again") { RetryAfterSeconds = 1 };

    /// <summary>503: the program of the semantic search does not answer (assumed).</summary>
    /// <param name="reason">What is wrong.</param>
    public static ApiError SearchUnavailable(string reason) =>
        new(503, "HTTP_503", $"The semantic search is unavailable: {reason}") { RetryAfterSeconds = 1 };

    /// <summary>503: the emulator's disk is full or fails, reported like a storage failure (assumed).</summary>
    /// <param name="reason">What is wrong, as the beginning of a sentence.</param>
    public static ApiError DiskUnavailable(string reason) =>
        new(503, "HTTP_503", $"{reason}; nothing was changed, try again") { RetryAfterSeconds = 1 };

    /// <summary>503: a tenant's database is damaged (assumed). A retry does not help.</summary>
    /// <param name="message">What is damaged, as the beginning of a sentence.</param>
    public static ApiError DatabaseDamaged(string message, string tenant = "") =>
        new(503, "STORAGE_DAMAGED",
            $"{message}; send POST /_emulator/reset with this key to set the database aside and start with an empty one")
        { DamagedTenant = tenant };

    /// <summary>503: the bytes of one file are damaged (assumed).</summary>
    /// <param name="message">What is damaged, as the beginning of a sentence.</param>
    public static ApiError ObjectDamaged(string message) =>
        new(503, "STORAGE_DAMAGED", $"{message}; upload the same bytes again, or delete the file") { DamagedTenant = "" };

    /// <summary>503: a tenant's database is damaged or has an unsupported version (assumed).</summary>
    public static ApiError TenantUnavailable(TenantUnavailableException error) => error.IsDamaged
        ? DatabaseDamaged(error.Message, error.TenantId)
        : new(503, "HTTP_503", error.Message) { DamagedTenant = error.TenantId };

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
