using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tests.Program;
using Scopix.Emulator.Tool;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>
/// The scripts of the examples for CI run here as they are written. Only what installs the emulator does not run: <c>.ci/consumer</c>
/// installs the same package. Programs of a test stand for the command <c>scopix-emulator</c> and for Docker.
/// </summary>
public sealed class CiExamplesTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "deploy", "ci");

    [Fact]
    public async Task GitHubs_job_with_the_tool_keeps_the_log_the_requests_and_the_coverage()
    {
        var workflow = Load("github-actions.yml");
        var job = (YamlMappingNode)workflow["jobs"]["tool"];

        using var results = await RunToolJobAsync(GetSteps(job), [.. ReadMap(workflow, "env"), .. ReadMap(job, "env")]);

        AssertResults(results, hasLog: true);
    }

    [Fact]
    public async Task GitHubs_job_with_a_container_keeps_the_log_the_requests_and_the_coverage()
    {
        var workflow = Load("github-actions.yml");
        var job = (YamlMappingNode)workflow["jobs"]["container"];

        using var results = await RunContainerJobAsync(GetSteps(job), [.. ReadMap(workflow, "env"), .. ReadMap(job, "env")],
            ReadMap((YamlMappingNode)job["services"]["scopix"], "env"));

        AssertResults(results, hasLog: true);
    }

    [Fact]
    public async Task GitLabs_job_with_the_tool_keeps_the_log_the_requests_and_the_coverage()
    {
        var pipeline = Load("gitlab-ci.yml");
        var job = (YamlMappingNode)pipeline["tool"];

        using var results = await RunToolJobAsync(GetScripts(job), [.. ReadMap(pipeline, "variables"), .. ReadMap(job, "variables")]);

        AssertResults(results, hasLog: true);
    }

    [Fact]
    public async Task GitLabs_job_with_a_container_keeps_the_requests_and_the_coverage()
    {
        var pipeline = Load("gitlab-ci.yml");
        var job = (YamlMappingNode)pipeline["container"];
        (string, string)[] variables = [.. ReadMap(pipeline, "variables"), .. ReadMap(job, "variables")];

        using var results = await RunContainerJobAsync(GetScripts(job), variables,
            [.. variables.Where(one => one.Item1.StartsWith("Emulator__", StringComparison.Ordinal))]);

        AssertResults(results, hasLog: false);
    }

    [Theory]
    [InlineData("github-actions.yml")]
    [InlineData("gitlab-ci.yml")]
    public void An_example_keeps_its_results_when_a_test_fails_and_installs_by_files_that_exist(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        var options = OptionsReader.Definitions.Select(option => "Emulator__" + OptionsReader.GetConfigurationKey(option.Name));

        Regex.Count(text, name == "gitlab-ci.yml" ? "when: always" : @"if: always\(\)\n +with:").Should().Be(2);
        Regex.Matches(text, @"Emulator__\w+").Select(match => match.Value).Should().NotBeEmpty().And.BeSubsetOf(options);
        Regex.Matches(text, @"scopix-emulator/(\.ci/\w+)").Select(match => match.Groups[1].Value).Should().Equal(".ci/pack");
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, ".ci", "consumer")).Should().Contain("Scopix.Emulator.Tool");
    }

    /// <summary>Runs a job that starts the emulator itself.</summary>
    private static async Task<DataDirectory> RunToolJobAsync(string[] scripts, (string, string)[] variables)
    {
        await using var home = new BackgroundHome();
        return await RunAsync(scripts, [.. variables, home.Variable], $"127.0.0.1:{FindFreePort()}");
    }

    /// <summary>Runs a job beside an emulator with the settings of the service.</summary>
    private static async Task<DataDirectory> RunContainerJobAsync(
        string[] scripts, (string, string)[] variables, (string, string)[] settings)
    {
        await using var program = await EmulatorProcess.StartAsync([], null, settings);
        using var client = program.CreateClient();
        return await RunAsync(scripts, variables, client.BaseAddress!.Authority);
    }

    private static async Task<DataDirectory> RunAsync(string[] scripts, (string Name, string Value)[] variables, string address)
    {
        var folder = new DataDirectory();
        WriteProgram(folder, "scopix-emulator", $"exec {EmulatorProcess.ShellCommand} \"$@\"");
        WriteProgram(folder, "docker", "[ \"$1\" = logs ] && echo GET /api/v2/files 200 files.list");
        foreach (var script in scripts)
        {
            var start = new ProcessStartInfo("bash", ["-eo", "pipefail", "-c", ReplaceAddress(script, address)])
            {
                WorkingDirectory = folder.Location,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var (name, value) in variables) start.Environment[name] = ReplaceAddress(value, address);
            start.Environment["PATH"] = $"{folder.Location}:{Environment.GetEnvironmentVariable("PATH")}";
            using var bash = Process.Start(start)!;
            var output = bash.StandardOutput.ReadToEndAsync();
            var errors = await bash.StandardError.ReadToEndAsync();
            await bash.WaitForExitAsync();
            bash.ExitCode.Should().Be(0, "{0}\n{1}{2}", script, await output, errors);
        }
        return folder;
    }

    private static void AssertResults(DataDirectory folder, bool hasLog)
    {
        string Read(string name) => File.ReadAllText(Path.Combine(folder.Location, "emulator-results", name));

        using var requests = JsonDocument.Parse(Read("requests.har"));
        using var coverage = JsonDocument.Parse(Read("coverage.json"));

        requests.RootElement.GetProperty("log").GetProperty("entries").EnumerateArray()
            .Select(entry => entry.GetProperty("request").Text("url")).Should().ContainSingle().Which.Should().EndWith("/api/v2/files");
        coverage.RootElement.GetProperty("operations").EnumerateArray()
            .Where(row => row.Number("requests") > 0).Select(row => row.Text("id")).Should().Equal("files.list");
        if (hasLog) Read("emulator.log").Should().Contain("GET /api/v2/files 200 files.list");
    }

    /// <summary>The scripts of GitHub's steps without the one that installs; an expression becomes a word.</summary>
    private static string[] GetSteps(YamlMappingNode job) => [.. ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>()
        .Where(step => step.Children.ContainsKey("run") && $"{step["name"]}" != "Install the emulator")
        .Select(step => string.Concat(ReadMap(step, "env").Select(one => $"{one.Name}='{one.Value}'\n")) + step["run"])];

    /// <summary>The script of GitLab's job, and what runs after it in a shell of its own.</summary>
    private static string[] GetScripts(YamlMappingNode job) => [.. ((string[])["script", "after_script"])
        .Select(name => string.Join('\n', (YamlSequenceNode)job[name]))];

    private static (string Name, string Value)[] ReadMap(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(name, out var map)
            ? [.. ((YamlMappingNode)map).Children.Select(one => ($"{one.Key}", $"{one.Value}"))] : [];

    private static string ReplaceAddress(string text, string address) =>
        Regex.Replace(text, @"(127\.0\.0\.1|scopix):8340", address).Replace("--port 8340", $"--port {address.Split(':')[1]}");

    private static void WriteProgram(DataDirectory folder, string name, string command)
    {
        var path = Path.Combine(folder.Location, name);
        File.WriteAllText(path, $"#!/bin/sh\n{command}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static YamlMappingNode Load(string name)
    {
        using var reader = File.OpenText(Path.Combine(Folder, name));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}
