using System.Diagnostics;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>
/// The action for GitHub and the template for GitLab that run the contract suite. Their scripts run as they are written, with a program
/// of the test in place of <c>scopix-contracts</c>; what installs the command is only checked for its syntax.
/// </summary>
public sealed class ContractsActionTests
{
    private const string Key = "scopix_LiveLike0contractsuitekey";

    private static readonly YamlMappingNode Action = Load("action", "action.yml");
    private static readonly YamlMappingNode Template = (YamlMappingNode)Load("ci", "contracts.gitlab-ci.yml")[".scopix-contracts"];

    [Fact]
    public async Task The_action_runs_the_suite_writes_the_summary_and_the_outputs_and_fails_with_the_suite()
    {
        using var folder = new DataDirectory();
        (string, string)[] inputs =
            [("url", "http://127.0.0.1:1"), ("write", "true"), ("operation", "files.* folders.list"), ("max-bytes", "9")];

        var (code, _) = await RunActionAsync(folder, 1, inputs);

        code.Should().Be(1);
        Read(folder, "arguments").Should().Be("--url\nhttp://127.0.0.1:1\n--report\nscopix-contracts/\n--write\n--max-bytes\n9\n"
            + "--operation\nfiles.*\n--operation\nfolders.list\n");
        Read(folder, "key").Trim().Should().Be(Key, "keys are passed in the environment alone");
        Read(folder, "summary").Should().Be("# Contract run\n");
        Read(folder, "output").Should().Be("exit-code=1\nverdict=3 causes, 154 cases\n");
    }

    [Fact]
    public async Task The_action_compares_a_run_with_the_last_one()
    {
        using var folder = new DataDirectory();

        await RunActionAsync(folder, 0, [("url", "http://127.0.0.1:1")]);
        var first = Read(folder, "arguments");
        await RunActionAsync(folder, 0, [("url", "http://127.0.0.1:1")]);
        var second = Read(folder, "arguments");

        first.Should().NotContain("--baseline").And.NotContain("--write").And.NotContain("--operation");
        second.Should().EndWith("--baseline\n.scopix-contracts-baseline/contract.json\n");
    }

    [Fact]
    public async Task A_run_against_a_wrong_target_leaves_no_verdict_of_an_earlier_one()
    {
        using var folder = new DataDirectory();

        await RunActionAsync(folder, 0, [("url", "http://127.0.0.1:1")]);
        File.Delete(Path.Combine(folder.Location, "output"));
        var (code, _) = await RunActionAsync(folder, 4, [("url", "http://127.0.0.1:1")]);

        (code, Read(folder, "output")).Should().Be((4, "exit-code=4\n"));
    }

    [Fact]
    public async Task The_template_for_GitLab_compares_a_run_with_the_last_one_and_fails_with_the_suite()
    {
        using var folder = new DataDirectory();
        File.WriteAllText(Path.Combine(folder.Location, "files.a"), "");
        var script = string.Join('\n', (YamlSequenceNode)Template["script"]);
        (string, string)[] variables = [("SCOPIX_API_KEY", Key), ("SCOPIX_CONTRACTS_OPTIONS", "--write --operation files.*")];

        var (first, _) = await RunAsync(folder, "sh", script, 1, variables);
        var arguments = Read(folder, "arguments");
        var (second, _) = await RunAsync(folder, "sh", script, 0, variables);

        (first, second).Should().Be((1, 0));
        arguments.Should().Be("--report\nscopix-contracts/\n--write\n--operation\nfiles.*\n");
        Read(folder, "arguments").Should().EndWith("--baseline\n.scopix-contracts-baseline/contract.json\n");
        $"{Template["artifacts"]["reports"]["junit"]}".Should().Be("scopix-contracts/contract.xml");
    }

    [Fact]
    public void Every_input_of_the_action_is_used_and_no_expression_is_part_of_a_script()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "deploy", "action", "action.yml"));
        var inputs = ((YamlMappingNode)Action["inputs"]).Children.Keys.Select(name => $"{name}").ToList();

        Regex.Matches(text, @"inputs\.([a-z-]+)").Select(match => match.Groups[1].Value).Distinct().Should().BeEquivalentTo(inputs);
        GetSteps().Where(step => step.Children.ContainsKey("run")).Select(step => $"{step["run"]}").Should()
            .OnlyContain(script => !script.Contains("${{"), "an input must not become code");
    }

    [Fact]
    public void The_example_gives_inputs_that_the_action_has()
    {
        var job = Load("ci", "contracts.github-actions.yml")["jobs"]["contracts"];
        var step = (YamlMappingNode)((YamlSequenceNode)job["steps"]).Children.Single();

        $"{step["uses"]}".Should().Contain("/deploy/action@");
        ((YamlMappingNode)step["with"]).Children.Keys.Should().BeSubsetOf(((YamlMappingNode)Action["inputs"]).Children.Keys);
    }

    [Theory]
    [InlineData("bash", true)]
    [InlineData("sh", false)]
    public async Task What_installs_the_command_is_valid_for_its_shell(string shell, bool isAction)
    {
        var script = isAction ? $"{GetSteps().Single(step => HasName(step, "Install scopix-contracts"))["run"]}"
            : string.Join('\n', (YamlSequenceNode)Template["before_script"]);
        using var process = Process.Start(new ProcessStartInfo(shell, ["-n", "-c", script]) { RedirectStandardError = true })!;

        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        (process.ExitCode, errors).Should().Be((0, ""));
        Regex.Match(script, "dotnet pack .*/(contracts/[A-Za-z]+)").Groups[1].Value.Should().Be("contracts/Tool");
    }

    private static Task<(int Code, string Output)> RunActionAsync(DataDirectory folder, int exitCode, (string Name, string Value)[] inputs)
    {
        var step = GetSteps().Single(step => HasName(step, "Run the contract suite"));
        var defaults = ((YamlMappingNode)Action["inputs"]).Children.ToDictionary(
            input => $"{input.Key}",
            input => ((YamlMappingNode)input.Value).Children.TryGetValue("default", out var value) ? $"{value}" : "");
        defaults["api-key"] = Key;
        foreach (var (name, value) in inputs) defaults[name] = value;
        var variables = ((YamlMappingNode)step["env"]).Children.Select(one =>
            ($"{one.Key}", Regex.Replace($"{one.Value}", @"\$\{\{ inputs\.([a-z-]+) \}\}", match => defaults[match.Groups[1].Value])));
        return RunAsync(folder, "bash", $"{step["run"]}", exitCode, [.. variables]);
    }

    /// <summary>
    /// Runs a script as a runner does. The program that it calls writes down its arguments and leaves a report, except for 4.
    /// </summary>
    private static async Task<(int Code, string Output)> RunAsync(
        DataDirectory folder, string shell, string script, int exitCode, (string Name, string Value)[] variables)
    {
        var program = Path.Combine(folder.Location, "scopix-contracts-program", "scopix-contracts");
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        File.WriteAllText(program, $$"""
            #!/bin/sh
            printf '%s\n' "$@" >arguments
            printf '%s\n' "$SCOPIX_API_KEY" >key
            if [ {{exitCode}} -ne 4 ]; then
              mkdir -p scopix-contracts
              echo '# Contract run' >scopix-contracts/contract.md
              printf '{\n  "target": "x",\n  "verdict": "3 causes, 154 cases",\n  "a": {\n    "verdict": "no"\n  }\n}\n' \
                >scopix-contracts/contract.json
            fi
            exit {{exitCode}}
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(shell, ["-e", "-c", script])
        {
            WorkingDirectory = folder.Location,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in ((string, string)[])[.. variables, ("GITHUB_OUTPUT", "output"), ("GITHUB_STEP_SUMMARY", "summary"),
            ("PATH", $"{Path.GetDirectoryName(program)}:{Environment.GetEnvironmentVariable("PATH")}")]) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private static IEnumerable<YamlMappingNode> GetSteps() => ((YamlSequenceNode)Action["runs"]["steps"]).Cast<YamlMappingNode>();

    private static bool HasName(YamlMappingNode step, string name) =>
        step.Children.TryGetValue("name", out var value) && $"{value}" == name;

    private static string Read(DataDirectory folder, string name) => File.ReadAllText(Path.Combine(folder.Location, name));

    private static YamlMappingNode Load(string folder, string file)
    {
        using var reader = File.OpenText(Path.Combine(RepositoryRoot.Path, "deploy", folder, file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}
