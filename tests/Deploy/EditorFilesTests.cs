using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tests.Program;
using Xunit;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>The tasks and configurations of <c>.vscode</c> name what exists, and know what the program prints.</summary>
public sealed class EditorFilesTests
{
    private static readonly JsonElement[] Tasks = [.. Read("tasks.json").GetProperty("tasks").EnumerateArray()];

    private static readonly JsonElement[] Configurations = [.. Read("launch.json").GetProperty("configurations").EnumerateArray()];

    public static TheoryData<string> Labels => [.. Tasks.Select(task => task.Text("label")!)];

    [Theory, MemberData(nameof(Labels))]
    public void A_task_names_a_project_or_a_target_of_make_that_exists(string label)
    {
        var task = GetTask(label);

        switch ((task.Text("command"), GetArguments(task)))
        {
            case ("dotnet", ["build" or "test"]): break;
            case ("dotnet", ["build" or "test", var project, ..]): GetProjects(project).Should().ContainSingle(); break;
            case ("dotnet", ["run", "--project", var project, ..]): GetProjects(project).Should().ContainSingle(); break;
            case ("make", var targets): GetMakeTargets().Should().Contain(targets); break;
            default: Assert.Fail($"the command of '{label}' is unknown to this test"); break;
        }
    }

    [Fact]
    public void What_a_task_or_a_configuration_depends_on_is_a_task()
    {
        string[] names = ["dependsOn", "preLaunchTask"];

        var named = names.SelectMany(name => Tasks.Concat(Configurations).Where(one => one.TryGetProperty(name, out _))
            .Select(one => one.Text(name)));

        named.Should().NotBeEmpty().And.BeSubsetOf(Tasks.Select(task => task.Text("label")));
    }

    [Fact]
    public async Task The_task_of_the_emulator_is_ready_with_the_last_line_of_the_start_and_finds_mistakes_in_init_files()
    {
        using var folder = new DataDirectory();
        File.WriteAllText(Path.Combine(folder.Location, "a.json"), "{\n  \"stub\": []\n}");
        var matcher = GetTask("run the emulator").GetProperty("problemMatcher");
        var background = matcher.GetProperty("background");

        await using var program = await EmulatorProcess.StartAsync([]);
        var lines = program.Banner.TrimEnd('\n').Split('\n');
        var (_, _, errors) = await EmulatorProcess.RunAsync(["--port", "0", "--init", folder.Location]);

        Array.FindIndex(lines, line => Regex.IsMatch(line, background.Text("beginsPattern")!)).Should().Be(0);
        Array.FindIndex(lines, line => Regex.IsMatch(line, background.Text("endsPattern")!)).Should().Be(lines.Length - 1);
        var problem = Regex.Match(errors.Split('\n')[0], matcher.GetProperty("pattern").Text("regexp")!);
        problem.Groups.Values.Skip(1).Select(group => group.Value).Should().HaveCount(4).And.HaveElementAt(1, "2")
            .And.HaveElementAt(2, "3").And.HaveElementAt(3, "stub: is not a known field; did you mean stubs?");
    }

    [Fact]
    public async Task The_task_that_loads_a_dataset_loads_it()
    {
        await using var api = await TestApi.StartAsync();
        var arguments = GetArguments(GetTask("load the dataset demo")).SkipWhile(word => word != "--").Skip(1)
            .Select(word => word.Replace("http://127.0.0.1:8340", api.Http.BaseAddress!.AbsoluteUri, StringComparison.Ordinal));

        var (exit, _, errors) = await EmulatorProcess.RunAsync([.. arguments]);

        exit.Should().Be(0, errors);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().BeGreaterThan(100);
    }

    [Fact]
    public async Task The_debugger_starts_the_program_and_opens_its_dashboard()
    {
        var debug = Configurations.Single(one => one.Text("request") == "launch");
        var program = debug.Text("program")!.Split('/');

        await using var emulator = await EmulatorProcess.StartAsync(
            [.. debug.GetProperty("args").EnumerateArray().Select(word => word.GetString()!)]);

        program[..2].Should().Equal("${workspaceFolder}", "emulator");
        program[^1].Should().Be("Scopix.Emulator.Tool.dll");
        program[^2].Should().Be(Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')));
        Regex.Match(emulator.Banner, "(?m)" + debug.GetProperty("serverReadyAction").Text("pattern")).Groups[1].Value.Should()
            .EndWith("/_emulator/ui");
    }

    [Fact]
    public void Each_recommended_extension_has_the_form_of_a_name() =>
        Read("extensions.json").GetProperty("recommendations").Texts().Should().NotBeEmpty().And
            .OnlyContain(name => Regex.IsMatch(name, @"^[a-z0-9-]+\.[a-z0-9-]+$"));

    private static JsonElement GetTask(string label) => Tasks.Single(task => task.Text("label") == label);

    private static string[] GetArguments(JsonElement task) =>
        [.. task.GetProperty("args").EnumerateArray().Select(word => word.GetString()!)];

    private static string[] GetProjects(string folder) => Directory.GetFiles(Path.Combine(RepositoryRoot.Path, folder), "*.csproj");

    private static IEnumerable<string> GetMakeTargets() => File.ReadLines(Path.Combine(RepositoryRoot.Path, "Makefile"))
        .Where(line => Regex.IsMatch(line, "^[a-z-]+:")).Select(line => line.Split(':')[0]);

    private static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, ".vscode", name))).RootElement;
}
