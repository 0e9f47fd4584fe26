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
        (Measure.Start, "start to first 200, ms"), (Measure.Memory, "idle memory, MiB"),
        (Measure.AnonymousMemory, "anonymous, MiB"), (Measure.Record, "GET of a record, requests/s"),
        (Measure.List, "list of 50, requests/s"), (Measure.Search, "search, requests/s"),
    ];

    private static readonly (Measure Measure, string Title)[] ByteColumns =
    [
        (Measure.Upload, "upload of 1 MiB"), (Measure.Put1, "PUT of 1 MiB"), (Measure.Get1, "GET of 1 MiB"),
        (Measure.Put64, "PUT of 64 MiB"), (Measure.Get64, "GET of 64 MiB"),
    ];

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
            - {string.Join(", ", peers.Skip(4).Select(peer => $"{peer.Name} {peer.Version}"))}.
            - Starts: {results.Count(PeerCatalog.OursName, Measure.Start)} each; everything else:
              {results.Count(PeerCatalog.OursName, Measure.Memory)} each. wrk sends requests over 32 connections for a second, after a
              warm-up of four seconds; bytes go over 8 connections (64 MiB: 2) for a second.
            - The first two rows are native programs (Native AOT); JIT marks the same programs on the .NET runtime, precompiled.
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
        const string ours = PeerCatalog.OursName, bare = PeerCatalog.BareName, minio = PeerCatalog.MinioName;
        yield return AtMost("start ≤ 2 × the bare API's", ours, Measure.Start, bare, Measure.Start, 2);
        yield return AtMost("start ≤ 0.25 × MinIO's", ours, Measure.Start, minio, Measure.Start, 0.25);
        var (resident, anonymous) = (results.Median(ours, Measure.Memory), results.Median(ours, Measure.AnonymousMemory));
        yield return ("idle memory ≤ 50 MiB, anonymous ≤ 16", $"{resident:N0} MiB, {anonymous:N0}", resident <= 50 && anonymous <= 16);
        yield return AtLeast("GET of a record ≥ 70 % of the bare API's", ours, Measure.Record, bare, Measure.Record, 0.7);
        yield return AtLeast("list of 50 ≥ 35 % of the bare API's", ours, Measure.List, bare, Measure.List, 0.35);
        yield return AtLeast("search ≥ 35 % of the bare API's", ours, Measure.Search, bare, Measure.Search, 0.35);
        yield return AtLeast("upload of 1 MiB ≥ 60 % of the bare API's", ours, Measure.Upload, bare, Measure.Upload, 0.6);
        yield return AtLeast("presigned PUT of 1 MiB ≥ 1.1 × MinIO's", ours, Measure.Put1, minio, Measure.Put1, 1.1);
        yield return AtLeast("presigned GET of 1 MiB ≥ 1.6 × MinIO's", ours, Measure.Get1, minio, Measure.Get1, 1.6);
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
