using System.Diagnostics;
using System.Text.Json;

namespace Scopix.ManyFiles;

/// <summary>
/// What one kind of request took, in milliseconds at the client; <c>Processor</c> is the emulator's mean, which other programs on
/// the machine do not lengthen.
/// </summary>
internal sealed record RequestTiming(
    string Name, int Count, double MedianMilliseconds, double P99Milliseconds, double ProcessorMilliseconds, long TotalCount);

/// <summary>Sends every kind of request, one after another, as one client.</summary>
internal sealed class RequestTimer : IDisposable
{
    /// <summary>The default tenant's key.</summary>
    public const string Key = "scopix_Emulator0localdevelopmentkey";

    /// <summary>
    /// A kind of request that takes longer than this is asked less often, but not less than <see cref="MinimumCount"/> times.
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
        using var measuring = new RequestTimer(address, times, processor);
        var rows = new List<RequestTiming>();
        var requests = await RequestCatalog.CreateAsync(measuring._http);
        foreach (var (name, request) in requests)
        {
            var row = await measuring.MeasureRequestAsync(name, request);
            rows.Add(row);
            await log.WriteLineAsync(
                $"{row.Name}: {row.MedianMilliseconds:0.0} / {row.P99Milliseconds:0.0}, processor {row.ProcessorMilliseconds:0.0} "
                + $"({row.TotalCount})");
        }
        foreach (var (name, send) in UploadRequests.All)
        {
            // or compiling them would be most of what they take
            var row = await measuring.MeasureAsync(name, uploads, n => send(measuring._http, n), warm: uploads);
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
        var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("total_count", out var total) ? total.GetInt64() : -1;
    });

    private async Task<RequestTiming> MeasureAsync(string name, int times, Func<int, Task<long>> send, int warm = 5)
    {
        var took = new List<double>();
        long total = 0;
        var (before, began) = (TimeSpan.Zero, 0L);
        for (var n = -warm; n < times && (took.Count < MinimumCount || Stopwatch.GetElapsedTime(began) < TimeBudget); n++)
        {
            if (n == 0) (before, began) = (_readProcessorTime(), Stopwatch.GetTimestamp());
            var start = Stopwatch.GetTimestamp();
            total = Math.Max(total, await send(n + warm));
            if (n >= 0) took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        var processor = (_readProcessorTime() - before).TotalMilliseconds / took.Count;
        took.Sort();
        return new RequestTiming(name, took.Count, took[took.Count / 2], took[Math.Min(took.Count - 1, took.Count * 99 / 100)], processor,
            total);
    }
}
