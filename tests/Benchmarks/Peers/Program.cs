using System.Diagnostics;
using Scopix.Benchmarks.Peers;

if (args.Length is not (4 or 5))
{
    Console.Error.WriteLine(
        "Run .ci/bench, which passes the folder of the published programs, the npm folder, the MinIO program, the repository folder, and "
        + "the approximate duration in seconds (300).");
    return 2;
}

var seconds = args.Length == 5 ? int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture) : 300;
var (watch, load) = (Stopwatch.StartNew(), File.ReadAllText("/proc/loadavg"));
var sampleResponses = Directory.CreateTempSubdirectory("scopix-bench-responses").FullName;
try
{
    var peers = new PeerCatalog(args[0], args[1], args[2], args[3], sampleResponses).All();
    await SaveSampleResponsesAsync(peers[0], sampleResponses);
    var (results, failures) = (new MeasurementResults(), new SortedDictionary<string, string>());
    var run = new BenchmarkRun(results, failures);
    await run.MeasureStartsAsync(peers, 10, TimeSpan.FromSeconds(seconds * 0.3));
    await run.MeasureLoadsAsync(peers, 3, TimeSpan.FromSeconds(seconds * 0.6));

    var page = new MarkdownReport(peers, results, failures, load.Trim(), watch.Elapsed);
    var path = Path.Combine(args[3], "docs/performance/benchmarks.md");
    var notes = File.Exists(path) ? (await File.ReadAllTextAsync(path)).Split("\n## Notes") : []; // notes are written by hand and kept
    await File.WriteAllTextAsync(path, page.Write() + (notes.Length > 1 ? "\n## Notes" + notes[1] : ""));
    Console.WriteLine($"docs/performance/benchmarks.md, after {watch.Elapsed.TotalSeconds:N0} s");
    foreach (var (what, why) in failures) Console.Error.WriteLine($"{what}: {why}");
    return failures.Count == 0 ? 0 : 1;
}
finally
{
    Directory.Delete(sampleResponses, recursive: true);
}

static async Task SaveSampleResponsesAsync(Peer emulator, string folder)
{
    using var server = await PeerProcess.StartAsync(emulator);
    var operations = await emulator.PrepareAsync(server);
    using var http = new HttpClient();
    foreach (var (name, getRequest) in new[] { ("record", operations.Record!), ("list", operations.List!), ("search", operations.Search!) })
    {
        using var response = await http.SendAsync(getRequest.CreateMessage());
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".json"),
            await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
    }
}
