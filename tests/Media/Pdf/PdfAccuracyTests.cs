using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media.Pdf;

/// <summary>
/// Compares the reader with <c>pdftotext</c>, by hand: <c>SCOPIX_PDF_CORPUS</c> names a folder of folders of PDFs; a table of
/// folders and one of files go to <c>pdf-accuracy.md</c> in it (see docs/pdf-accuracy.md).
/// </summary>
public partial class PdfAccuracyTests
{
    private const int MinWords = 20;

    [Fact(Explicit = true)]
    public void The_reader_finds_the_words_that_pdftotext_finds()
    {
        var corpus = Environment.GetEnvironmentVariable("SCOPIX_PDF_CORPUS")
            ?? throw new InvalidOperationException("SCOPIX_PDF_CORPUS is not set.");
        var table = new StringBuilder("| file | words | recall | precision | order | ms | pdftotext ms |\n|---|---|---|---|---|---|---|\n");
        var results = new List<(string Folder, double Recall, double Precision, double Order)>();
        foreach (var path in Directory.EnumerateFiles(corpus, "*.pdf", SearchOption.AllDirectories).Order())
        {
            var (expected, pdftotextMilliseconds) = MeasureTime(() => Words(PdfToText(path)));
            var (read, milliseconds) = MeasureTime(() => Read(path));
            if (expected.Count < MinWords) continue;
            var found = Words(read?.ToPlainText() ?? "");
            var common = CountCommonShare(expected, found);
            var order = CountCommonShare(GetPairs(expected), GetPairs(found)) / (expected.Count - 1);
            var row = (Path.GetRelativePath(corpus, Path.GetDirectoryName(path)!), common / expected.Count,
                common / Math.Max(1, found.Count), order);
            results.Add(row);
            table.Append(CultureInfo.InvariantCulture,
                $"| {Path.GetRelativePath(corpus, path)} | {expected.Count} | {100 * row.Item2:F1} | {100 * row.Item3:F1} | "
                + $"{100 * order:F1} | {milliseconds} | {pdftotextMilliseconds} |\n");
        }

        File.WriteAllText(Path.Combine(corpus, "pdf-accuracy.md"), $"{FormatFolders(results)}\n{table}");
        results.Should().NotBeEmpty();
    }

    private static string FormatFolders(List<(string Folder, double Recall, double Precision, double Order)> results)
    {
        var table = new StringBuilder(
            "| folder | files | recall % | precision % | files with 97 % in both | order % |\n|---|---|---|---|---|---|\n");
        foreach (var (name, files) in results.GroupBy(file => file.Folder).Select(group => (group.Key, group.ToList()))
            .Append(("all", results)))
            table.Append(CultureInfo.InvariantCulture,
                $"| {name} | {files.Count} | {100 * files.Average(file => file.Recall):F1} | "
                + $"{100 * files.Average(file => file.Precision):F1} | "
                    + $"{files.Count(file => file.Recall >= 0.97 && file.Precision >= 0.97)} | "
                        + $"{100 * files.Average(file => file.Order):F1} |\n");
        return table.ToString();
    }

    private static double CountCommonShare(IEnumerable<string> expected, IEnumerable<string> found)
    {
        var counts = found.CountBy(word => word).ToDictionary();
        return expected.CountBy(word => word).Sum(word => Math.Min(word.Value, counts.GetValueOrDefault(word.Key)));
    }

    private static IEnumerable<string> GetPairs(List<string> words) => words.Zip(words.Skip(1), (first, second) => $"{first} {second}");

    private static (T Result, long Milliseconds) MeasureTime<T>(Func<T> work)
    {
        var stopwatch = Stopwatch.StartNew();
        return (work(), stopwatch.ElapsedMilliseconds);
    }

    private static DocumentText? Read(string path)
    {
        using var file = File.OpenRead(path);
        try
        {
            return DocumentReader.Read(file, "pdf");
        }
        catch (UnreadableDocumentException)
        {
            return null;
        }
    }

    private static string PdfToText(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-q", path, "-"]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd();
    }

    /// <summary>The words in their order; ligatures are split, and the direction marks that pdftotext writes are removed.</summary>
    private static List<string> Words(string text)
    {
        text = text.Replace("\uFB00", "ff").Replace("\uFB01", "fi").Replace("\uFB02", "fl").Replace("\uFB03", "ffi")
            .Replace("\uFB04", "ffl");
        return [.. Word().Matches(Mark().Replace(text, "")).Select(word => word.Value)];
    }

    [GeneratedRegex("[\u200E\u200F\u202A-\u202E\u2066-\u2069]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
