using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Scopix.Benchmarks.Peers;

/// <summary>Sends load to a server for a bounded time.</summary>
internal static partial class LoadGenerator
{
    public const int MiB = 1024 * 1024;

    private static readonly HttpClient Http =
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>
    /// Measures requests per second over 32 connections with wrk, after a warm-up four times as long, in which runtimes compile
    /// hot code.
    /// </summary>
    /// <exception cref="InvalidOperationException">Some responses were not 2xx.</exception>
    public static async Task<double> RequestsAsync(GetRequest getRequest, int seconds)
    {
        _ = await WrkAsync(getRequest, 4 * seconds);
        return await WrkAsync(getRequest, seconds);
    }

    /// <summary>Measures the MiB per second sent over several connections.</summary>
    public static Task<double> SendAsync(
        Func<int, HttpRequestMessage> createRequest, long size, int connections,
        TimeSpan time) => RunForAsync(time, connections, async number =>
    {
        using var request = createRequest(number);
        using var response = await Http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(
                $"{request.RequestUri}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return size;
    });

    /// <summary>Measures the MiB per second read over several connections.</summary>
    public static Task<double> ReadAsync(
        Func<int, string> url, int connections, TimeSpan time) => RunForAsync(time, connections, async number =>
    {
        using var response = await Http.GetAsync(url(number), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var (buffer, total) = (new byte[128 * 1024], 0L);
        for (int read; (read = await body.ReadAsync(buffer)) > 0;) total += read;
        return total;
    });

    /// <summary>Creates a PUT of bytes to a presigned URL.</summary>
    public static HttpRequestMessage CreatePut(ObjectUrls slot, byte[] bytes)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, slot.PutUrl) { Content = new ByteArrayContent(bytes) };
        foreach (var (name, value) in slot.Headers ?? new Dictionary<string, string>())
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>Creates a JPEG that is padded with random bytes.</summary>
    public static byte[] CreatePhoto(int size, int seed)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////"
            + "wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=").CopyTo(bytes, 0);
        return bytes;
    }

    /// <summary>Creates a form with one photo, as browsers send it.</summary>
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
        var output = await wrk.StandardOutput.ReadToEndAsync();
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
            throw new InvalidOperationException($"{getRequest.Url} returned errors: {output}");
        return double.Parse(RequestRate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<double> RunForAsync(TimeSpan time, int connections, Func<int, Task<long>> sendAsync)
    {
        var (watch, bytes, number) = (Stopwatch.StartNew(), 0L, 0);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < time) Interlocked.Add(ref bytes, await sendAsync(Interlocked.Increment(ref number)));
        })));
        return bytes / (double)MiB / watch.Elapsed.TotalSeconds;
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex RequestRate();
}
