using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tests.Client;
using Scopix.Emulator.Tool.Seed;
using Xunit;

namespace Scopix.Emulator.Tests.Seeding;

/// <summary>The verb <c>seed</c>: datasets through the public API. Sessions are in <see cref="RemoteSeedingSessionTests"/>.</summary>
public sealed class RemoteSeedingTests
{
    internal static readonly string[] ReadOperations = ["files.list", "files.get", "files.check_duplicates", "files.quota_check",
        "folders.list", "projects.list"];

    [Fact]
    public async Task A_dataset_arrives_with_its_titles_tags_folders_and_bytes()
    {
        await using var api = await TestApi.StartAsync();

        var (exit, output) = await RunAsync(api, "documents");

        exit.Should().Be(0, output);
        output.Should().Contain("Created: 9 folders, 60 files").And.Contain("original ids and times");
        var folders = (await api.GetAsync("/api/v2/folders"))["items"].EnumerateArray().ToArray();
        var archive = folders.Single(folder => folder.GetProperty("name").GetString() == "Archive [scopix-seed:documents]")
            .GetProperty("id").GetString();
        folders.Count(folder => folder.GetProperty("parent_id").GetString() == archive).Should().Be(8);
        folders.Sum(folder => folder.GetProperty("file_count").GetInt32()).Should().Be(60);
        var found = (await api.GetAsync("/api/v2/files?tags=scopix-seed:documents&search=incident&limit=100"))["items"].EnumerateArray()
            .ToArray();
        found.Should().NotBeEmpty().And.OnlyContain(file => file.GetProperty("title").GetString()!.Length > 3);
        found.Should()
            .OnlyContain(file => file.GetProperty("tags").GetArrayLength() > 2, "the tags of an upload take the place of the AI's");
        await using var other = await TestApi.StartAsync(options => options with { Dataset = "documents" });
        (await GetNamesAsync(api)).Should().Equal(await GetNamesAsync(other));
    }

    [Fact]
    public async Task A_second_run_writes_nothing()
    {
        await using var api = await TestApi.StartAsync();
        (await RunAsync(api, "demo")).Exit.Should().Be(0);
        using var recorder = new RecordingHandler();

        var (exit, output) = await RunAsync(api, "demo", recorder);

        exit.Should().Be(0, output);
        output.Should().Contain("Created: nothing").And.Contain("Already existing: 20 folders, 5 projects, 132 files, 3 links");
        recorder.Operations.Should().NotBeEmpty().And.BeSubsetOf(ReadOperations);
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(135);
    }

    [Fact]
    public async Task An_interrupted_run_continues_without_duplicates()
    {
        await using var api = await TestApi.StartAsync();
        using var stop = new CancellationTokenSource();
        var (exit, output) =
            await RunAsync(api, "edge", reportProgress: (what, done, _) => StopIf(what == "Loading" && done == 11), cancel: stop.Token);
        (exit, output).Should()
            .Match<(int Exit, string Output)>(first => first.Exit == 1 && first.Output.Contains("Interrupted.", StringComparison.Ordinal));
        var first = (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32();

        var second = await RunAsync(api, "edge");

        first.Should().BeInRange(11, 43);
        second.Exit.Should().Be(0, second.Output);
        // The server may complete one more upload after the client has given up.
        var created = int.Parse(Regex.Match(second.Output, "Created: ([0-9]+) files").Groups[1].Value, CultureInfo.InvariantCulture);
        created.Should().BeInRange(1, 44 - first);
        second.Output.Should().Contain($"{44 - created} files");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(44);
        (await GetNamesAsync(api)).Should().OnlyHaveUniqueItems();

        void StopIf(bool condition)
        {
            if (condition) stop.Cancel();
        }
    }

    [Fact]
    public async Task Lost_responses_and_temporary_refusals_create_nothing_twice()
    {
        await using var api = await TestApi.StartAsync(options => options with { EnforceLimits = true, Tier = Tier.Professional });
        await api.AddFaultAsync(new { operation = "files.upload", reset = true, times = 2 });
        await api.AddFaultAsync(new { operation = "files.upload", status = 503, nth = 9 });
        await api.AddFaultAsync(new { operation = "folders.create", status = 429, retry_after = 0, times = 3 });
        using var recorder = new RecordingHandler();

        var (exit, output) = await RunAsync(api, "edge", recorder);

        exit.Should().Be(0, output);
        output.Should().Contain("Created: 11 folders, 1 project, 44 files, 2 changes");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(44);
        recorder.Requests.Count(request => request.Status == 429).Should().BeGreaterThanOrEqualTo(3);
        recorder.Requests.Count(request => request.Status == 503).Should().Be(1);
    }

    [Fact]
    public async Task Cleaning_removes_the_seeded_files_and_keeps_all_others()
    {
        await using var api = await TestApi.StartAsync();
        await RunAsync(api, "edge");
        var folder = (await api.GetAsync("/api/v2/folders"))["items"].EnumerateArray()
            .First(item => item.GetProperty("name").GetString() == "Level 4").GetProperty("id").GetString();
        var otherFile = await api.UploadAndGetIdAsync("x"u8.ToArray(), "one character.txt", $"folder_id={folder}", "tags=mine");
        var project =
            (await api.PostAsync("/api/v2/projects", new { name = "Mine", description = "[scopix-seed:demo]" }))["id"].GetString();
        await api.PostAsync("/api/v2/folders", new { name = "Level 1" });

        var (exit, output) = await RunAsync(api, "edge", change: options => options with { RemoveLoaded = true });

        exit.Should().Be(0, output);
        output.Should().Contain("Removed: 11 folders, 1 project, 44 files").And.Contain("Not removed:");
        var remaining = (await api.GetAsync("/api/v2/files"))["items"].EnumerateArray().ToArray();
        remaining.Should().ContainSingle().Which.GetProperty("id").GetString().Should().Be(otherFile);
        (await api.GetAsync($"/api/v2/files/{otherFile}/download")).Status.Should().Be(302);
        (await api.GetAsync("/api/v2/folders"))["items"].EnumerateArray().Select(item => item.GetProperty("name").GetString()).Should()
            .Equal("Level 1");
        (await api.GetAsync("/api/v2/projects"))["items"].EnumerateArray().Select(item => item.GetProperty("id").GetString()).Should()
            .Contain(project).And.HaveCount(2);
    }

    [Fact]
    public async Task An_existing_project_of_the_same_name_is_not_used()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/api/v2/projects", new { name = "Copper Ridge" });

        (await RunAsync(api, "demo")).Exit.Should().Be(0);

        var projects = (await api.GetAsync("/api/v2/projects"))["items"].EnumerateArray()
            .ToDictionary(item => item.GetProperty("name").GetString()!, item => item.GetProperty("file_count").GetInt32());
        projects["Copper Ridge"].Should().Be(0);
        projects["Copper Ridge [scopix-seed:demo]"].Should().BeGreaterThan(10);
    }

    [Theory]
    [InlineData(false, "To be created: 20 folders, 5 projects, 132 files, 6 sessions, 3 links, 7 changes, 2 reviews")]
    [InlineData(true, "To be removed: nothing")]
    public async Task A_dry_run_writes_nothing_and_reports_the_cost(bool clean, string expected)
    {
        await using var api = await TestApi.StartAsync();
        using var recorder = new RecordingHandler();

        var (exit, output) =
            await RunAsync(api, "demo", recorder, change: options => options with { IsDryRun = true, RemoveLoaded = clean });

        exit.Should().Be(0, output);
        output.Should().Contain(expected);
        if (!clean) output.Should().Contain("8.5 MB, 132 uploads of the monthly quota, 10 credits for videos").And
            .Contain("a session that is expired");
        recorder.Operations.Should().NotBeEmpty().And.BeSubsetOf(ReadOperations);
    }

    [Fact]
    public async Task A_key_that_is_refused_ends_the_run_at_once()
    {
        await using var api = await TestApi.StartAsync(options => options with { Auth = AuthMode.Strict });
        using var recorder = new RecordingHandler();

        var (exit, output) = await RunAsync(api.WithKey(TestApi.CreateKey(7)), "edge", recorder);

        exit.Should().Be(1);
        output.Should().Contain("Failed:").And.Contain("401").And.NotContain(TestApi.CreateKey(7));
        recorder.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task An_unreachable_target_is_a_failure()
    {
        var api = await TestApi.StartAsync();
        await api.DisposeAsync();

        var (exit, output) = await RunAsync(api, "empty");

        exit.Should().Be(1);
        output.Should().Contain("Failed:").And.Contain("Run the same command again to continue.").And.NotContain(api.Key);
    }

    internal static async Task<string[]> GetNamesAsync(TestApi api)
    {
        var files = (await api.GetAsync("/api/v2/files?limit=100"))["items"].EnumerateArray();
        return [.. files
            .Select(file =>
                $"{file.GetProperty("filename").GetString()} {file.GetProperty("title").GetString()} {file.GetProperty("size_bytes")}")
                .Order(StringComparer.Ordinal)];
    }

    internal static async Task<(int Exit, string Output)> RunAsync(
        TestApi api, string dataset, RecordingHandler? recorder = null, Action<string, int, int>? reportProgress = null,
        Func<RemoteSeedOptions, RemoteSeedOptions>? change = null, CancellationToken cancel = default)
    {
        var options = new RemoteSeedOptions(api.Http.BaseAddress!, api.Key!, dataset, 42);
        using var writer = new StringWriter();
        var exit = await RemoteSeeder
            .RunAsync(change?.Invoke(options) ?? options, api.CreateScopixClient(recorder), writer, reportProgress ?? ((_, _, _) => { }),
                cancel);
        return (exit, writer.ToString());
    }
}
