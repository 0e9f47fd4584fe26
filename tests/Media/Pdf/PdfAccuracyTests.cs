using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media.Pdf;

/// <summary>
/// Compares the reader with <c>pdftotext</c>, by hand: <c>SCOPIX_PDF_CORPUS</c> names a folder of PDFs; the table goes to
/// <c>pdf-accuracy.md</c> in it (docs/pdf-accuracy.md says more).
/// </summary>
public partial class PdfAccuracyTests
{
    [Fact(Explicit = true)]
    public void Words_are_those_that_pdftotext_finds()
    {
        var corpus = Environment.GetEnvironmentVariable("SCOPIX_PDF_CORPUS") ?? throw new InvalidOperationException("SCOPIX_PDF_CORPUS is not set.");
        var table = new StringBuilder("| file | pages | words | recall | precision | ms | pdftotext ms |\n|---|---|---|---|---|---|---|\n");
        var shares = new List<double>();
        foreach (var path in Directory.EnumerateFiles(corpus, "*.pdf", SearchOption.AllDirectories).Order())
        {
            var (wanted, theirs) = Timed(() => Words(PdfToText(path)));
            var (read, ours) = Timed(() => Read(path));
            if (wanted.Count == 0 || read is null) continue;
            var found = Words(read.PlainText());
            double common = wanted.Sum(word => Math.Min(word.Value, found.GetValueOrDefault(word.Key)));
            var (recall, precision) = (common / wanted.Values.Sum(), common / Math.Max(1, found.Values.Sum()));
            shares.Add(Math.Min(recall, precision));
            table.Append(CultureInfo.InvariantCulture, $"| {Path.GetFileName(path)} | {read.Pages.Count} | {wanted.Values.Sum()} | {100 * recall:F1} | {100 * precision:F1} | {ours} | {theirs} |\n");
        }

        File.WriteAllText(Path.Combine(corpus, "pdf-accuracy.md"), table.ToString());
        shares.Order().ElementAt(shares.Count / 10).Should().BeGreaterThan(0.97, "nine files of ten are read as well as that");
    }

    private static (T Result, long Milliseconds) Timed<T>(Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        return (work(), clock.ElapsedMilliseconds);
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

    private static Dictionary<string, int> Words(string text)
    {
        var counts = new Dictionary<string, int>();
        foreach (Match word in Word().Matches(text.Replace("\uFB00", "ff").Replace("\uFB01", "fi").Replace("\uFB02", "fl").Replace("\uFB03", "ffi").Replace("\uFB04", "ffl")))
            counts[word.Value] = counts.GetValueOrDefault(word.Value) + 1;
        return counts;
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
