using System.Globalization;
using System.Net;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>
/// Lets nothing but GET requests reach the source, and none while the source asks to wait: after a 429 with Retry-After, and when no
/// request is left in the window of the rate limit.
/// </summary>
internal sealed class ReadOnlyHandler(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private DateTimeOffset _pausedUntil;
    private int _requests;

    public int RequestCount => _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get)
            throw new InvalidOperationException($"A copy sends GET requests alone, but this is {request.Method}.");
        await WaitAsync(cancellationToken);
        Interlocked.Increment(ref _requests);
        var response = await base.SendAsync(request, cancellationToken);
        if (FindPause(response) is { } pause) PauseUntil(time.GetUtcNow() + (pause < MaxPause ? pause : MaxPause));
        return response;
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        while (GetPause() is { Ticks: > 0 } pause) await Task.Delay(pause, time, cancel);
    }

    private TimeSpan GetPause()
    {
        lock (_lock) return _pausedUntil - time.GetUtcNow();
    }

    private void PauseUntil(DateTimeOffset until)
    {
        lock (_lock) _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
    }

    private TimeSpan? FindPause(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests && response.Headers.RetryAfter is { } after)
            return after.Delta ?? after.Date - time.GetUtcNow();
        return GetNumber(response, "X-RateLimit-Remaining") == 0 && GetNumber(response, "X-RateLimit-Limit") > 0
            && GetNumber(response, "X-RateLimit-Reset") is { } reset and > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(reset) - time.GetUtcNow() : null;
    }

    private static long? GetNumber(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
