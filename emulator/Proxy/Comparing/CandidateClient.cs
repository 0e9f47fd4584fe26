using System.Collections.Frozen;
using System.Net;

namespace Scopix.Emulator.Proxy.Comparing;

/// <summary>Sends requests to a candidate, and reads its responses.</summary>
/// <param name="address">The address of the candidate.</param>
/// <param name="llamaCloudAddress">The address for LlamaCloud's operations; null for the same.</param>
/// <param name="waitsForLimits">
/// Whether a request is sent again after a 429 with Retry-After. To wait is of no use for a candidate with a frozen clock.
/// </param>
internal sealed class CandidateClient(Uri address, Uri? llamaCloudAddress = null, bool waitsForLimits = true) : IDisposable
{
    private const int MaxTries = 4;

    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1, // every byte as it was
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    })
    { Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>Sends a request, again after 429 with Retry-After.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The candidate's key; null to send none.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<ObservedExchange> SendAsync(PreparedRequest request, string? key, CancellationToken cancellation)
    {
        var isLlamaCloud = request.Operation.Id.StartsWith("llama.", StringComparison.Ordinal);
        var server = isLlamaCloud ? llamaCloudAddress ?? address : address;
        for (var tries = 1; ; tries++)
        {
            using var message = request.CreateMessage(server, key);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (waitsForLimits && tries < MaxTries && key is not null && FindWait(response) is { } wait)
                await Task.Delay(wait, TimeProvider.System, cancellation);
            else
                return await ReadAsync(request.Operation, request.CreateUrl(server), response, cancellation);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>How long a 429 asks to wait, in seconds or until a date of the server's clock; null for nothing, or for too long.</summary>
    private static TimeSpan? FindWait(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.TooManyRequests || response.Headers.RetryAfter is not { } after) return null;
        var wait = after.Delta ?? after.Date - (response.Headers.Date ?? TimeProvider.System.GetUtcNow());
        return wait > MaxRetryAfter ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static async Task<ObservedExchange> ReadAsync(
        Operation operation, Uri url, HttpResponseMessage response, CancellationToken cancellation)
    {
        var copy = new BodyCopy();
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            var buffer = new byte[64 * 1024];
            while (await body.ReadAsync(buffer, cancellation) is > 0 and var count) copy.Add(buffer.AsSpan(0, count));
        }
        var isJson = response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;
        return new()
        {
            ReceivedAt = TimeProvider.System.GetUtcNow(),
            AnsweredAt = TimeProvider.System.GetUtcNow(),
            Method = operation.Method,
            Url = url,
            Account = null,
            Status = (int)response.StatusCode,
            ResponseHeaders = response.Headers.Concat(response.Content.Headers)
                .ToFrozenDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            ResponseBody = isJson ? copy.ToMemory() : null,
        };
    }
}
