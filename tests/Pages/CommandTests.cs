using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using FluentAssertions.Execution;
using Scopix.Emulator.Tests.Program;
using Scopix.Emulator.Tool;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>
/// Commands that no test runs (<c>sh</c>): whatever they name must exist. The list below has each of their programs with the reason
/// why it is not run here.
/// </summary>
public sealed partial class CommandTests
{
    private static readonly Dictionary<string, string> ReasonsByProgram = new()
    {
        ["dotnet run"] = "builds, and serves until it is stopped; .ci/run runs the README's",
        ["dotnet build"] = "builds; .ci/run does",
        ["dotnet test"] = "runs the tests, this one too; .ci/run runs the README's",
        ["dotnet tool"] = "installs into the user's folder; .ci/consumer installs the same package elsewhere",
        [".ci/pack"] = "builds and packs; .ci/run does",
        ["npm install"] = "installs into the user's project; .ci/try-kits installs the same packages elsewhere",
        ["npx"] = "runs the installed command; .ci/try-kits does",
        ["pip install"] = "installs into the user's Python; .ci/try-kits installs the same wheel elsewhere",
        ["scopix-emulator"] = "is the installed tool",
        ["scopix-contracts"] = "is the installed tool; .ci/run runs it",
        ["docker compose"] = "needs a container engine and the network",
        ["docker build"] = "needs a container engine and the network",
        ["docker run"] = "needs a container engine",
        ["curl"] = "asks the containers of the same block",
    };

    private static readonly string[] SourceExtensions = [".cs", ".csproj", ".yml", ".props"];

    private static readonly string[] SkippedFolders = ["bin", "obj", "node_modules", "Pages"];

    private static readonly Lazy<string[]> Sources = new(() =>
    [
        .. Directory.EnumerateFiles(Page.Root, "*", SearchOption.AllDirectories)
            .Where(file => SourceExtensions.Contains(Path.GetExtension(file)))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(SkippedFolders.Contains))
            .Select(File.ReadAllText),
    ]);

    private static readonly string[][] HelpCommands = [[], ["seed"], ["pull"], ["replay"], ["survive"], ["start"], ["env"], ["stop"]];

    private static readonly Lazy<Task<string>> Help = new(async () => string.Concat(
        (await Task.WhenAll(HelpCommands.Select(verb => EmulatorProcess.RunAsync([.. verb, "--help"])))).Select(help => help.Output)));

    public static TheoryData<string> GetBlocks() => [.. Page.GetLocations("sh")];

    [Theory, MemberData(nameof(GetBlocks))]
    public async Task What_a_command_names_exists(string location)
    {
        var help = await Help.Value;
        using var scope = new AssertionScope(location);
        foreach (var line in GetCommands(Page.GetBlock(location).Text))
        {
            var words = Word().Matches(line).Select(match => match.Value.Trim('"')).ToList();
            if (words[0] == "export") words.RemoveAt(0);
            while (words.Count > 0 && Variable().Match(words[0]) is { Success: true } variable)
            {
                AssertNamedInSources(variable.Groups[1].Value);
                words.RemoveAt(0);
            }
            if (words.Count > 0) Check([.. words], help);
        }
    }

    [Fact]
    public void Every_program_that_is_not_run_has_its_reason_and_occurs_on_a_page()
    {
        var commands = Page.GetLocations("sh").SelectMany(location => GetCommands(Page.GetBlock(location).Text)).ToArray();

        ReasonsByProgram.Keys.Should().OnlyContain(program => commands.Any(line => line.Contains(program, StringComparison.Ordinal)));
        ReasonsByProgram.Values.Should().OnlyContain(reason => reason.Length > 0);
    }

    private static void Check(string[] words, string help)
    {
        switch (words)
        {
            case ["dotnet", "run", "--project", var project, .. var rest]: CheckProject(project, rest, help); break;
            case ["dotnet", "build"]: break;
            case ["dotnet", "test", .. var rest]: CheckTests(rest); break;
            case ["dotnet", "tool", "install", "--global", var name, "--add-source", "artifacts"]: AssertNamedInSources(name); break;
            case ["npm", "install", "--save-dev", .. var tarballs]: CheckTarballs(tarballs); break;
            case ["npx", "scopix-emulator", .. var rest]: CheckOptions(rest, help); break;
            case ["pip", "install", "--no-index", "--find-links", "artifacts", "scopix-emulator"]: AssertFile(".ci/try-kits"); break;
            case ["scopix-emulator", "survive", .. var rest]: CheckOptions([.. rest.TakeWhile(word => word != "--")], help); break;
            case ["scopix-emulator", .. var rest]: CheckOptions(rest, help); break;
            case ["scopix-contracts", .. var rest]: CheckContractsOptions(rest); break;
            case [".ci/pack", "artifacts"]: AssertFile(".ci/pack"); break;
            case ["docker", "compose", .. var rest]: CheckCompose(rest); break;
            case ["docker", "build", "-t", "scopix-emulator", "."]: AssertFile("Dockerfile"); break;
            case ["docker", "run", .. var rest]: CheckContainer(rest); break;
            case ["curl", .. var rest]: rest.Should().ContainSingle(word => ControlAddress().IsMatch(word)); break;
            default: Assert.Fail($"'{string.Join(' ', words)}' is unknown to this test; if it can run, mark its block as bash"); break;
        }
    }

    private static void CheckProject(string project, string[] rest, string help)
    {
        var folder = Path.Combine(Page.Root, project);
        Directory.EnumerateFiles(folder, "*.csproj").Should().ContainSingle();
        string[] arguments = [.. rest.SkipWhile(word => word != "--").Skip(1)];
        if (project == "emulator")
        {
            CheckOptions(arguments, help);
            return;
        }
        var source = string.Concat(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var named = arguments.Where(IsOption).Select(word => word.Split('=')[0][2..]);
        named.Where(name => !source.Contains($"\"{name}\"", StringComparison.Ordinal)).Should().BeEmpty();
    }

    /// <summary>An optional verb comes first; every option is in the program's help.</summary>
    private static void CheckOptions(string[] arguments, string help)
    {
        foreach (var word in arguments.Where((word, at) => at == 0 || IsOption(word)))
            Regex.IsMatch(help, $@"(?m)(^|\s){Regex.Escape(word)}(\s|$)").Should().BeTrue("the program's help has {0}", word);
    }

    private static void CheckTests(string[] arguments)
    {
        if (arguments.Length == 0) return;
        Directory.EnumerateFiles(Path.Combine(Page.Root, arguments[0]), "*.csproj").Should().ContainSingle();
        if (arguments is not [_, "--filter", var filter]) return;
        var name = Regex.Match(filter, "^FullyQualifiedName~([A-Za-z]+)$").Groups[1].Value;
        typeof(CommandTests).Assembly.GetTypes().Any(type => type.FullName!.Contains(name, StringComparison.Ordinal)).Should()
            .BeTrue("some test is named {0}", name);
    }

    private static void CheckCompose(string[] arguments)
    {
        var file = File.ReadAllText(Path.Combine(Page.Root, "docker-compose.yml"));
        foreach (var (before, word) in arguments.Prepend("").Zip(arguments))
        {
            if (before == "--profile") file.Should().Contain($"profiles: [{word}]");
            else if (!IsOption(word) && word is not ("up" or "down" or "build")) file.Should().MatchRegex($"(?m)^  {Regex.Escape(word)}:");
        }
    }

    private static void CheckContainer(string[] arguments)
    {
        var options = OptionsReader.Definitions.Select(option => "Emulator__" + OptionsReader.GetConfigurationKey(option.Name)).ToArray();
        arguments[^1].Should().Be("scopix-emulator");
        arguments.Where(word => word.StartsWith("Emulator__", StringComparison.Ordinal)).Select(word => word.Split('=')[0])
            .Except(options).Should().BeEmpty();
    }

    private static void CheckContractsOptions(string[] arguments)
    {
        var source = File.ReadAllText(Path.Combine(Page.Root, "contracts", "Tool", "ContractsCommand.cs"));
        arguments.Where(IsOption).Should().OnlyContain(option => source.Contains($"\"{option}\"", StringComparison.Ordinal));
    }

    private static void CheckTarballs(string[] tarballs)
    {
        var version = XDocument.Load(Path.Combine(Page.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
        tarballs.Should().OnlyContain(name => name.StartsWith("artifacts/scopix-emulator-", StringComparison.Ordinal)
            && name.EndsWith($"-{version}.tgz", StringComparison.Ordinal));
    }

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);

    private static void AssertNamedInSources(string name) =>
        Sources.Value.Any(text => text.Contains(name, StringComparison.Ordinal)).Should().BeTrue("a source names {0}", name);

    private static void AssertFile(string path) => File.Exists(Path.Combine(Page.Root, path)).Should().BeTrue("{0} is a file", path);

    private static IEnumerable<string> GetCommands(string text) => text.Replace("\\\n", "", StringComparison.Ordinal).Split('\n')
        .Select(line => Evaluation().Replace(ForLoop().Replace(Comment().Replace(line, ""), "$1"), "$1").Trim())
        .SelectMany(line => line.Split(" && ")).Where(line => line.Length > 0);

    [GeneratedRegex(@"(^|\s)#\s.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^for \w+ in [^;]+; do (.*); done$")]
    private static partial Regex ForLoop();

    [GeneratedRegex(@"^eval ""\$\((.*)\)""$")]
    private static partial Regex Evaluation();

    [GeneratedRegex("""[^\s"]*"[^"]*"|\S+""")]
    private static partial Regex Word();

    [GeneratedRegex("^([A-Z][A-Za-z0-9_]*)=")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^http://127\.0\.0\.1:(8340|8341|\$port)/_emulator/(health|reset|requests\?\S+)$")]
    private static partial Regex ControlAddress();
}
