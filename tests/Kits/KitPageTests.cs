using System.Diagnostics;
using System.Reflection;
using FluentAssertions;
using Scopix.Emulator.Tests.Pages;
using Xunit;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>
/// The blocks of a page whose fence says <c>kit</c>, such as <c>python kit</c>, are one file of tests, which is run with the source of the
/// kit and the built program. CI runs the same files with the packed kits (<c>.ci/try-kits</c>, <c>.ci/consumer</c>).
/// </summary>
public sealed class KitPageTests
{
    /// <summary>The second word of the fence of a block that is run with a kit.</summary>
    public const string Mark = "kit";

    private static readonly string Kits = Path.Combine(Page.Root, "kits");

    public static TheoryData<string> PythonPages => [.. GetPages("python")];

    public static TheoryData<string> NodePages => [.. GetPages("js")];

    public static TheoryData<string> DotNetPages => [.. GetPages("csharp")];

    [Theory, MemberData(nameof(PythonPages))]
    public async Task The_Python_of_a_page_passes_its_tests(string page)
    {
        var python = FindPython();
        using var folder = new DataDirectory();
        var file = Path.Combine(folder.Location, "test_page.py");
        await File.WriteAllTextAsync(file, string.Join("\n\n", GetBlocks(page, "python")), TestContext.Current.CancellationToken);

        var (exit, output) = await RunAsync(
            python, ["-m", "pytest", "-p", "no:cacheprovider", "-p", "scopix_emulator.pytest_plugin", file], folder.Location);

        exit.Should().Be(0, output);
    }

    [Theory, MemberData(nameof(NodePages))]
    public async Task The_JavaScript_of_a_page_passes_its_tests(string page)
    {
        var node = ExternalPrograms.Require("node");
        string[] arguments = ["--input-type=module", "--eval", string.Join('\n', GetBlocks(page, "js"))];

        var (exit, output) = await RunAsync(node, arguments, Path.Combine(Kits, "node")); // where scopix-emulator is this package itself

        exit.Should().Be(0, output);
    }

    [Theory, MemberData(nameof(DotNetPages))]
    public async Task The_methods_of_a_page_pass(string page)
    {
        var blocks = GetBlocks(page, "csharp");
        var text = $"{blocks[0]}\npublic sealed partial class RecipeTests\n{{\n{string.Join('\n', blocks[1..])}}}\n";

        var (assembly, problems) = CSharpTests.Compile(text);

        problems.Should().BeEmpty();
        await using var fixture = (IAsyncLifetime)Activator.CreateInstance(assembly.GetType("ScopixFixture")!)!;
        await fixture.InitializeAsync();
        var tests = Activator.CreateInstance(assembly.GetType("RecipeTests")!, fixture);
        var methods = tests!.GetType().GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).ToArray();
        methods.Should().HaveCount(blocks.Length - 1);
        foreach (var method in methods) await (Task)method.Invoke(tests, null)!;
    }

    [Fact]
    public void Each_language_has_the_same_recipes()
    {
        var headings = Page.All.Single(page => page.Name == "docs/testing.md").Prose
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line["### ".Length..].Split([" in ", " over "], StringSplitOptions.None))
            .ToLookup(part => part[1], part => part[0]);

        headings.Select(language => language.Key).Should().Equal(".NET", "Node", "Python", "HTTP");
        headings[".NET"].Should().HaveCount(10);
        headings.Should().OnlyContain(language => language.SequenceEqual(headings[".NET"]));
    }

    private static IEnumerable<string> GetPages(string language) =>
        Page.All.Where(page => page.Blocks.Any(block => block.Language == language && block.Schema == Mark)).Select(page => page.Name);

    private static string[] GetBlocks(string page, string language) => [.. Page.All.Single(one => one.Name == page).Blocks
        .Where(block => block.Language == language && block.Schema == Mark).Select(block => block.Text)];

    /// <summary>A Python that has pytest; that of Debian is tried too where there is one on the PATH.</summary>
    private static string FindPython()
    {
        string[] candidates = [ExternalPrograms.Require("python3"), "/usr/bin/python3"];
        return candidates.FirstOrDefault(python => File.Exists(python) && HasPytest(python))
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
