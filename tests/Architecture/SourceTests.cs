using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tests.Kits;
using Xunit;

namespace Scopix.Emulator.Tests.Architecture;

/// <summary>Style rules that are checked in the source files.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] Folders = ["emulator", "contracts", "fixtures", "tests", "samples"];

    private static readonly string[] TextFolders = [.. Folders, "deploy", ".ci", "requests", "kits"];

    private static readonly string[] TextExtensions = [".cs", ".html", ".css", ".js", ".mjs", ".ts", ".sh", ".py"];

    private static readonly string[] ForbiddenFolders = ["Services", "Helpers", "Utils", "Managers", "Models"];

    [Fact]
    public void No_file_is_longer_than_250_lines()
    {
        var tooLong = Texts().Where(file => File.ReadLines(file).Count() > 250).Select(Relative).ToList();

        tooLong.Should().BeEmpty();
    }

    [Fact]
    public void No_line_is_longer_than_140_characters()
    {
        var tooLong = Texts().SelectMany(file => File.ReadLines(file)
            .Select((line, i) => (line.Length, Place: $"{Relative(file)}:{i + 1}"))
            .Where(line => line.Length > 140)
            .Select(line => line.Place)).ToList();

        tooLong.Should().BeEmpty();
    }

    [Fact]
    public void No_folder_has_a_forbidden_catch_all_name()
    {
        var folders = Sources(Folders).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!));

        folders.Should().NotContain(ForbiddenFolders);
    }

    [Theory]
    [InlineData("Client/Scopix.Client.csproj")]
    [InlineData("Checks/Scopix.Contracts.Checks.csproj")]
    public void The_client_and_the_checks_have_no_package_or_project_reference(string file)
    {
        var project = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "contracts", file));

        project.Should().NotContain("PackageReference").And.NotContain("ProjectReference").And.NotContain("FrameworkReference");
    }

    [Fact]
    public void The_contract_suite_refers_to_the_emulator_in_one_file_only()
    {
        var files = Sources("contracts/Suite").Where(file => File.ReadAllText(file).Contains("Scopix.Emulator", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        files.Should().Equal("ConfiguredEmulators.cs");
    }

    [Fact]
    public void Every_response_assertion_of_the_contract_suite_states_its_evidence()
    {
        var files = Sources("contracts/Suite").Where(file => ResponseType().IsMatch(File.ReadAllText(file)))
            .Where(file => Path.GetFileName(file) is not ("Expectations.cs" or "Target.cs" or "EmulatorControl.cs")).ToList();

        var bare = files.Where(file => BareAssertion().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);

        files.Should().HaveCountGreaterThan(20);
        bare.Should().BeEmpty("every assertion on a response begins with Documented, Public, Observed or Assumed");
    }

    [Fact]
    public void The_rules_for_length_cover_code_pages_and_scripts()
    {
        var files = Texts().Select(file => Relative(file).Replace('\\', '/')).ToList();

        files.Should().Contain([
            "emulator/Program.cs", "emulator/Core/Control/Dashboard/wwwroot/index.html", "emulator/Core/Control/Dashboard/wwwroot/base.css",
            "emulator/Core/Control/Dashboard/wwwroot/main.js", "contracts/Suite/Reports/page.css", "tests/Clients/dashboard.mjs",
            "tests/Clients/presign.py", "deploy/clients.py", "deploy/try", "kits/python/build_wheel.py", ".ci/run", "Makefile"]);
        files.Should().NotContain("kits/python/src/scopix_emulator/api_types.py", "it is generated");
        files.Should().NotContain(file => file.Contains("node_modules", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources(params string[] folders) =>
        Enumerate(folders).Where(file => Path.GetExtension(file) == ".cs");

    /// <summary>Code, pages and scripts that people write; some scripts have no extension.</summary>
    private static IEnumerable<string> Texts() => Enumerate(TextFolders)
        .Where(file => TextExtensions.Contains(Path.GetExtension(file)) || IsScript(file))
        .Where(file => File.ReadLines(file).FirstOrDefault()?.EndsWith(KitTypesTests.Notice, StringComparison.Ordinal) != true)
        .Concat(new[] { "Makefile", "Dockerfile" }.Select(name => Path.Combine(RepositoryRoot.Path, name)));

    private static bool IsScript(string file) =>
        Path.GetExtension(file) == "" && File.ReadLines(file).FirstOrDefault()?.StartsWith("#!", StringComparison.Ordinal) == true;

    private static IEnumerable<string> Enumerate(IEnumerable<string> folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, folder), "*", SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    private static string Relative(string file) => Path.GetRelativePath(RepositoryRoot.Path, file);

    [GeneratedRegex(@"\b(ApiResponse|ApiClient|Target|JsonElement)\b")]
    private static partial Regex ResponseType();

    [GeneratedRegex(@"\bAssert\.|\.GetProperty\(|\.Should\(\)")]
    private static partial Regex BareAssertion();
}
