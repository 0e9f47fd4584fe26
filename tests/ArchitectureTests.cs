using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests;

/// <summary>The rules of the house that no compiler knows.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Layers = ["Http", "State", "Processing", "Media", "ObjectStore"];


    private static readonly string[] ForbiddenFolders = ["Services", "Helpers", "Utils", "Managers", "Models"];

    [Fact]
    public void No_file_is_longer_than_250_lines()
    {
        var longOnes = EnumerateSources("").Where(file => File.ReadLines(file).Count() > 250).Select(FormatLineCount);

        longOnes.Should().BeEmpty();
    }

    [Fact]
    public void No_folder_has_a_catch_all_name()
    {
        var folders = EnumerateSources("").Select(file => Path.GetFileName(Path.GetDirectoryName(file)!));

        folders.Should().NotContain(ForbiddenFolders);
    }

    [Theory]
    [InlineData("Media", "Http", "State", "ObjectStore", "Processing", "slices")]
    [InlineData("ObjectStore", "Http", "State", "Media", "Processing", "slices")]
    [InlineData("Http", "Media", "Processing")]
    public void A_layer_does_not_reference_the_layers_above_it(string room, params string[] above)
    {
        var known = EnumerateSources("emulator/" + room).Where(file => !file.EndsWith("WireJson.cs", StringComparison.Ordinal)).SelectMany(ReadUsings);

        known.Should().NotContain(above.SelectMany(name => name == "slices" ? EnumerateSlices() : [name]).Select(name => "Scopix.Emulator." + name));
    }

    [Fact]
    public void The_client_references_only_the_platform()
    {
        var known = EnumerateSources("contracts/Client").SelectMany(ReadUsings);
        var project = File.ReadAllText(Path.Combine(Root(), "contracts", "Client", "Scopix.Client.csproj"));

        known.Should().NotContain(name => name.StartsWith("Scopix.", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        project.Should().NotContain("PackageReference").And.NotContain("ProjectReference").And.NotContain("FrameworkReference");
    }

    [Fact]
    public void Only_the_seed_verb_and_the_test_kit_of_the_emulator_use_the_client()
    {
        var users = EnumerateSources("emulator").Where(file => ReadUsings(file).Contains("Scopix.Client")).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Distinct();
        var knowing = EnumerateSources("emulator").Where(file => ReadUsings(file).Contains("Scopix.Emulator.Seeding.Remote")).Select(Path.GetFileName);

        users.Should().BeEquivalentTo("Remote", "Kit");
        knowing.Should().Equal("Program.cs");
        EnumerateSources("emulator/Seeding/Remote").SelectMany(ReadUsings).Should().NotContain(name => name.StartsWith("Scopix.Emulator", StringComparison.Ordinal));
    }

    /// <summary>The kit is one more client of the control API: what a rule is, the routes alone know.</summary>
    [Fact]
    public void The_test_kit_uses_only_routes_of_the_emulator_and_no_slice_references_it()
    {
        var kit = EnumerateSources("emulator/Kit").Select(File.ReadAllText).ToList();
        var users = EnumerateSources("emulator").Where(file => !file.Contains("/Kit/", StringComparison.Ordinal) && KitType().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);

        kit.Should().NotBeEmpty().And.NotContain(text => text.Contains("Scopix.Emulator.State", StringComparison.Ordinal) || text.Contains("Scopix.Emulator.ObjectStore", StringComparison.Ordinal));
        users.Should().BeEquivalentTo("Emulator.cs");
    }

    [Fact]
    public void LlamaCloud_and_the_slices_do_not_reference_each_other()
    {
        var known = EnumerateSources("emulator/LlamaCloud").SelectMany(ReadUsings);
        var knowing = EnumerateSources("emulator").Where(file => ReadUsings(file).Contains("Scopix.Emulator.LlamaCloud")).Select(Path.GetFileName);

        known.Should().NotContain(EnumerateSlices().Select(name => "Scopix.Emulator." + name));
        knowing.Should().BeEquivalentTo("Emulator.cs", "WireJson.cs");
    }

    [Fact]
    public void Fixtures_reference_no_other_project_and_the_suite_references_the_emulator_in_one_file()
    {
        var fixtures = EnumerateSources("fixtures").SelectMany(ReadUsings);
        var suite = EnumerateSources("contracts/Suite").Where(file => File.ReadAllText(file).Contains("Scopix.Emulator", StringComparison.Ordinal)).Select(Path.GetFileName);

        fixtures.Should().NotContain(name => name.StartsWith("Scopix.", StringComparison.Ordinal) && !name.StartsWith("Scopix.Fixtures", StringComparison.Ordinal));
        suite.Should().Equal("Target.cs");
    }

    [Fact]
    public void Every_assertion_of_the_suite_about_a_response_names_its_evidence()
    {
        var talking = EnumerateSources("contracts/Suite").Where(file => AnswerType().IsMatch(File.ReadAllText(file)))
            .Where(file => Path.GetFileName(file) is not ("Evidence.cs" or "Target.cs")).ToList();

        var bare = talking.Where(file => BareAssertion().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);

        talking.Should().HaveCountGreaterThan(20);
        bare.Should().BeEmpty("an assertion on an answer begins with Documented, Public, Observed or Assumed");
    }

    /// <summary>The emulator's folders that are no rooms.</summary>
    private static IEnumerable<string> EnumerateSlices() =>
        Directory.EnumerateDirectories(Path.Combine(Root(), "emulator")).Select(folder => Path.GetFileName(folder)!).Except([.. Layers, "bin", "obj"]);

    private static IEnumerable<string> ReadUsings(string file) => UsingLine().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> EnumerateSources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string FormatLineCount(string file) => $"{Path.GetRelativePath(Root(), file)}: {File.ReadLines(file).Count()}";

    /// <summary>The repository this file was compiled in.</summary>
    internal static string Root([CallerFilePath] string here = "") => Path.GetDirectoryName(Path.GetDirectoryName(here))!;

    [GeneratedRegex(@"\b(Tenant(Clock|Faults|Stubs|Stages|Requests|Snapshots)|AllTenants|ControlChannel|EmulatorException|Unattended)\b")]
    private static partial Regex KitType();

    [GeneratedRegex(@"\b(Answer|Api|Target|JsonElement)\b")]
    private static partial Regex AnswerType();

    [GeneratedRegex(@"\bAssert\.|\.GetProperty\(|\.Should\(\)")]
    private static partial Regex BareAssertion();

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
