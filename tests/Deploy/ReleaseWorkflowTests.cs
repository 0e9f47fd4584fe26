using System.Xml.Linq;
using FluentAssertions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>
/// The workflow that releases, which needs GitHub's machines. Its scripts that decide what is published run here as they are written, with
/// programs of a test in place of npm, Docker and gh.
/// </summary>
public sealed class ReleaseWorkflowTests
{
    private const string Version = "9.8.7";

    private static readonly WorkflowFile Workflow = new("release.yml");

    [Fact]
    public void Each_platform_of_the_tool_is_built_on_a_machine_of_its_own_and_has_a_libvips()
    {
        var platforms = WorkflowFile.ReadMap(Workflow.Root, "env")["TOOL_PLATFORMS"].Split(';');
        var machines = ((YamlSequenceNode)Workflow.Jobs["program"]["strategy"]["matrix"]["include"]).Cast<YamlMappingNode>().ToList();
        var libraries = XDocument.Load(Path.Combine(RepositoryRoot.Path, "emulator", "Pictures", "NativeLibrary.targets"))
            .Descendants("VipsPlatform").Select(library => library.Attribute("Include")!.Value);

        machines.Select(machine => WorkflowFile.ReadText(machine, "platform")).Should().Equal(platforms);
        machines.Select(machine => WorkflowFile.ReadText(machine, "runner")).Should().OnlyHaveUniqueItems();
        libraries.Should().Contain(platforms);
    }

    [Fact]
    public void Only_jobs_of_the_environment_release_may_write_or_identify_themselves_and_they_need_everything_that_is_tested()
    {
        var publishing = Workflow.Jobs.Where(job => WorkflowFile.ReadText(job.Value, "environment") == "release").ToList();
        var others = Workflow.Jobs.Except(publishing);

        publishing.Select(job => job.Key).Should().Equal(
            "publish-files", "publish-nuget", "publish-npm", "publish-wheels", "publish-images");
        publishing.Should().OnlyContain(job => WorkflowFile.ReadText(job.Value, "if") == "needs.version.outputs.publish == 'true'");
        foreach (var (id, job) in publishing) WorkflowFile.ReadList(job, "needs").Should().Equal(["version", "collect", "image"], id);
        others.SelectMany(job => WorkflowFile.ReadMap(job.Value, "permissions")).Should()
            .OnlyContain(right => right.Key == "contents" && right.Value == "read");
        WorkflowFile.ReadMap(Workflow.Root, "permissions").Should().BeEmpty("each job names its own");
        Workflow.Text.Should().NotContain("secrets.", "the registries give short-lived keys to this workflow");
    }

    [Theory]
    [InlineData("tag", "v{0}", "true", 0, "true")]
    [InlineData("tag", "v{0}", "false", 0, "false")]
    [InlineData("tag", "v{0}.1", "true", 1, "")]
    [InlineData("branch", "main", "false", 0, "false")]
    [InlineData("branch", "v{0}", "true", 1, "")]
    public async Task Only_the_tag_of_the_version_is_published(string type, string name, string publish, int exit, string published)
    {
        using var folder = new DataDirectory();
        var output = Path.Combine(folder.Location, "output");
        var version = ReadVersion();

        var result = await RunStepAsync(RepositoryRoot.Path, "The tag is the version", "", [("GITHUB_REF_TYPE", type),
            ("GITHUB_REF_NAME", string.Format(null, name, version)), ("PUBLISH", publish), ("GITHUB_OUTPUT", output)]);

        result.Exit.Should().Be(exit, result.Errors);
        (File.Exists(output) ? File.ReadAllText(output) : "").Should()
            .Be(exit == 0 ? $"version={version}\npublish={published}\n" : "");
    }

    [Fact]
    public async Task The_programs_are_published_on_npm_before_the_launcher_and_what_is_there_is_left_out()
    {
        using var folder = new DataDirectory();
        var release = Directory.CreateDirectory(Path.Combine(folder.Location, "release")).FullName;
        foreach (var name in (string[])["", "-linux-x64", "-osx-arm64", "-portable"])
            File.WriteAllText(Path.Combine(release, $"scopix-emulator{name}-{Version}.tgz"), "");
        ScriptRunner.WriteProgram(folder.Location, "npm", $"""
            if [ "$1" = view ]; then
              [ "$2" = scopix-emulator-linux-x64@{Version} ] && echo {Version} || exit 1
            else
              echo "$*" >>calls
            fi
            """);

        var result = await RunStepAsync(folder.Location, "Publish the programs first, and the launcher, which names them, last",
            folder.Location, [("VERSION", Version)]);

        result.Exit.Should().Be(0, result.Errors);
        File.ReadAllLines(Path.Combine(folder.Location, "calls")).Should().Equal(
            ((string[])["-osx-arm64", "-portable", ""]).Select(name =>
                $"publish ./release/scopix-emulator{name}-{Version}.tgz --access public --provenance"));
    }

    [Fact]
    public async Task Each_image_has_one_manifest_for_both_processors_and_the_digest_of_it()
    {
        using var folder = new DataDirectory();
        ScriptRunner.WriteProgram(folder.Location, "docker", """
            echo "$*" >>calls
            [ "$3" != inspect ] || echo "sha256:$(echo "$4" | tr -dc a-z)"
            """);

        var result = await RunStepAsync(folder.Location, "Push each image, and one manifest for both processors", folder.Location,
            [("VERSION", Version), ("GITHUB_REPOSITORY_OWNER", "Example"), ("GITHUB_ACTOR", "me"), ("GH_TOKEN", "a"),
                ("GITHUB_OUTPUT", "output")]);

        result.Exit.Should().Be(0, result.Errors);
        const string name = "ghcr.io/example/scopix-emulator";
        var calls = File.ReadAllLines(Path.Combine(folder.Location, "calls"));
        calls.Where(call => call.StartsWith("push", StringComparison.Ordinal)).Should().Equal(
            $"push {name}:{Version}-slim-amd64", $"push {name}:{Version}-slim-arm64",
            $"push {name}:{Version}-full-amd64", $"push {name}:{Version}-full-arm64");
        calls.Where(call => call.Contains(" create ")).Should().Equal(
            $"buildx imagetools create --tag={name}:{Version} --tag={name}:latest {name}:{Version}-slim-amd64 {name}:{Version}-slim-arm64",
            $"buildx imagetools create --tag={name}:{Version}-full --tag={name}:full {name}:{Version}-full-amd64 "
                + $"{name}:{Version}-full-arm64");
        File.ReadAllLines(Path.Combine(folder.Location, "output")).Should().Equal($"name={name}",
            "slim=sha256:ghcrioexamplescopixemulator", "full=sha256:ghcrioexamplescopixemulatorfull");
        calls.Should().NotContain(call => call.Contains("GH_TOKEN"));
    }

    [Theory]
    [InlineData(1, "create")]
    [InlineData(0, "upload")]
    public async Task A_release_is_made_once_and_a_second_run_replaces_its_files(int exitOfView, string verb)
    {
        using var folder = new DataDirectory();
        Directory.CreateDirectory(Path.Combine(folder.Location, "release"));
        File.WriteAllText(Path.Combine(folder.Location, "release", "SHA256SUMS"), "");
        ScriptRunner.WriteProgram(folder.Location, "gh", $"[ \"$2\" != view ] || exit {exitOfView}\necho \"$*\" >>calls");

        var result = await RunStepAsync(folder.Location, "The release on GitHub", folder.Location,
            [("GITHUB_REF_NAME", $"v{Version}"), ("GITHUB_REPOSITORY", "example/scopix-emulator")]);

        result.Exit.Should().Be(0, result.Errors);
        File.ReadAllText(Path.Combine(folder.Location, "calls")).Should()
            .StartWith($"release {verb} v{Version} release/SHA256SUMS --repo example/scopix-emulator");
    }

    /// <summary>Runs the script of a step as GitHub does.</summary>
    private static Task<(int Exit, string Output, string Errors)> RunStepAsync(
        string folder, string step, string programs, (string, string)[] variables) =>
        ScriptRunner.RunAsync(folder, ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", Workflow.GetScript(step)], variables,
            programs);

    private static string ReadVersion() =>
        XDocument.Load(Path.Combine(RepositoryRoot.Path, "Directory.Build.props")).Descendants("Version").Single().Value;
}
