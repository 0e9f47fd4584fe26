using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using BenchmarkDotNet.Reports;

namespace Scopix.Benchmarks.Inner;

/// <summary>The results as Markdown.</summary>
internal static class MarkdownReport
{
    private static readonly Dictionary<string, string> Descriptions = new()
    {
        [nameof(Signing)] =
            "SigV4 in the query string. The signing key of the day is cached, as in a run; the URLs are not. *One of many* is a URL of a "
            + "list, whose URLs have one signer. The URL of a download has one more parameter.",
        [nameof(Forms)] =
            "`MultipartForm.ReadAsync` reads the body of `POST /files/upload`, here from memory. The file is hashed and written to the "
            + "store, and not published. The first row is the same without a form.",
        [nameof(Records)] =
            "`GET /files/{id}` of an image without HTTP: the lock, the row, the record, its details with four presigned URLs, and their "
            + "JSON; without `blur_hash`, which needs the bytes. *First time*: 2,048 files in turn, of which at most 256 are cached. "
            + "*Again*: the JSON is kept with the row, since the clock is frozen with its URLs.",
        [nameof(Lists)] =
            "`GET /files` under the lock: reading the filter from the query, counting, and a page of 50 rows (not yet records or JSON). "
            + "Eight pages in turn, so that no row is cached; the bit sets of the tag and of the word are cached, as after their "
                + "first query.",
    };

    /// <summary>What they are measured on, then a table for each class.</summary>
    public static string Write(IEnumerable<Summary> summaries)
    {
        var all = summaries.ToList();
        var host = all[0].HostEnvironmentInfo;
        var text = new StringBuilder("# Pieces\n\n");
        text.Append(CultureInfo.InvariantCulture, $"""
            `make bench-inner` writes this page. It measures pieces of the emulator without HTTP, with BenchmarkDotNet
            {host.BenchmarkDotNetVersion}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription},
            {host.Cpu.Value?.ProcessorName?.Trim() ?? "an unknown processor"},
            {Environment.ProcessorCount} cores, load average {ReadLoadAverage()} at the end. A Release build in one process, one call
            after the other, in memory, with {BenchmarkState.FileCount:N0} files of the dataset `scale` and a frozen clock.
            Each figure has ten iterations of 200 ms after three of warm-up. This is short, so look at `Error` (half of the 99.9 %
            interval) before you trust a small difference; a load average above the number of cores means that other programs slowed
            the run. `Ratio` is relative to the first row of the table.

            """);
        foreach (var summary in all) AppendTable(text, summary);
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, Summary summary)
    {
        var name = summary.BenchmarksCases[0].Descriptor.Type.Name;
        var columns = summary.Table.Columns.Where(column => column.NeedToShow).ToList();
        text.Append(CultureInfo.InvariantCulture, $"\n## {name}\n\n{Descriptions[name]}\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"| {string.Join(" | ", columns.Select((column, n) => n == 0 ? "" : column.Header))} "
            + $"|\n|---|{string.Concat(columns.Skip(1).Select(_ => "---:|"))}\n");
        for (var row = 0; row < summary.Table.FullContent.Length; row++)
            text.Append(CultureInfo.InvariantCulture,
                $"| {string.Join(" | ", columns.Select(column => column.Content[row].Trim('\'')))} |\n");
    }

    private static string ReadLoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
