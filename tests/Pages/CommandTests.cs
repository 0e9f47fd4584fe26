using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tests.Program;
using Scopix.Emulator.Tool;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>
/// Commands that a test does not run (<c>sh</c>): what they name exists. Each program of them is in the list below, with the reason
/// why it is not run here.
/// </summary>
public sealed partial class CommandTests
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["dotnet run"] = "builds, and serves until it is stopped; .ci/run runs the README's",
        ["dotnet test"] = "runs the tests, this one too; .ci/run runs the README's",
        ["dotnet tool"] = "installs into the user's folder; .ci/consumer installs the same package elsewhere",
        ["scopix-emulator"] = "the installed tool",
        ["dotnet build"] = "builds; .ci/run does",
        [".ci/pack"] = "builds and packs; .ci/run does",
        ["docker compose"] = "needs a container engine and the network",
        ["docker build"] = "needs a container engine and the network",
        ["docker run"] = "needs a container engine",
        ["curl"] = "asks the containers of the same block",
    };

    private static readonly Lazy<Task<string>> Help = new(async () => string.Concat(await Task.WhenAll(((string[][])[["--help"], ["seed", "--help"]]).Select(async line => (await EmulatorProcess.RunAsync(line)).Output))));

    public static TheoryData<string> Blocks() => [.. Page.Places("sh")];

    [Theory, MemberData(nameof(Blocks))]
    public async Task What_a_command_names_exists(string place)
    {
        foreach (var line in Lines(Page.At(place).Text))
        {
            var words = Word().Matches(line).Select(match => match.Value.Trim('"')).ToList();
            if (words[0] == "export") words.RemoveAt(0);
            while (words.Count > 0 && Variable().Match(words[0]) is { Success: true } variable)
            {
                Sources().Should().Contain(text => text.Contains(variable.Groups[1].Value, StringComparison.Ordinal), "{0} names {1}", place, variable.Groups[1].Value);
                words.RemoveAt(0);
            }
            if (words.Count > 0) await CheckAsync(words, place);
        }
    }

    [Fact]
    public void Every_program_that_is_not_run_has_its_reason_and_occurs()
    {
        var named = Page.Places("sh").SelectMany(place => Lines(Page.At(place).Text)).ToArray();

        Reasons.Keys.Should().OnlyContain(program => named.Any(line => line.Contains(program, StringComparison.Ordinal)));
        Reasons.Values.Should().OnlyContain(reason => reason.Length > 0);
    }

    private static Task CheckAsync(List<string> words, string place) => words switch
    {
        ["dotnet", "run", "--project", var project, .. var rest] => ProjectAsync(project, rest, place),
        ["dotnet", "test", .. var rest] => TestsAsync(rest, place),
        ["dotnet", "tool", "install", "--global", var package, "--add-source", "artifacts"] => Check(() => Sources().Should().Contain(text => text.Contains(package, StringComparison.Ordinal)), package),
        ["scopix-emulator", .. var rest] => OptionsAsync(rest, place),
        ["dotnet", "build"] => Task.CompletedTask,
        [".ci/pack", "artifacts"] => Check(() => File.Exists(Path.Combine(Page.Root, ".ci/pack")).Should().BeTrue(), place),
        ["docker", "compose", .. var rest] => Check(() => Compose(rest), place),
        ["docker", "build", "-t", "scopix-emulator", "."] => Check(() => File.Exists(Path.Combine(Page.Root, "Dockerfile")).Should().BeTrue(), place),
        ["docker", "run", .. var rest] => Check(() => Container(rest), place),
        ["curl", .. var rest] => Check(() => rest.Should().ContainSingle(word => Address().IsMatch(word)), place),
        _ => throw new InvalidOperationException($"{place}: '{string.Join(' ', words)}' is not a command that this test knows; if it can run, its block is bash"),
    };

    private static Task Check(Action check, string place)
    {
        using var scope = new FluentAssertions.Execution.AssertionScope(place);
        check();
        return Task.CompletedTask;
    }

    private static Task ProjectAsync(string project, List<string> rest, string place)
    {
        var folder = Path.Combine(Page.Root, project);
        Directory.EnumerateFiles(folder, "*.csproj").Should().ContainSingle(place);
        var arguments = rest.SkipWhile(word => word != "--").Skip(1).ToList();
        if (project == "emulator") return OptionsAsync(arguments, place);
        var source = string.Concat(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var named = arguments.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word.Split('=')[0][2..]);
        return Check(() => named.Where(name => !source.Contains($"\"{name}\"", StringComparison.Ordinal)).Should().BeEmpty(), place);
    }

    private static async Task OptionsAsync(List<string> arguments, string place)
    {
        var help = await Help.Value;
        foreach (var word in arguments.Where(word => word.StartsWith("--", StringComparison.Ordinal) || word == arguments[0]))
            Regex.IsMatch(help, $@"(?m)(^|\s){Regex.Escape(word)}(\s|$)").Should().BeTrue("{0} names {1}", place, word);
    }

    private static Task TestsAsync(List<string> arguments, string place) => Check(
        () =>
        {
            if (arguments is ["--filter", ..] or []) return;
            Directory.EnumerateFiles(Path.Combine(Page.Root, arguments[0]), "*.csproj").Should().ContainSingle();
            if (arguments is not [_, "--filter", var filter]) return;
            var name = Regex.Match(filter, "^FullyQualifiedName~([A-Za-z]+)$").Groups[1].Value;
            typeof(CommandTests).Assembly.GetTypes().Any(type => type.FullName!.Contains(name, StringComparison.Ordinal)).Should().BeTrue("tests are named {0}", name);
        },
        place);

    private static void Compose(List<string> arguments)
    {
        var file = Text("docker-compose.yml");
        foreach (var (before, word) in arguments.Prepend("").Zip(arguments))
        {
            if (before == "--profile") file.Should().Contain($"profiles: [{word}]");
            else if (!word.StartsWith('-') && word is not ("up" or "down" or "build")) file.Should().MatchRegex($"(?m)^  {Regex.Escape(word)}:");
        }
    }

    private static void Container(List<string> arguments)
    {
        arguments[^1].Should().Be("scopix-emulator");
        foreach (var setting in arguments.Where(word => word.StartsWith("Emulator__", StringComparison.Ordinal)))
            OptionsReader.Definitions.Select(option => OptionsReader.GetConfigurationKey(option.Name)).Should().Contain(setting["Emulator__".Length..].Split('=')[0]);
    }

    private static IEnumerable<string> Lines(string text) => text.Replace("\\\n", "", StringComparison.Ordinal).Split('\n')
        .Select(line => Loop().Replace(Comment().Replace(line, ""), "$1").Trim()).SelectMany(line => line.Split(" && ")).Where(line => line.Length > 0);

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Page.Root, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".cs" or ".csproj" or ".yml" or ".props" && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            && !file.Contains("node_modules", StringComparison.Ordinal) && !file.EndsWith("CommandTests.cs", StringComparison.Ordinal))
        .Select(File.ReadAllText);

    private static string Text(string file) => File.ReadAllText(Path.Combine(Page.Root, file));

    [GeneratedRegex(@"(^|\s)#\s.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^for \w+ in [^;]+; do (.*); done$")]
    private static partial Regex Loop();

    [GeneratedRegex("""[^\s"]*"[^"]*"|\S+""")]
    private static partial Regex Word();

    [GeneratedRegex("^([A-Z][A-Za-z0-9_]*)=")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^http://127\.0\.0\.1:(8340|\$port)/_emulator/(health|reset)$")]
    private static partial Regex Address();
}
