using FluentAssertions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>The workflow that builds the images, which cannot run without a container engine.</summary>
public sealed class ImageWorkflowTests
{
    private static readonly WorkflowFile Workflow = new("images.yml");

    [Fact]
    public void It_builds_the_targets_of_the_Dockerfile_and_starts_when_what_they_are_made_of_changes()
    {
        var matrix = (YamlMappingNode)Workflow.Jobs["image"]["strategy"]["matrix"];
        var paths = WorkflowFile.ReadList((YamlMappingNode)Workflow.Root["on"]["push"], "paths");
        var dockerfile = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "Dockerfile"));

        WorkflowFile.ReadList(matrix, "target").Should().BeEquivalentTo("slim", "full", "semantic").And
            .OnlyContain(target => dockerfile.Contains($" AS {target}\n", StringComparison.Ordinal));
        paths.Should().OnlyContain(path => File.Exists(Path.Combine(RepositoryRoot.Path, path)));
    }

    [Fact]
    public void The_suite_runs_with_the_variables_that_CI_uses()
    {
        var suite = Workflow.Steps.Single(step => WorkflowFile.ReadText(step, "name") == "The contract suite");
        var run = File.ReadAllText(Path.Combine(RepositoryRoot.Path, ".ci", "run"));

        WorkflowFile.ReadMap(suite, "env").Keys.Should().HaveCount(6).And
            .OnlyContain(name => run.Contains(name + "=", StringComparison.Ordinal));
    }
}
