using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Scopix.Durability;

/// <summary>
/// Opens idle connections, then sends mixed load for minutes while memory, handles, threads and latencies are recorded every ten
/// seconds. Resets remove what was created, so that memory and handles should not grow.
/// </summary>
internal static class SoakRun
{
    private const int StepsToReset = 400;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Runs the soak; returns 0 when nothing has grown or failed.</summary>
    /// <param name="program">The emulator: a native program or a DLL.</param>
    /// <param name="minutes">The duration.</param>
    /// <param name="idle">The number of idle connections.</param>
    /// <param name="load">The number of clients, each of which sends one request after the other, and of the tenants they share.</param>
    /// <param name="csv">The file for the samples.</param>
    /// <param name="output">Receives samples and findings.</param>
    public static async Task<int> RunAsync(
        string program, int minutes, int idle, (int Clients, int Tenants) load, string csv, TextWriter output)
    {
        var findings = new Findings();
        await using var server = await EmulatorProcess.StartAsync(program, EmulatorProcess.FreePort(), "--previews", "off");
        using var watched = Process.GetProcessById(server.Id);
        await IdleAsync(server, watched, idle, findings, output);
        var (latencies, samples, stop) = (new ConcurrentQueue<double>(), new List<ResourceSample>(), new CancellationTokenSource());
        var working = Enumerable.Range(0, load.Clients)
            .Select(n => Task.Run(() => WorkAsync(server, (n, n % load.Tenants), latencies, findings, stop.Token))).ToArray();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(minutes) && findings.All.Count == 0;)
        {
            await Task.Delay(Interval);
            samples.Add(ResourceSample.Take(watched, clock.Elapsed, latencies));
            await output.WriteLineAsync(samples[^1].ToString());
        }
        await stop.CancelAsync();
        await Task.WhenAll(working);
        await File.WriteAllLinesAsync(csv, [ResourceSample.Header, .. samples.Select(sample => sample.ToCsv)]);
        WriteGraph(output, "memory, MiB", samples, sample => sample.MemoryMiB);
        WriteGraph(output, "handles", samples, sample => sample.Handles);
        WriteGraph(output, "p99, ms", samples, sample => sample.P99);
        Compare("memory", samples, sample => sample.MemoryMiB, 1.25, findings, output);
        Compare("handles", samples, sample => sample.Handles, 1.25, findings, output);
        foreach (var finding in findings.All) await output.WriteLineAsync("FOUND: " + finding);
        return findings.All.Count == 0 ? 0 : 1;
    }

    /// <summary>Opens many idle connections: other requests must be served, and their handles must be released afterwards.</summary>
    private static async Task IdleAsync(EmulatorProcess server, Process watched, int count, Findings findings, TextWriter output)
    {
        using var emulatorClient = new EmulatorClient(server.Address, "scopix_Soaked000123456789abcdef", findings);
        await emulatorClient.GetAsync("/api/v2/files");
        var (before, clients) = (ResourceSample.Take(watched, default, []), new List<TcpClient>());
        try
        {
            for (var n = 0; n < count; n++)
            {
                var client = new TcpClient();
                clients.Add(client);
                await client.ConnectAsync(server.Address.Host, server.Address.Port);
            }
        }
        catch (SocketException error)
        {
            await output.WriteLineAsync($"no more than {clients.Count} connections: {error.Message}");
        }
        var clock = Stopwatch.StartNew();
        findings.Require((await emulatorClient.GetAsync("/api/v2/files")).Status == 200, "idle connections block other requests");
        var (took, during) = (clock.Elapsed.TotalMilliseconds, ResourceSample.Take(watched, default, []));
        foreach (var client in clients) client.Dispose();
        await Task.Delay(3000);
        var after = ResourceSample.Take(watched, default, []);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{clients.Count} idle connections: {before.MemoryMiB} MiB and {before.Handles} handles before, {during.MemoryMiB} and "
            + $"{during.Handles} during (a list took {took:0} ms), {after.MemoryMiB} and {after.Handles} after"));
        findings.Require(after.Handles < before.Handles + 100, $"{after.Handles} handles remain after the idle connections");
    }

    private static async Task WorkAsync(
        EmulatorProcess server, (int Number, int Tenant) worker, ConcurrentQueue<double> latencies, Findings findings,
        CancellationToken stop)
    {
        using var emulatorClient = new EmulatorClient(server.Address, $"scopix_Soak{worker.Tenant:0000}0123456789abcdef", findings);
        var random = new Random(worker.Number);
        try
        {
            for (var step = 1; !stop.IsCancellationRequested && findings.All.Count == 0; step++)
            {
                var clock = Stopwatch.StartNew();
                var response = await StepAsync(emulatorClient, random, step);
                latencies.Enqueue(clock.Elapsed.TotalMilliseconds);
                findings.Require(response.Status < 400, $"{response.Status} {response.Text}");
            }
        }
        catch (ConnectionLostException lost)
        {
            findings.Add("a response was lost: " + lost.Message);
        }
    }

    private static async Task<EmulatorResponse> StepAsync(EmulatorClient emulatorClient, Random random, int step)
    {
        var name = $"soak-{step:00000}.txt";
        return step % StepsToReset == 0 ? await emulatorClient.SendAsync(HttpMethod.Post, "/_emulator/reset") : random.Next(8) switch
        {
            0 => await emulatorClient
                .UploadAsync("/api/v2/files/upload/batch", "files",
                    [("a" + name, TestContent.CreateNote("a" + name)), ("b" + name, TestContent.CreateNote("b" + name))]),
            < 3 => await emulatorClient
                .UploadAsync("/api/v2/files/upload", "file",
                    [(name, random.Next(2) == 0 ? TestContent.CreateNote(name) : TestContent.CreatePhoto(name, 100_000))],
                    ("tags", "soak")),
            3 => await emulatorClient.GetAsync("/api/v2/files?limit=50&sort_by=title"),
            4 => await emulatorClient.GetAsync("/api/v2/files?search=pump&tags=soak"),
            5 => await emulatorClient.PostAsync("/api/v2/files/search", new { query = "repaired pump" }),
            6 => await emulatorClient
                .PostAsync("/api/v2/files/export", new { format = "csv", columns = new[] { new { field_key = "filename" } } }),
            _ => await emulatorClient.GetAsync("/api/v2/files/sessions"),
        };
    }

    private static void WriteGraph(TextWriter output, string title, List<ResourceSample> samples, Func<ResourceSample, double> value)
    {
        const int width = 60;
        if (samples.Count == 0) return;
        var most = Math.Max(samples.Max(value), 1);
        output.WriteLine($"\n{title}");
        foreach (var sample in samples.Where((_, n) => n % Math.Max(1, samples.Count / 20) == 0))
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture,
                    $"{sample.At:mm\\:ss} {value(sample),8:0.#} {new string('#', (int)(value(sample) / most * width))}"));
    }

    /// <summary>Compares the last quarter with the second one; the first quarter is warm-up.</summary>
    private static void Compare(
        string what, List<ResourceSample> samples, Func<ResourceSample, double> value, double most, Findings findings, TextWriter output)
    {
        if (samples.Count < 8) return;
        var quarter = samples.Count / 4;
        var (begin, end) = (samples.Skip(quarter).Take(quarter).Select(value).Order().ElementAt(quarter / 2),
            samples.TakeLast(quarter).Select(value).Order().ElementAt(quarter / 2));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {begin:0.#} in the second quarter, {end:0.#} in the last"));
        findings.Require(end <= begin * most, $"{what} has grown from {begin} to {end}");
    }
}
