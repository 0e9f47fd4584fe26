using System.Diagnostics;
using System.Text.Json;

namespace Scopix.ManyFiles;

/// <summary>Sends every kind of request, one after another, from one client.</summary>
internal sealed class RequestTimer : IDisposable
{
    /// <summary>The default tenant's key.</summary>
    public const string Key = "scopix_Emulator0localdevelopmentkey";

    /// <summary>
    /// After this time a kind of request is not repeated, unless it was sent fewer than <see cref="MinimumCount"/> times.
    /// </summary>
    private static readonly TimeSpan TimeBudget = TimeSpan.FromSeconds(3);

    private const int MinimumCount = 20;

    private readonly HttpClient _http;
    private readonly int _times;
    private readonly Func<TimeSpan> _readProcessorTime;

    private RequestTimer(Uri address, int times, Func<TimeSpan> processor)
    {
        (_http, _times, _readProcessorTime) =
            (new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) }, times, processor);
        _http.DefaultRequestHeaders.Authorization = new("Bearer", Key);
    }

    /// <summary>Measures an emulator that has files.</summary>
    public static async Task<IReadOnlyList<RequestTiming>> MeasureAllAsync(
        Uri address, Func<TimeSpan> processor, int times, int uploads, TextWriter log)
    {
        using var timer = new RequestTimer(address, times, processor);
        var rows = new List<RequestTiming>();
        var requests = await RequestCatalog.CreateAsync(timer._http);
        foreach (var (name, request) in requests)
        {
            var row = await timer.MeasureRequestAsync(name, request);
            rows.Add(row);
            await log.WriteLineAsync(
                $"{row.Name}: {row.MedianMilliseconds:0.0} / {row.P99Milliseconds:0.0}, processor {row.ProcessorMilliseconds:0.0} "
                + $"({row.TotalCount})");
        }
        foreach (var (name, send) in UploadRequests.All)
        {
            // otherwise JIT compilation would dominate
            var row = await timer.MeasureAsync(name, uploads, n => send(timer._http, n), warmUpCount: uploads);
            rows.Add(row);
            await log.WriteLineAsync(
                $"{row.Name}: {row.MedianMilliseconds:0.00} / {row.P99Milliseconds:0.00}, processor {row.ProcessorMilliseconds:0.00}");
        }
        return rows;
    }

    public void Dispose() => _http.Dispose();

    private Task<RequestTiming> MeasureRequestAsync(
        string name, Func<int, HttpRequestMessage> request) => MeasureAsync(name, _times, async n =>
    {
        using var message = request(n);
        using var response = await _http.SendAsync(message);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{name}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("total_count", out var total) ? total.GetInt64() : -1;
    });

    private async Task<RequestTiming> MeasureAsync(string name, int times, Func<int, Task<long>> send, int warmUpCount = 5)
    {
        var durations = new List<double>();
        long total = 0;
        var (before, began) = (TimeSpan.Zero, 0L);
        for (var n = -warmUpCount; n < times && (durations.Count < MinimumCount || Stopwatch.GetElapsedTime(began) < TimeBudget); n++)
        {
            if (n == 0) (before, began) = (_readProcessorTime(), Stopwatch.GetTimestamp());
            var start = Stopwatch.GetTimestamp();
            total = Math.Max(total, await send(n + warmUpCount));
            if (n >= 0) durations.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        var processor = (_readProcessorTime() - before).TotalMilliseconds / durations.Count;
        durations.Sort();
        var p99 = durations[Math.Min(durations.Count - 1, durations.Count * 99 / 100)];
        return new RequestTiming(name, durations.Count, durations[durations.Count / 2], p99, processor, total);
    }
}
