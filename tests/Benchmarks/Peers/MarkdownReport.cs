using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Scopix.Benchmarks.Peers;

/// <summary>The run as <c>docs/performance/benchmarks.md</c>.</summary>
internal sealed class MarkdownReport(
    Peer[] peers, MeasurementResults results, SortedDictionary<string, string> failures, string load, TimeSpan took)
{
    private static readonly (Measure Measure, string Title)[] RequestColumns =
    [
        (Measure.Start, "start to first 200, ms"), (Measure.Memory, "idle memory, MiB"), (Measure.Record, "GET of a record, requests/s"),
        (Measure.List, "list of 50, requests/s"), (Measure.Search, "search, requests/s"),
    ];

    private static readonly (Measure Measure, string Title)[] ByteColumns =
    [
        (Measure.Upload, "upload of 1 MiB"), (Measure.Put1, "PUT of 1 MiB"), (Measure.Get1, "GET of 1 MiB"),
        (Measure.Put64, "PUT of 64 MiB"), (Measure.Get64, "GET of 64 MiB"),
    ];

    private const string MissedBudgets = """
        ## Missed budgets, and why

        - **Start**: about 1,100 methods are still compiled when the program starts, 290 of them generics of System.Text.Json over our
          value types, which precompilation leaves out where the framework is another assembly. With the runtime and the program
          compiled into one image (`PublishReadyToRunComposite`) the first list took 303 ms, the single file of the bare API 297 ms
          and ours 388 ms. Such an image takes minutes to publish and has 97 MiB, so we do not ship it. MinIO is a native program.
        - **Idle memory**: OpenSSL (keys are hashed), the database library and our own image take it; no setting of the garbage
          collector saves the last MiB.
        - **A record**: key, rate, journal, coverage and headers take about 30 µs for each request; reading and signing are cached
          ([pieces](pieces.md)).
        - **An upload**: beside the SHA-256 and the file, an upload writes a record, its text index, its stages and its journal entry:
          4 to 7 ms of processor time for each, whatever the size.


        """;

    /// <summary>Markdown.</summary>
    public string Write()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var page = new StringBuilder($"""
            # Benchmarks

            `make bench` writes this page. It measures the published emulator and other people's programs in one run: one program
            after the other, round after round, on 127.0.0.1. Figures are medians, with the least and the most in brackets. A cell is
            empty where a program cannot do what is measured.

            - {DateTime.UtcNow:yyyy-MM-dd}, {ReadProcessorName()}, {Environment.ProcessorCount} cores,
              {RuntimeInformation.OSDescription}, .NET {Environment.Version}; {took.TotalSeconds:N0} s. Load average (1, 5, 15
              minutes): {FormatLoadAverages(load)} before, {FormatLoadAverages(File.ReadAllText("/proc/loadavg"))} after. Client and
              server share the cores.
            - {string.Join(", ", peers.Where(peer => peer.PrepareAsync is not null).Skip(2).Select(peer => $"{peer.Name} {peer.Version}"))}.
            - Starts: {results.Count(PeerCatalog.OursName, Measure.Start)} each; everything else:
              {results.Count(PeerCatalog.OursName, Measure.Memory)} each. wrk sends requests over 32 connections for a second, after a
              warm-up of four seconds; bytes go over 8 connections (64 MiB: 2) for a second.
            - The bare API answers the bytes of our answers and stores what it is sent; it checks nothing. The emulator checks the
              key, the signature and the SHA-256 of each body, and writes its journal. MinIO checks the signature and syncs. WireMock
              and json-server serve our records; Prism makes its answers from our OpenAPI document.


            """);
        AppendTable(page, RequestColumns, _ => true);
        page.Append("MiB/s through presigned URLs (the upload is a form, or for the bare API a body):\n\n");
        AppendTable(page, ByteColumns, peer => ByteColumns.Any(column => results.Median(peer.Name, column.Measure) is not null));
        page.Append("## Budgets\n\n| budget | measured | |\n|---|---|---|\n");
        foreach (var (budget, measured, met) in CheckBudgets()) page.Append(CultureInfo.InvariantCulture,
            $"| {budget} | {measured} | {met switch { true => "met", false => "missed", _ => "" }} |\n");
        page.Append('\n').Append(MissedBudgets);
        if (failures.Count > 0) page.Append("\nNot measured: ").AppendJoin("; ", failures.Keys).Append(".\n");
        return page.ToString();
    }

    private void AppendTable(StringBuilder page, (Measure Measure, string Title)[] columns, Func<Peer, bool> shown)
    {
        page.Append("| | ").AppendJoin(" | ", columns.Select(column => column.Title)).Append(" |\n|---|")
            .Insert(page.Length, "--:|", columns.Length).Append('\n');
        foreach (var peer in peers.Where(shown))
            page.Append("| ").Append(peer.Name).Append(" | ")
                .AppendJoin(" | ", columns.Select(column => results.Format(peer.Name, column.Measure))).Append(" |\n");
        page.Append('\n');
    }

    private IEnumerable<(string Budget, string Measured, bool? Met)> CheckBudgets()
    {
        const string single = ", single file";
        yield return AtMost("start ≤ 1.2 × the bare API's, framework-dependent", PeerCatalog.OursName, Measure.Start, PeerCatalog.BareName,
            Measure.Start, 1.2);
        yield return AtMost("start ≤ 1.2 × the bare API's, single file", PeerCatalog.OursName + single, Measure.Start,
            PeerCatalog.BareName + single, Measure.Start, 1.2);
        foreach (var peer in new[] { PeerCatalog.MinioName, "json-server", "s3rver" })
            yield return AtMost($"start not slower than {peer} (single file)", PeerCatalog.OursName + single, Measure.Start, peer,
                Measure.Start, 1);
        var memory = results.Median(PeerCatalog.OursName, Measure.Memory);
        yield return ("idle memory < 80 MiB", $"{memory:N0} MiB", memory < 80);
        yield return AtLeast("GET of a record ≥ 60 % of the bare API's", PeerCatalog.OursName, Measure.Record, PeerCatalog.BareName,
            Measure.Record, 0.6);
        yield return AtLeast("upload of 1 MiB ≥ 50 % of our presigned PUT", PeerCatalog.OursName, Measure.Upload, PeerCatalog.OursName,
            Measure.Put1, 0.5);
        yield return AtLeast("presigned PUT of 1 MiB ≥ MinIO's", PeerCatalog.OursName, Measure.Put1, PeerCatalog.MinioName, Measure.Put1,
            1);
        yield return AtLeast("presigned GET of 1 MiB ≥ 1.3 × MinIO's", PeerCatalog.OursName, Measure.Get1, PeerCatalog.MinioName,
            Measure.Get1, 1.3);
    }

    private (string, string, bool?) AtMost(string budget, string ours, Measure our, string theirs, Measure their, double bound) =>
        results.Median(ours, our) / results.Median(theirs, their) is { } ratio
            ? (budget, $"{ratio:N2} ×", ratio <= bound) : (budget, "", null);

    private (string, string, bool?) AtLeast(string budget, string ours, Measure our, string theirs, Measure their, double bound) =>
        results.Median(ours, our) / results.Median(theirs, their) is { } ratio
            ? (budget, $"{ratio:N2} ×", ratio >= bound) : (budget, "", null);

    private static string FormatLoadAverages(string averages) => string.Join(" ", averages.Split(' ')[..3]);

    private static string ReadProcessorName() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1]
            ?? RuntimeInformation.ProcessArchitecture.ToString();
}
