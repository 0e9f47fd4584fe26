using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests;

/// <summary>The rules of the house that no compiler knows.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Rooms = ["Http", "State", "Processing", "Media", "ObjectStore"];


    private static readonly string[] NotHere = ["Services", "Helpers", "Utils", "Managers", "Models"];

    [Fact]
    public void No_file_is_longer_than_250_lines()
    {
        var longOnes = Sources("").Where(file => File.ReadLines(file).Count() > 250).Select(Shown);

        longOnes.Should().BeEmpty();
    }

    [Fact]
    public void No_folder_is_a_drawer()
    {
        var folders = Sources("").Select(file => Path.GetFileName(Path.GetDirectoryName(file)!));

        folders.Should().NotContain(NotHere);
    }

    [Theory]
    [InlineData("Media", "Http", "State", "ObjectStore", "Processing", "slices")]
    [InlineData("ObjectStore", "Http", "State", "Media", "Processing", "slices")]
    [InlineData("Http", "Media", "Processing")]
    public void A_room_does_not_know_the_rooms_above_it(string room, params string[] above)
    {
        var known = Sources("emulator/" + room).Where(file => !file.EndsWith("WireJson.cs", StringComparison.Ordinal)).SelectMany(Usings);

        known.Should().NotContain(above.SelectMany(name => name == "slices" ? Slices() : [name]).Select(name => "Scopix.Emulator." + name));
    }

    [Fact]
    public void The_client_knows_the_platform_alone()
    {
        var known = Sources("contracts/Client").SelectMany(Usings);
        var project = File.ReadAllText(Path.Combine(Root(), "contracts", "Client", "Scopix.Client.csproj"));

        known.Should().NotContain(name => name.StartsWith("Scopix.", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        project.Should().NotContain("PackageReference").And.NotContain("ProjectReference").And.NotContain("FrameworkReference");
    }

    [Fact]
    public void The_emulator_knows_the_client_for_its_verb_and_its_kit_alone_and_is_not_known_by_it()
    {
        var users = Sources("emulator").Where(file => Usings(file).Contains("Scopix.Client")).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Distinct();
        var knowing = Sources("emulator").Where(file => Usings(file).Contains("Scopix.Emulator.Seeding.Remote")).Select(Path.GetFileName);

        users.Should().BeEquivalentTo("Remote", "Kit");
        knowing.Should().Equal("Program.cs");
        Sources("emulator/Seeding/Remote").SelectMany(Usings).Should().NotContain(name => name.StartsWith("Scopix.Emulator", StringComparison.Ordinal));
    }

    /// <summary>The kit is one more client of the control API: what a rule is, the routes alone know.</summary>
    [Fact]
    public void The_kit_reaches_the_emulator_by_its_routes_and_no_slice_knows_it()
    {
        var kit = Sources("emulator/Kit").Select(File.ReadAllText).ToList();
        var users = Sources("emulator").Where(file => !file.Contains("/Kit/", StringComparison.Ordinal) && KitType().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);

        kit.Should().NotBeEmpty().And.NotContain(text => text.Contains("Scopix.Emulator.State", StringComparison.Ordinal) || text.Contains("Scopix.Emulator.ObjectStore", StringComparison.Ordinal));
        users.Should().BeEquivalentTo("Emulator.cs");
    }

    [Fact]
    public void LlamaCloud_knows_rooms_alone_and_no_slice_knows_it()
    {
        var known = Sources("emulator/LlamaCloud").SelectMany(Usings);
        var knowing = Sources("emulator").Where(file => Usings(file).Contains("Scopix.Emulator.LlamaCloud")).Select(Path.GetFileName);

        known.Should().NotContain(Slices().Select(name => "Scopix.Emulator." + name));
        knowing.Should().BeEquivalentTo("Emulator.cs", "WireJson.cs");
    }

    [Fact]
    public void Fixtures_know_nobody_and_the_suite_knows_the_emulator_in_one_file()
    {
        var fixtures = Sources("fixtures").SelectMany(Usings);
        var suite = Sources("contracts/Suite").Where(file => File.ReadAllText(file).Contains("Scopix.Emulator", StringComparison.Ordinal)).Select(Path.GetFileName);

        fixtures.Should().NotContain(name => name.StartsWith("Scopix.", StringComparison.Ordinal) && !name.StartsWith("Scopix.Fixtures", StringComparison.Ordinal));
        suite.Should().Equal("Target.cs");
    }

    [Fact]
    public void What_the_suite_says_of_an_answer_has_a_tier()
    {
        var talking = Sources("contracts/Suite").Where(file => AnswerType().IsMatch(File.ReadAllText(file)))
            .Where(file => Path.GetFileName(file) is not ("Evidence.cs" or "Target.cs")).ToList();

        var bare = talking.Where(file => BareAssertion().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);

        talking.Should().HaveCountGreaterThan(20);
        bare.Should().BeEmpty("an assertion on an answer begins with Documented, Public, Observed or Assumed");
    }

    /// <summary>The emulator's folders that are no rooms.</summary>
    private static IEnumerable<string> Slices() =>
        Directory.EnumerateDirectories(Path.Combine(Root(), "emulator")).Select(folder => Path.GetFileName(folder)!).Except([.. Rooms, "bin", "obj"]);

    private static IEnumerable<string> Usings(string file) => UsingLine().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string Shown(string file) => $"{Path.GetRelativePath(Root(), file)}: {File.ReadLines(file).Count()}";

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
