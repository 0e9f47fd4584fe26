using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using FluentAssertions;
using NJsonSchema;
using Scopix.Emulator.Tests.Kits;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>
/// Every code block of every page has a language that says how it is checked. Scripts (<c>bash</c>) run here as printed, or are skipped
/// when the program is missing that the second word of their fence names; commands
/// (<c>sh</c>) are in <see cref="CommandTests"/>, C# in <see cref="CSharpTests"/>, JavaScript in <see cref="ScriptTests"/>, what uses a
/// kit (<c>python kit</c>, for example) in <see cref="KitPageTests"/>.
/// </summary>
public sealed class CodeBlockTests
{
    private const string HttpsAddress = "https://localhost:8343";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    private static readonly string[] CheckedLanguages = ["bash", "sh", "csharp", "js", "python", "json", "yaml", "xml", "mermaid", "diff"];

    /// <summary>Languages of blocks that nothing can run, with the reason.</summary>
    private static readonly Dictionary<string, string> UncheckedLanguages = new()
    {
        ["text"] = "output of a program, for people",
    };

    public static TheoryData<string> GetScripts() => [.. Page.GetLocations("bash")];

    public static TheoryData<string> GetJsonBlocks() => [.. Page.GetLocations("json")];

    public static TheoryData<string> GetYamlBlocks() => [.. Page.GetLocations("yaml")];

    public static TheoryData<string> GetXmlBlocks() => [.. Page.GetLocations("xml")];

    public static TheoryData<string> GetDiagrams() => [.. Page.GetLocations("mermaid")];

    public static TheoryData<string> GetDiffs() => [.. Page.GetLocations("diff")];

    [Fact]
    public void Every_block_has_a_language_that_says_how_it_is_checked()
    {
        var languages = Page.All.SelectMany(page => page.Blocks).ToLookup(block => block.Language, block => block.Location);

        languages.Where(group => !CheckedLanguages.Contains(group.Key) && !UncheckedLanguages.ContainsKey(group.Key))
            .SelectMany(group => group)
            .Should().BeEmpty();
        Page.All.SelectMany(page => page.Blocks).Where(block => block.Language == "python").Should()
            .OnlyContain(block => block.Schema == KitPageTests.Mark);
        languages["bash"].Should().HaveCountGreaterThan(20);
        languages["csharp"].Should().HaveCountGreaterThan(5);
    }

    [Theory, MemberData(nameof(GetScripts))]
    public async Task A_script_runs_as_printed(string location)
    {
        var block = Page.GetBlock(location);
        if (block.Schema.Length > 0) ExternalPrograms.Require(block.Schema);
        using var folder = new DataDirectory();
        await using var emulator = await ScopixEmulator.StartAsync(options => options with
        {
            Https = block.Text.Contains(HttpsAddress, StringComparison.Ordinal),
            CertificateFolder = folder.Location,
        });
        var script = block.Text
            .Replace("http://127.0.0.1:8340", emulator.BaseAddress.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)
            .Replace(HttpsAddress, $"https://localhost:{emulator.HttpsAddress?.Port}", StringComparison.Ordinal)
            .Replace("~/.local/share/scopix-emulator/https", folder.Location, StringComparison.Ordinal);

        var (exit, output) = await RunBashAsync(script);

        exit.Should().Be(0, output);
    }

    [Theory, MemberData(nameof(GetJsonBlocks))]
    public async Task A_JSON_block_parses_and_fits_the_schema_that_it_names(string location)
    {
        var block = Page.GetBlock(location);

        using var json = JsonDocument.Parse(block.Text);

        json.RootElement.ValueKind.Should().Be(JsonValueKind.Object);
        if (block.Schema.Length == 0) return;
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Page.Root, "contracts", "schemas", block.Schema + ".schema.json"));
        schema.Validate(block.Text).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(GetYamlBlocks))]
    public void A_YAML_block_parses(string location)
    {
        var yaml = new YamlStream();

        yaml.Load(new StringReader(Page.GetBlock(location).Text));

        yaml.Documents.Should().ContainSingle().Which.RootNode.Should().BeOfType<YamlMappingNode>();
    }

    [Theory, MemberData(nameof(GetXmlBlocks))]
    public void An_XML_block_parses(string location) => XDocument.Parse(Page.GetBlock(location).Text).Root.Should().NotBeNull();

    [Theory, MemberData(nameof(GetDiagrams))]
    public void A_picture_is_a_Mermaid_diagram_that_declares_every_part_that_it_connects(string location)
    {
        var lines = Page.GetBlock(location).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        lines[0].Should().BeOneOf("flowchart TD", "sequenceDiagram");
        var parts = lines[0] == "sequenceDiagram"
            ? lines.Where(line => line.StartsWith("participant ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])
            : lines.Where(line => line.Contains("[\"", StringComparison.Ordinal)).Select(line => line.Split('[')[0]);
        var connected = lines.Skip(1).Where(line => line.Contains("->", StringComparison.Ordinal))
            .SelectMany(line => line.Split(':')[0].Split(["-->>", "->>", "-->"], StringSplitOptions.TrimEntries));
        connected.Should().BeSubsetOf(parts);
    }

    [Theory, MemberData(nameof(GetDiffs))]
    public void A_diff_applies_to_the_file_that_it_names(string location)
    {
        var lines = Page.GetBlock(location).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var file = lines.Single(line => line.StartsWith("+++ b/", StringComparison.Ordinal))["+++ b/".Length..];

        var before = lines.Where(line => line[0] is ' ' or '-' && !line.StartsWith("--- ", StringComparison.Ordinal))
            .Select(line => line[1..]);
        var text = File.ReadAllLines(Path.Combine(Page.Root, file)).Where(line => line.Length > 0);

        string.Join('\n', text).Should().Contain(string.Join('\n', before), "the change is made to {0} as it is", file);
        lines.Should().Contain(line => line[0] == '+' && !line.StartsWith("+++ ", StringComparison.Ordinal));
    }

    private static async Task<(int Exit, string Output)> RunBashAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = Page.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var timeout = new CancellationTokenSource(TimeLimit);
        await using var registration = timeout.Token.Register(() => bash.Kill(entireProcessTree: true));
        var output = bash.StandardOutput.ReadToEndAsync();
        var errors = await bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return (bash.ExitCode, await output + errors);
    }
}
