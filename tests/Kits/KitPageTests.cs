using System.Diagnostics;
using FluentAssertions;
using Scopix.Emulator.Tests.Pages;
using Xunit;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>
/// The blocks <c>python kit</c> of a page are one file of tests, which pytest runs with the kit's source and the built program. CI runs the
/// same file with the packed kit (<c>.ci/try-kits</c>).
/// </summary>
public sealed class KitPageTests
{
    /// <summary>The second word of the fence of a block that is run with a kit.</summary>
    public const string Mark = "kit";

    private static readonly string Kits = Path.Combine(Page.Root, "kits");

    public static TheoryData<string> PythonPages => [.. GetPages("python")];

    [Theory, MemberData(nameof(PythonPages))]
    public async Task The_Python_of_a_page_passes_its_tests(string page)
    {
        var python = FindPython();
        using var folder = new DataDirectory();
        var file = Path.Combine(folder.Location, "test_page.py");
        await File.WriteAllTextAsync(file, GetText(page, "python"), TestContext.Current.CancellationToken);

        var (exit, output) = await RunAsync(
            python, ["-m", "pytest", "-p", "no:cacheprovider", "-p", "scopix_emulator.pytest_plugin", file], folder.Location);

        exit.Should().Be(0, output);
    }

    private static IEnumerable<string> GetPages(string language) =>
        Page.All.Where(page => page.Blocks.Any(block => block.Language == language && block.Schema == Mark)).Select(page => page.Name);

    private static string GetText(string page, string language) => string.Concat(Page.All.Single(one => one.Name == page).Blocks
        .Where(block => block.Language == language && block.Schema == Mark).Select(block => block.Text + "\n"));

    /// <summary>A Python that has pytest; that of Debian has its package python3-pytest.</summary>
    private static string FindPython()
    {
        string?[] candidates = [ExternalPrograms.FindOnPath("python3"), "/usr/bin/python3"];
        return candidates.FirstOrDefault(python => python is not null && File.Exists(python) && HasPytest(python))
            ?? throw ExternalPrograms.SkipOrFail("python3 with pytest");
    }

    private static bool HasPytest(string python)
    {
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import pytest"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static async Task<(int Exit, string Output)> RunAsync(string program, string[] arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["SCOPIX_EMULATOR_PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "Scopix.Emulator.Tool.dll"),
                ["PYTHONPATH"] = Path.Combine(Kits, "python", "src"),
                ["PYTHONDONTWRITEBYTECODE"] = "1",
            },
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + errors);
    }
}
