using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tests.Pages;
using Xunit;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>What pages show of samples that are not part of the solution, and what those packages repeat of the contracts.</summary>
public sealed partial class SampleTests
{
    /// <summary>The second word of the fence of a block that a file of <c>samples</c> contains; CI runs the sample.</summary>
    public const string Mark = "sample";

    [Fact]
    public void A_block_of_a_sample_is_in_one_of_its_files()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Page.Root, "samples"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText).ToList();
        var blocks = Page.All.SelectMany(page => page.Blocks).Where(block => block.Schema == Mark).ToList();

        blocks.Should().NotBeEmpty();
        blocks.Where(block => !files.Exists(file => file.Contains(block.Text.Trim(), StringComparison.Ordinal)))
            .Select(block => block.Location).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Datasets", "LoadDataset", "dataset")]
    [InlineData("Bundles", "Fault", "bundle")]
    public async Task The_choices_of_a_command_in_Aspire_are_those_of_the_control_API(string list, string schema, string property)
    {
        var cancel = TestContext.Current.CancellationToken;
        var source = await File.ReadAllTextAsync(Path.Combine(Page.Root, "kits/aspire/ScopixEmulatorCommands.cs"), cancel);
        using var contract = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(Page.Root, $"contracts/control/schemas/{schema}.schema.json"), cancel));

        var choices = Regex.Match(source, $@"{list} =\s*\[([^]]*)\]").Groups[1].Value.Split(',').Select(word => word.Trim().Trim('"'));

        choices.Should().BeEquivalentTo(contract.RootElement.GetProperty("properties").GetProperty(property).GetProperty("enum")
            .EnumerateArray().Select(word => word.GetString()).Where(word => word is not null));
    }

    [Fact]
    public async Task The_Aspire_package_knows_the_default_key_and_the_package_of_the_program()
    {
        var source = await File.ReadAllTextAsync(
            Path.Combine(Page.Root, "kits/aspire/ScopixEmulatorResource.cs"), TestContext.Current.CancellationToken);
        var program = await File.ReadAllTextAsync(
            Path.Combine(Page.Root, "emulator/Scopix.Emulator.Tool.csproj"), TestContext.Current.CancellationToken);

        source.Should().Contain($"DefaultApiKey = \"{EmulatorOptions.DefaultApiKey}\"");
        program.Should().Contain($"<PackageId>{PackageName().Match(source).Groups[1].Value}</PackageId>");
    }

    [Fact]
    public async Task The_page_for_Aspire_names_every_command()
    {
        var cancel = TestContext.Current.CancellationToken;
        var source = await File.ReadAllTextAsync(Path.Combine(Page.Root, "kits/aspire/ScopixEmulatorCommands.cs"), cancel);
        var page = await File.ReadAllTextAsync(Path.Combine(Page.Root, "kits/aspire/README.md"), cancel);

        var commands = Command().Matches(source).Select(match => match.Groups[1].Value).ToList();

        commands.Should().HaveCount(7);
        commands.Where(command => !page.Contains($"`{command}`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [GeneratedRegex("WithControlCommand\\(\"([a-z-]+)\"")]
    private static partial Regex Command();

    [GeneratedRegex("ToolPackage = \"([^\"]+)\"")]
    private static partial Regex PackageName();
}
