using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Scopix.Benchmarks.Peers;

/// <summary>What is done to a server for a bounded time.</summary>
internal static partial class LoadGenerator
{
    public const int MiB = 1024 * 1024;

    private static readonly HttpClient Http =
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>
    /// Requests a second at 32 connections, by wrk, after a warm-up four times as long: runtimes compile meanwhile what is asked
    /// often.
    /// </summary>
    /// <exception cref="InvalidOperationException">Some answers were no 2xx.</exception>
    public static async Task<double> RequestsAsync(GetRequest getRequest, int seconds)
    {
        _ = await WrkAsync(getRequest, 4 * seconds);
        return await WrkAsync(getRequest, seconds);
    }

    /// <summary>MiB a second, sent over several connections.</summary>
    public static Task<double> SendAsync(
        Func<int, HttpRequestMessage> make, long size, int connections, TimeSpan time) => RunForAsync(time, connections, async number =>
    {
        using var request = make(number);
        using var answer = await Http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{request.RequestUri}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return size;
    });

    /// <summary>MiB a second, read over several connections.</summary>
    public static Task<double> ReadAsync(
        Func<int, string> url, int connections, TimeSpan time) => RunForAsync(time, connections, async number =>
    {
        using var answer = await Http.GetAsync(url(number), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var (buffer, total) = (new byte[128 * 1024], 0L);
        for (int read; (read = await body.ReadAsync(buffer)) > 0;) total += read;
        return total;
    });

    /// <summary>A PUT of bytes to a slot.</summary>
    public static HttpRequestMessage CreatePut(ObjectUrls slot, byte[] bytes)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, slot.PutUrl) { Content = new ByteArrayContent(bytes) };
        foreach (var (name, value) in slot.Headers ?? new Dictionary<string, string>())
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>A JPEG with noise behind it.</summary>
    public static byte[] CreatePhoto(int size, int seed)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////"
            + "wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=").CopyTo(bytes, 0);
        return bytes;
    }

    /// <summary>A form with one photo, as browsers send it.</summary>
    public static MultipartFormDataContent CreateForm(byte[] bytes)
    {
        var file = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        return new MultipartFormDataContent { { file, "file", "photo.jpg" } };
    }

    private static async Task<double> WrkAsync(GetRequest getRequest, int seconds)
    {
        string[] arguments = ["-t1", "-c32", $"-d{seconds}s", .. getRequest.Headers.SelectMany(header => new[] { "-H", header }),
            getRequest.Url];
        using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException($"{getRequest.Url} is refused: {said}");
        return double.Parse(RequestRate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<double> RunForAsync(TimeSpan time, int connections, Func<int, Task<long>> doAsync)
    {
        var (watch, bytes, number) = (Stopwatch.StartNew(), 0L, 0);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < time) Interlocked.Add(ref bytes, await doAsync(Interlocked.Increment(ref number)));
        })));
        return bytes / (double)MiB / watch.Elapsed.TotalSeconds;
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex RequestRate();
}
