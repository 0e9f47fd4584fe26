using System.Diagnostics;
using FluentAssertions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>The workflow that builds the images, which cannot run without a container engine.</summary>
public sealed class WorkflowTests
{
    private static readonly YamlMappingNode Workflow = Load();

    [Fact]
    public async Task Every_script_is_valid_for_bash()
    {
        var scripts = Steps().Where(step => step.Children.ContainsKey("run")).Select(step => Text(step, "run")).ToList();

        scripts.Should().HaveCountGreaterThan(5);
        foreach (var script in scripts)
        {
            var start = new ProcessStartInfo("bash", ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true };
            using var bash = Process.Start(start)!;
            await bash.StandardInput.WriteAsync(System.Text.RegularExpressions.Regex.Replace(script, @"\$\{\{.*?\}\}", "value"));
            bash.StandardInput.Close();
            var errors = await bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
            (bash.ExitCode, errors).Should().Be((0, ""), script);
        }
    }

    [Fact]
    public void It_builds_the_targets_of_the_Dockerfile_and_starts_when_what_they_are_made_of_changes()
    {
        var matrix = (YamlMappingNode)Workflow["jobs"]["image"]["strategy"]["matrix"];
        var targets = ((YamlSequenceNode)matrix["target"]).Select(target => target.ToString());
        var paths = ((YamlSequenceNode)Workflow["on"]["push"]["paths"]).Select(path => path.ToString());
        var dockerfile = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "Dockerfile"));

        targets.Should().BeEquivalentTo("slim", "full").And
            .OnlyContain(target => dockerfile.Contains($" AS {target}\n", StringComparison.Ordinal));
        paths.Should().OnlyContain(path => File.Exists(Path.Combine(RepositoryRoot.Path, path)));
    }

    [Fact]
    public void The_suite_runs_with_the_variables_that_CI_uses()
    {
        var suite = Steps().Single(step => Text(step, "name") == "The contract suite");
        var run = File.ReadAllText(Path.Combine(RepositoryRoot.Path, ".ci", "run"));

        ((YamlMappingNode)suite["env"]).Children.Keys.Select(name => name.ToString()).Should().HaveCount(6).And
            .OnlyContain(name => run.Contains(name + "=", StringComparison.Ordinal));
    }

    private static IEnumerable<YamlMappingNode> Steps() => ((YamlSequenceNode)Workflow["jobs"]["image"]["steps"]).Cast<YamlMappingNode>();

    private static string Text(YamlMappingNode step, string key) => step.Children.TryGetValue(key, out var value) ? value.ToString() : "";

    private static YamlMappingNode Load()
    {
        using var reader = File.OpenText(Path.Combine(RepositoryRoot.Path, ".github", "workflows", "images.yml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}
