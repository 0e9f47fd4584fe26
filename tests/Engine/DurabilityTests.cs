using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class DurabilityTests
{
    [Fact]
    public async Task Files_bytes_and_sessions_survive_a_restart()
    {
        using var folder = new DataDirectory();
        string id, session;
        TestResponse before, list, status;
        await using (var api = await StartAsync(folder))
        {
            await api.FreezeAsync("2026-03-01T12:00:00Z");
            id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "tags=roof", "title=North");
            session = (await api.UploadBatchAsync([(Samples.Note(), "note.txt")]))["session_id"].GetString()!;
            (before, list, status) = (await api.GetAsync($"/api/v2/files/{id}"), await api.GetAsync("/api/v2/files?search=north"),
                await GetSessionStatusAsync(api, session));
        }

        await using var again = await StartAsync(folder);
        var download = await again.GetAsync($"/api/v2/files/{id}/download");

        RemoveSignatures(await again.GetAsync($"/api/v2/files/{id}")).Should().Be(RemoveSignatures(before));
        RemoveSignatures(await again.GetAsync("/api/v2/files?search=north")).Should().Be(RemoveSignatures(list));
        (await GetSessionStatusAsync(again, session)).Text.Should().Be(status.Text);
        (await again.WithKey(null).GetAsync(download.Header("Location")!)).Bytes.Should().Equal(Samples.Photo());
    }

    [Fact]
    public async Task Clocks_and_keys_survive_a_restart()
    {
        using var folder = new DataDirectory();
        await using (var api = await StartAsync(folder))
        {
            await api.FreezeAsync("2026-03-01T12:00:00Z");
            await api.PostAsync("/_emulator/keys", new { key = TestApi.CreateKey(1), tier = "STARTER" });
            await api.PostAsync("/_emulator/keys", new { key = TestApi.CreateKey(2), is_active = false });
        }

        await using var again = await StartAsync(folder, options => options with { Auth = AuthMode.Strict });

        (await again.GetAsync("/_emulator/clock"))["now"].GetString().Should().Be("2026-03-01T12:00:00Z");
        (await again.WithKey(TestApi.CreateKey(1)).GetAsync("/api/v2/files")).GetHeaderNumber("X-RateLimit-Limit").Should().Be(30);
        (await again.WithKey(TestApi.CreateKey(2)).GetAsync("/api/v2/files")).ShouldFail(401, "DEACTIVATED_API_KEY");
        (await again.WithKey(TestApi.CreateKey(3)).GetAsync("/api/v2/files")).ShouldFail(401, "INVALID_API_KEY");
        (await again.GetAsync("/_emulator/keys"))["items"].GetArrayLength().Should().Be(2);
    }

    [Fact]
    public async Task The_shared_clock_survives_a_restart()
    {
        using var folder = new DataDirectory();
        await using (var api = await StartAsync(folder)) await api.WithKey(null).FreezeAsync("2026-03-01T12:00:00Z");

        await using var again = await StartAsync(folder);

        (await again.WithKey(null).GetAsync("/_emulator/clock"))["now"].GetString().Should().Be("2026-03-01T12:00:00Z");
        (await again.WithKey(TestApi.CreateKey(1)).GetAsync("/_emulator/clock"))["now"].GetString().Should().Be("2026-03-01T12:00:00Z");
    }

    [Fact]
    public async Task Ids_are_not_reused_after_restarts_and_deletions()
    {
        using var folder = new DataDirectory();
        var ids = new List<string>();

        for (var run = 0; run < 3; run++)
        {
            await using var api = await StartAsync(folder);
            for (var n = 0; n < 3; n++) ids.Add(await api.UploadAndGetIdAsync(Samples.Note(n), "note.txt"));
            await api.DeleteAsync($"/api/v2/files/{ids[^1]}");
            await api.AdvanceAsync(TimeSpan.FromDays(31));
        }

        ids.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Processing_continues_after_a_restart_without_a_difference()
    {
        using var folder = new DataDirectory();
        string id;
        await using (var api = await StartAsync(folder, options => options with { Pipeline = PipelineMode.Realistic }))
        {
            await api.FreezeAsync("2026-03-01T12:00:00Z");
            id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        }

        await using var again = await StartAsync(folder);
        var before = await again.GetAsync($"/api/v2/files/{id}");
        await again.AdvanceAsync(TimeSpan.FromSeconds(6));
        var after = await again.GetAsync($"/api/v2/files/{id}");

        before["primary_status"].GetString().Should().Be("processing");
        after["primary_status"].GetString().Should().Be("completed");
        after["updated_at"].GetString().Should().Be("2026-03-01T12:00:06Z");
    }

    [Fact]
    public async Task Two_emulators_cannot_share_a_data_folder()
    {
        using var folder = new DataDirectory();
        await using var api = await StartAsync(folder);

        var second = async () => await StartAsync(folder);

        (await second.Should().ThrowAsync<IOException>()).WithMessage($"The data folder {folder.Location} is in use by another emulator*");
        (await api.GetAsync("/api/v2/files")).Status.Should().Be(200);
    }

    [Fact]
    public async Task An_empty_database_left_by_a_killed_process_is_ignored()
    {
        using var folder = new DataDirectory();
        await using (var api = await StartAsync(folder)) await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await File.WriteAllBytesAsync(Path.Combine(folder.Location, "tenants", "0123456789abcdef.db"), [],
            TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder.Location, "tenants", "notes.db"), [], TestContext.Current.CancellationToken);

        await using var again = await StartAsync(folder);

        (await again.WithKey(null).GetAsync("/_emulator/info"))["files"].GetInt32().Should().Be(1);
        (await again.WithKey(null).PostAsync("/_emulator/reset")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_data_folder_of_another_version_prevents_the_start()
    {
        using var folder = new DataDirectory();
        await using (await StartAsync(folder))
        {
        }
        await File.WriteAllTextAsync(Path.Combine(folder.Location, "emulator.lock"), "99", TestContext.Current.CancellationToken);

        var start = async () => await StartAsync(folder);

        (await start.Should().ThrowAsync<InvalidDataException>()).WithMessage($"The data folder {folder.Location} is of version 99*");
    }

    private static Task<TestApi> StartAsync(DataDirectory folder, Func<EmulatorOptions, EmulatorOptions>? change = null) =>
        TestApi.StartAsync(options => (change is null ? options : change(options)) with { Data = folder.Location });

    private static Task<TestResponse> GetSessionStatusAsync(
        TestApi api, string session) => api.GetAsync($"/api/v2/files/sessions/{session}/status");

    /// <summary>Removes the port, which differs between runs, and the signatures.</summary>
    private static string RemoveSignatures(TestResponse response) =>
        System.Text.RegularExpressions.Regex.Replace(response.Text, "127.0.0.1:[0-9]+|X-Amz-Signature=[0-9a-f]+", "");
}
