using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Scopix.Benchmarks.Peers;

/// <summary>The run as <c>docs/benchmarks.md</c>.</summary>
internal sealed class MarkdownReport(Peer[] peers, MeasurementResults figures, SortedDictionary<string, string> failures, string load, TimeSpan took)
{
    private static readonly (Measure Measure, string Title)[] RequestColumns =
    [
        (Measure.Start, "start to first 200, ms"), (Measure.Memory, "idle memory, MiB"), (Measure.Record, "GET of a record, requests/s"),
        (Measure.List, "list of 50, requests/s"), (Measure.Search, "search, requests/s"),
    ];

    private static readonly (Measure Measure, string Title)[] ByteColumns =
    [
        (Measure.Upload, "upload of 1 MiB"), (Measure.Put1, "PUT of 1 MiB"), (Measure.Get1, "GET of 1 MiB"), (Measure.Put64, "PUT of 64 MiB"), (Measure.Get64, "GET of 64 MiB"),
    ];

    private const string MissedBudgets = """
        ## What is missed, and why
        - **Start**: some 1,100 methods are still compiled when the program starts, 290 of them generics of System.Text.Json over our value types, which precompilation leaves out where the framework is another assembly. With the runtime compiled into one image together with us (`PublishReadyToRunComposite`) the first list came after 303 ms beside 297 for the bare API's single file and 388 for ours; that takes minutes to publish and 97 MiB, so it is not what we ship. MinIO is a native program.
        - **Idle memory**: OpenSSL (keys are hashed), the database library and our own image; no setting of the garbage collector saved the last MiB.
        - **A record**: key, rate, journal, coverage and headers of each request, some 30 µs; reading and signing are remembered ([pieces](benchmarks-inner.md)).
        - **An upload**: besides the bytes' SHA-256 and file, a record, its text index, its stages and its journal entry, 4 to 7 ms of processor each whatever the size.


        """;

    /// <summary>Markdown.</summary>
    public string Write()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var page = new StringBuilder($"""
            # Benchmarks

            Written by `make bench`, which measures the published emulator beside other people's programs in one run: each in turn, round after round, on 127.0.0.1. Medians; in brackets the least and the most. What a program cannot do is blank.

            - {DateTime.UtcNow:yyyy-MM-dd}, {ReadProcessorName()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}; {took.TotalSeconds:N0} s. Load average (1, 5, 15 minutes): {FormatLoadAverages(load)} before, {FormatLoadAverages(File.ReadAllText("/proc/loadavg"))} after. Client and server share the cores.
            - {string.Join(", ", peers.Where(peer => peer.PrepareAsync is not null).Skip(2).Select(peer => $"{peer.Name} {peer.Version}"))}.
            - Starts: {figures.Count(PeerCatalog.OursName, Measure.Start)} each; everything else: {figures.Count(PeerCatalog.OursName, Measure.Memory)} each. Requests by wrk over 32 connections for a second, after four seconds' warm-up; bytes over 8 connections (64 MiB: 2) for a second.
            - The bare API repeats our answers' bytes and files what it is PUT; it checks nothing. Ours checks the key, the signature and each body's SHA-256, and writes its journal. MinIO checks the signature and syncs. WireMock and json-server serve our records, Prism makes its answers up from our OpenAPI.


            """);
        AppendTable(page, RequestColumns, _ => true);
        page.Append("MiB/s, in presigned URLs (uploads: a form, or for the bare API a body):\n\n");
        AppendTable(page, ByteColumns, peer => ByteColumns.Any(column => figures.Median(peer.Name, column.Measure) is not null));
        page.Append("## Budgets\n\n| budget | measured | |\n|---|---|---|\n");
        foreach (var (budget, measured, met) in CheckBudgets()) page.Append(CultureInfo.InvariantCulture, $"| {budget} | {measured} | {met switch { true => "met", false => "missed", _ => "" }} |\n");
        page.Append('\n').Append(MissedBudgets);
        if (failures.Count > 0) page.Append("\nWhat could not be measured: ").AppendJoin("; ", failures.Keys).Append(".\n");
        return page.ToString();
    }

    private void AppendTable(StringBuilder page, (Measure Measure, string Title)[] columns, Func<Peer, bool> shown)
    {
        page.Append("| | ").AppendJoin(" | ", columns.Select(column => column.Title)).Append(" |\n|---|").Insert(page.Length, "--:|", columns.Length).Append('\n');
        foreach (var peer in peers.Where(shown))
            page.Append("| ").Append(peer.Name).Append(" | ").AppendJoin(" | ", columns.Select(column => figures.Format(peer.Name, column.Measure))).Append(" |\n");
        page.Append('\n');
    }

    private IEnumerable<(string Budget, string Measured, bool? Met)> CheckBudgets()
    {
        const string single = ", single file";
        yield return AtMost("start ≤ 1.2 × the bare API's, framework-dependent", PeerCatalog.OursName, Measure.Start, PeerCatalog.BareName, Measure.Start, 1.2);
        yield return AtMost("start ≤ 1.2 × the bare API's, single file", PeerCatalog.OursName + single, Measure.Start, PeerCatalog.BareName + single, Measure.Start, 1.2);
        foreach (var peer in new[] { PeerCatalog.MinioName, "json-server", "s3rver" })
            yield return AtMost($"start not slower than {peer} (single file)", PeerCatalog.OursName + single, Measure.Start, peer, Measure.Start, 1);
        var memory = figures.Median(PeerCatalog.OursName, Measure.Memory);
        yield return ("idle memory < 80 MiB", $"{memory:N0} MiB", memory < 80);
        yield return AtLeast("GET of a record ≥ 60 % of the bare API's", PeerCatalog.OursName, Measure.Record, PeerCatalog.BareName, Measure.Record, 0.6);
        yield return AtLeast("upload of 1 MiB ≥ 50 % of our presigned PUT", PeerCatalog.OursName, Measure.Upload, PeerCatalog.OursName, Measure.Put1, 0.5);
        yield return AtLeast("presigned PUT of 1 MiB ≥ MinIO's", PeerCatalog.OursName, Measure.Put1, PeerCatalog.MinioName, Measure.Put1, 1);
        yield return AtLeast("presigned GET of 1 MiB ≥ 1.3 × MinIO's", PeerCatalog.OursName, Measure.Get1, PeerCatalog.MinioName, Measure.Get1, 1.3);
    }

    private (string, string, bool?) AtMost(string budget, string ours, Measure our, string theirs, Measure their, double bound) =>
        figures.Median(ours, our) / figures.Median(theirs, their) is { } ratio ? (budget, $"{ratio:N2} ×", ratio <= bound) : (budget, "", null);

    private (string, string, bool?) AtLeast(string budget, string ours, Measure our, string theirs, Measure their, double bound) =>
        figures.Median(ours, our) / figures.Median(theirs, their) is { } ratio ? (budget, $"{ratio:N2} ×", ratio >= bound) : (budget, "", null);

    private static string FormatLoadAverages(string averages) => string.Join(" ", averages.Split(' ')[..3]);

    private static string ReadProcessorName() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1] ?? RuntimeInformation.ProcessArchitecture.ToString();
}
