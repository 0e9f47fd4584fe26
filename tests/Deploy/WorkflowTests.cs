using System.Text.RegularExpressions;
using FluentAssertions;
using FluentAssertions.Execution;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>What holds for every workflow. None of them can run here: they need GitHub's machines.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Names() => [.. WorkflowFile.Names];

    [Theory, MemberData(nameof(Names))]
    public async Task Every_script_is_valid_for_bash_and_contains_no_expression(string name)
    {
        var scripts = new WorkflowFile(name).Scripts.ToList();

        scripts.Should().NotBeEmpty();
        foreach (var script in scripts)
        {
            var (exit, _, errors) = await ScriptRunner.RunAsync(RepositoryRoot.Path, ["bash", "-n", "-c", script], []);
            (exit, errors).Should().Be((0, ""), script);
        }
        scripts.Should().OnlyContain(script => !script.Contains("${{"), "a value from outside must not become code");
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_file_of_the_repository_that_a_script_names_exists(string name)
    {
        var workflow = new WorkflowFile(name);
        using var scope = new AssertionScope();

        foreach (var file in workflow.Scripts.SelectMany(script => RepositoryFile().Matches(script)).Select(match => match.Value))
            Exists(file).Should().BeTrue("{0} exists", file);
        foreach (var file in workflow.Steps.Select(step => WorkflowFile.ReadMap(step, "with").GetValueOrDefault("global-json-file")))
            if (file is not null) Exists(file).Should().BeTrue("{0} exists", file);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_action_is_pinned_to_a_commit_whose_version_stands_beside_it(string name)
    {
        var workflow = new WorkflowFile(name);

        var actions = workflow.Steps.Select(step => WorkflowFile.ReadText(step, "uses")).Where(action => action.Length > 0).ToList();

        actions.Should().NotBeEmpty().And.OnlyContain(action => PinnedAction().IsMatch(action));
        actions.Should().OnlyContain(action =>
            Regex.IsMatch(workflow.Text, $@"uses: {Regex.Escape(action)} # v\d+\.\d+\.\d+\n"), "the version stands in a comment");
        PinnedAction().Matches(string.Join('\n', actions)).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Distinct()
            .GroupBy(pin => pin.Item1).Should().OnlyContain(group => group.Count() == 1, "one version of each action is used");
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_job_has_a_time_limit_and_its_rights_and_needs_jobs_that_exist(string name)
    {
        var workflow = new WorkflowFile(name);
        using var scope = new AssertionScope();

        foreach (var (id, job) in workflow.Jobs)
        {
            int.Parse(WorkflowFile.ReadText(job, "timeout-minutes"), null).Should().BeInRange(1, 120, id);
            (job.Children.ContainsKey("permissions") || workflow.Root.Children.ContainsKey("permissions")).Should().BeTrue(id);
            WorkflowFile.ReadList(job, "needs").Should().BeSubsetOf(workflow.Jobs.Keys, id);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_output_that_is_read_is_that_of_a_job_or_step_before(string name)
    {
        var workflow = new WorkflowFile(name);
        using var scope = new AssertionScope();

        foreach (var (id, job) in workflow.Jobs)
        {
            var text = string.Join('\n', job.AllNodes.OfType<YamlScalarNode>());
            foreach (Match match in NeededOutput().Matches(text))
            {
                WorkflowFile.ReadList(job, "needs").Should().Contain(match.Groups[1].Value, id);
                WorkflowFile.ReadMap(workflow.Jobs[match.Groups[1].Value], "outputs").Should().ContainKey(match.Groups[2].Value, id);
            }
            foreach (Match match in StepOutput().Matches(text))
            {
                var step = WorkflowFile.GetSteps(job).Single(one => WorkflowFile.ReadText(one, "id") == match.Groups[1].Value);
                if (WorkflowFile.ReadText(step, "run") is { Length: > 0 } script)
                    script.Should().MatchRegex($@"echo ""({match.Groups[2].Value}|\$target)=.*GITHUB_OUTPUT", id);
            }
        }
    }

    private static bool Exists(string file) => Path.Exists(Path.Combine(RepositoryRoot.Path, file));

    [GeneratedRegex(@"(?<![\w/.-])(\.ci/[a-z-]+|(?:contracts|tests|samples|kits|deploy|docs)/[\w./-]+|[A-Z]+\.md)")]
    private static partial Regex RepositoryFile();

    [GeneratedRegex(@"([\w.-]+/[\w.-]+)@([0-9a-f]{40})\b")]
    private static partial Regex PinnedAction();

    [GeneratedRegex(@"\bneeds\.([a-z-]+)\.outputs\.(\w+)")]
    private static partial Regex NeededOutput();

    [GeneratedRegex(@"\bsteps\.([a-z-]+)\.outputs\.(\w+)")]
    private static partial Regex StepOutput();
}
