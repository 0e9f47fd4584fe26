using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Scopix.Client;

/// <summary>
/// The content of an error response in any of its forms: the API's envelope, FastAPI's <c>detail</c>, the older <c>error</c>
/// text, or none.
/// </summary>
internal sealed record ErrorDetails(int Status, string Code, string Message)
{
    private const int MaxBodyBytes = 64 * 1024;

    private const long MaxUnixSeconds = 253_402_300_800; // the year 10000

    public JsonElement? Details { get; init; }

    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    public string? SuggestedEndpoint { get; init; }

    public string? RequestId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public int? Limit { get; init; }

    public int? Remaining { get; init; }

    public DateTimeOffset? Reset { get; init; }

    public string Summary =>
        $"{Status} {Code}: {SecretRedaction.RemoveSecrets(Message)}" + (RequestId is null ? "" : $" (request {RequestId})");

    /// <summary>The exception for a response that is no success.</summary>
    public static async Task<ScopixException> ReadExceptionAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancel)
    {
        var failure = Parse(await ReadBeginningAsync(response.Content, cancel), (int)response.StatusCode, response.ReasonPhrase) with
        {
            RetryAfter = ParseRetryAfter(response.Headers.RetryAfter, now),
            Limit = (int?)GetNumberHeader(response.Headers, "X-RateLimit-Limit"),
            Remaining = (int?)GetNumberHeader(response.Headers, "X-RateLimit-Remaining"),
            Reset = GetNumberHeader(response.Headers, "X-RateLimit-Reset") is { } seconds and < MaxUnixSeconds
                ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        };
        return (failure with { RequestId = failure.RequestId ?? GetHeader(response.Headers, "X-Request-ID") }).ToException();
    }

    /// <summary>Reads an error's body.</summary>
    public static ErrorDetails Parse(string body, int status, string? reason)
    {
        var fallback = new ErrorDetails(status, "HTTP_" + status.ToString(CultureInfo.InvariantCulture),
            reason is { Length: > 0 } ? reason : "The request failed");
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? ErrorBodyParser.Parse(json.RootElement.Clone(), fallback) : fallback;
        }
        catch (JsonException)
        {
            return fallback;
        }
    }

    private ScopixException ToException() => Status switch
    {
        _ when Code is "USAGE_LIMIT_EXCEEDED" or "STORAGE_QUOTA_EXCEEDED" => new QuotaExceededException(this),
        400 or 422 => new ValidationException(this),
        401 => new AuthenticationException(this),
        402 => new PaymentRequiredException(this),
        403 => new PermissionDeniedException(this),
        404 => new NotFoundException(this),
        409 => new ConflictException(this),
        413 => new PayloadTooLargeException(this),
        429 => new RateLimitException(this),
        >= 500 => new ServerException(this),
        _ => new ScopixException(this),
    };

    /// <summary>Reads seconds, or a date, as the time from now.</summary>
    internal static TimeSpan? ParseRetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        (header?.Delta ?? header?.Date - now) is { } wait ? (wait < TimeSpan.Zero ? TimeSpan.Zero : wait) : null;

    internal static async Task<string> ReadBeginningAsync(HttpContent content, CancellationToken cancel)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancel);
            var bytes = new byte[MaxBodyBytes];
            return Encoding.UTF8.GetString(bytes, 0, await stream.ReadAtLeastAsync(bytes, MaxBodyBytes, throwOnEndOfStream: false, cancel));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return "";
        }
    }

    private static long? GetNumberHeader(HttpResponseHeaders headers, string name) =>
        long.TryParse(GetHeader(headers, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? GetHeader(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
