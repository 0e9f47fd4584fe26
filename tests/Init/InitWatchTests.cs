using FluentAssertions;
using Scopix.Emulator.Tests.Program;
using Xunit;

namespace Scopix.Emulator.Tests.Init;

/// <summary><c>--watch</c>, and the folder that containers read.</summary>
public sealed class InitWatchTests
{
    [Fact]
    public async Task Saved_stubs_and_faults_replace_those_of_the_file_and_no_others()
    {
        using var folder = new DataDirectory();
        var path = Path.Combine(folder.Location, "scopix.json");
        await File.WriteAllTextAsync(path, """
            {"stubs": [{"description": "one"}], "files": [{"text": "a note", "filename": "a.txt"}]}
            """, TestContext.Current.CancellationToken);
        await using var api = await TestApi.StartAsync(options => options with { Init = path, Watch = true });
        await api.PostAsync("/_emulator/stubs", new { description = "another" });

        await File.WriteAllTextAsync(path, """
            {
              "stubs": [{"description": "two"}, {"description": "three"}], "files": [{"text": "a note", "filename": "a.txt"}],
              "faults": [{"operation": "files.get", "status": 500}]
            }
            """, TestContext.Current.CancellationToken);
        await WaitForAsync(api, "/_emulator/faults", 1);

        var stubs = (await api.GetAsync("/_emulator/stubs"))["items"].EnumerateArray();
        stubs.Select(stub => stub.GetProperty("description").GetString()).Should().BeEquivalentTo("another", "two", "three");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1, "files are not uploaded again");
    }

    [Fact]
    public async Task What_a_restored_snapshot_has_of_the_file_is_replaced_too()
    {
        using var folder = new DataDirectory();
        var path = Path.Combine(folder.Location, "scopix.json");
        File.WriteAllText(path, """{"stubs": [{"description": "one"}], "faults": [{"operation": "files.get", "status": 500}]}""");
        await using var api = await TestApi.StartAsync(options => options with { Init = path, Watch = true });
        await api.PostAsync("/_emulator/stubs", new { description = "another" });
        await api.PostAsync("/_emulator/snapshots", new { name = "start" });
        await api.PostAsync("/_emulator/snapshots/start/restore");

        File.WriteAllText(path, """
            {"stubs": [{"description": "two"}], "faults": [{"operation": "*", "status": 500}, {"operation": "*", "status": 503}]}
            """);
        await WaitForAsync(api, "/_emulator/faults", 2);

        var stubs = (await api.GetAsync("/_emulator/stubs"))["items"].EnumerateArray();
        stubs.Select(stub => stub.GetProperty("description").GetString()).Should().BeEquivalentTo("another", "two");
    }

    [Fact]
    public async Task A_snapshot_that_an_init_file_restores_adds_its_stubs_once()
    {
        using var folder = new DataDirectory();
        var (path, export) = (Path.Combine(folder.Location, "scopix.json"), Path.Combine(folder.Location, "start.tar.gz"));
        File.WriteAllText(path, """{"stubs": [{"description": "one"}]}""");
        await using (var first = await TestApi.StartAsync(options => options with { Init = path }))
        {
            await first.PostAsync("/_emulator/snapshots", new { name = "start" });
            await File.WriteAllBytesAsync(export, (await first.GetAsync("/_emulator/snapshots/start/export")).Bytes);
        }

        File.WriteAllText(path, """{"snapshot": {"path": "start.tar.gz"}, "stubs": [{"description": "one"}]}""");
        await using var api = await TestApi.StartAsync(options => options with { Init = path });

        (await api.GetAsync("/_emulator/stubs"))["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_file_with_a_mistake_changes_nothing_until_it_is_right()
    {
        using var folder = new DataDirectory();
        var path = Path.Combine(folder.Location, "scopix.json");
        await File.WriteAllTextAsync(path, """{"stubs": [{"description": "one"}]}""", TestContext.Current.CancellationToken);
        await using var program = await EmulatorProcess.StartAsync(["--init", folder.Location, "--watch"]);
        using var client = program.CreateClient();

        await File.WriteAllTextAsync(path, """{"stubs": [{"descriptoin": "two"}]}""", TestContext.Current.CancellationToken);
        string? line;
        do line = await program.ReadLineAsync();
        while (line is not null && !line.Contains("descriptoin", StringComparison.Ordinal));

        line.Should().Contain("scopix.json:1:13: stubs[0].descriptoin: is not a known field; did you mean description?");
        var stubs = await client.GetStringAsync("/_emulator/stubs", TestContext.Current.CancellationToken);
        stubs.Should().Contain("\"one\"");
    }

    [Fact]
    public async Task The_folder_of_a_container_is_read_if_it_is_there()
    {
        using var folder = new DataDirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.Location, "a.json"), """{"stubs": [{"description": "one"}]}""",
            TestContext.Current.CancellationToken);
        await using var without = await EmulatorProcess.StartAsync(
            [], null, ("SCOPIX_INIT_FOLDER", Path.Combine(folder.Location, "absent")));
        await using var with = await EmulatorProcess.StartAsync([], null, ("SCOPIX_INIT_FOLDER", folder.Location));

        (await CountStubsAsync(without)).Should().Be(0);
        (await CountStubsAsync(with)).Should().Be(1);
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "Dockerfile")).Split("SCOPIX_INIT_FOLDER=/init").Should()
            .HaveCount(3, "both images name the folder");
    }

    [Fact]
    public async Task Watching_needs_an_init_file()
    {
        var (exit, _, errors) = await EmulatorProcess.RunAsync(["--watch"]);

        exit.Should().Be(2);
        errors.Should().Contain("--watch requires --init.");
    }

    private static async Task<int> CountStubsAsync(EmulatorProcess program)
    {
        using var client = program.CreateClient();
        using var json = System.Text.Json.JsonDocument.Parse(
            await client.GetStringAsync("/_emulator/stubs", TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty("total_count").GetInt32();
    }

    /// <summary>Polls for up to ten seconds.</summary>
    private static async Task WaitForAsync(TestApi api, string list, int count)
    {
        for (var tries = 0; tries < 1_000; tries++)
        {
            if ((await api.GetAsync(list))["total_count"].GetInt32() == count) return;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"{list} never had {count} items");
    }
}
