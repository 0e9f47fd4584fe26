using System.ComponentModel;
using System.Diagnostics;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Exports;

/// <summary>LibreOffice reads the exports; skipped where <c>soffice</c> is not installed.</summary>
public sealed class LibreOfficeTests
{
    [Theory]
    [InlineData("xlsx", "csv:Text - txt - csv (StarCalc):44,34,76")]
    [InlineData("csv", "csv:Text - txt - csv (StarCalc):44,34,76")]
    [InlineData("docx", "txt:Text (encoded):UTF8")]
    public async Task LibreOffice_reads_every_text_of_an_export_and_no_formula(string format, string filter)
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync();
        string[] titles = ["=1+1", "Pier 4, \"north\"", "שלום 😀", "a_x0041_b"];
        for (var n = 0; n < titles.Length; n++) await api.UploadWithTitleAsync(n, titles[n]);
        var path = Path.Combine(folder.Location, "in", "table." + format);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var export = await api.ExportAsync(new { format, columns = ExportRequests.CreateColumns("title", "size_bytes") });
        await File.WriteAllBytesAsync(path, (await api.DownloadExportAsync(export)).Bytes, TestContext.Current.CancellationToken);

        await ConvertAsync(path, filter, folder.Location);
        var text = await File
            .ReadAllTextAsync(Path.Combine(folder.Location, "table." + filter[..3]), TestContext.Current.CancellationToken);

        text.Should().Contain("Title").And.Contain("Size (bytes)").And.Contain("=1+1").And.Contain("שלום 😀").And.Contain("a_x0041_b");
        text.Should().Contain(filter.StartsWith("csv", StringComparison.Ordinal) ? "\"Pier 4, \"\"north\"\"\"" : "Pier 4, \"north\"");
        text.Should().Contain($"{Samples.Photo().Length}");
    }

    private static async Task ConvertAsync(string path, string filter, string folder)
    {
        try
        {
            // Its own profile, since two LibreOffice processes that share a profile block each other.
            string[] arguments = [$"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--convert-to", filter,
                "--outdir", folder];
            using var office = Process.Start(
                new ProcessStartInfo("soffice",
                    [.. arguments, .. path.EndsWith("csv", StringComparison.Ordinal) ? ["--infilter=CSV:44,34,76"] : Array.Empty<string>(),
                        path])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
            await office.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (Win32Exception)
        {
            Assert.Skip("soffice is not installed");
        }
    }
}
