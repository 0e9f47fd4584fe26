using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

public sealed class RestoreTests
{
    [Fact]
    public async Task The_same_requests_get_the_same_responses_after_each_restore()
    {
        await using var api = await TestApi
            .StartAsync(options => options with { PublicUrl = new Uri("http://scopix.test"), Pipeline = PipelineMode.Quick, Credits = 9 });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 503, chance = 0.5, times = 1000 });
        await api.PostAsync("/_emulator/faults", new { operation = "files.get", status = 429, nth = 3, times = 2 });
        await api.PostAsync("/_emulator/faults", new { stage = "description", fail = "timeout", chance = 0.5, times = 1000 });
        await api.PostAsync("/_emulator/stubs", new { filename = "b*", description = "A stub." });
        var first = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "tags=roof");
        for (var n = 0; n < 3; n++) await api.GetAsync("/api/v2/files");
        await api.GetAsync($"/api/v2/files/{first}");
        await api.SaveSnapshotAsync("start");

        var once = await RunRequestsAsync(api, first);
        await api.RestoreSnapshotAsync("start");
        var twice = await RunRequestsAsync(api, first);
        await api.PostAsync("/_emulator/reset");
        await api.RestoreSnapshotAsync("start");
        var again = await RunRequestsAsync(api, first);

        once.Should().HaveCountGreaterThan(30);
        once.Count(request => request.StartsWith("503", StringComparison.Ordinal)).Should()
            .BeInRange(1, 15, "chance decides of sixteen lists");
        once.Should().ContainMatch("429*");
        twice.Should().Equal(once);
        again.Should().Equal(once);
    }

    [Fact]
    public async Task A_running_clock_continues_from_the_saved_time()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.PostAsync("/_emulator/clock/resume");
        var saved = await api.SaveSnapshotAsync("noon");
        await api.AdvanceAsync(TimeSpan.FromDays(400));

        await api.RestoreSnapshotAsync("noon");
        var clock = await api.GetAsync("/_emulator/clock");

        saved["frozen"].GetBoolean().Should().BeFalse();
        clock["frozen"].GetBoolean().Should().BeFalse();
        (clock["now"].GetDateTimeOffset() - saved["created_at"].GetDateTimeOffset()).Should().BePositive().And
            .BeLessThan(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_restore_keeps_the_key_the_storage_account_and_the_journal()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Instant });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var file = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var url = (await api.GetAsync($"/api/v2/files/{file}/download")).Header("Location")!;
        await api.SaveSnapshotAsync("a");
        await api.PostAsync("/_emulator/keys", new { key = api.Key, tier = "STARTER" });
        await api.GetAsync("/api/v2/files/sessions");

        await api.RestoreSnapshotAsync("a");

        (await api.GetAsync("/api/v2/files")).GetHeaderNumber("X-RateLimit-Limit").Should().Be(30, "the key keeps its tier");
        (await api.WithKey(null).GetAsync(url)).Bytes.Should().Equal(Samples.Photo());
        (await api.GetAsync("/_emulator/requests")).Text.Should().Contain("sessions.list");
    }

    [Fact]
    public async Task An_upload_interrupted_by_a_restore_is_refused_and_leaves_nothing()
    {
        using var folder = new DataDirectory();
        await using var api = await TestApi.StartAsync(options => options with { Data = folder.Location });
        await api.SaveSnapshotAsync("empty");
        var pausedUpload = await PausedUpload.BeginAsync(api, Samples.Note(), "note.txt", "/api/v2/files/upload", "file");

        await api.RestoreSnapshotAsync("empty");
        var refused = await pausedUpload.FinishAsync();

        refused.ShouldFail(409, "HTTP_409");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
        folder.ListObjects().Should().BeEmpty();
    }

    [Fact]
    public async Task Exports_with_the_same_id_in_two_branches_have_their_own_bytes()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var file = await api.UploadAndGetIdAsync(Samples.Photo(), "first.jpg", "title=First");
        await api.SaveSnapshotAsync("start");
        var one = await ExportTableAsync(api);
        var name = new Uri(one).AbsolutePath;
        await api.SaveSnapshotAsync("exported");
        await api.RestoreSnapshotAsync("start");
        await api.PatchAsync($"/api/v2/files/{file}", new { title = "Second" });

        var other = await ExportTableAsync(api);
        var second = await api.WithKey(null).GetAsync(other);
        await api.RestoreSnapshotAsync("exported");
        var first = await api.WithKey(null).GetAsync(one);

        new Uri(other).AbsolutePath.Should().Be(name, "ids come again");
        second.Text.Should().Contain("Second").And.NotContain("First");
        first.Text.Should().Contain("First").And.NotContain("Second");
    }

    [Fact]
    public async Task Snapshots_survive_a_restart_with_all_their_content()
    {
        await using var fixture = new Stores.StoreFixture(Stores.StoreUnderTest.Embedded);
        string file, before;
        await using (var api = await fixture.StartAsync())
        {
            await api.FreezeAsync("2026-03-01T12:00:00Z");
            file = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
            before = (await api.GetAsync($"/api/v2/files/{file}")).Text.Replace(api.Emulator!.BaseAddress.Authority, "",
                StringComparison.Ordinal);
            await api.PostAsync("/_emulator/stubs", new { filename = "x*", description = "A stub." });
            await api.SaveSnapshotAsync("a");
            await api.DeleteAsync($"/api/v2/files/{file}");
        }

        await using var again = await fixture.StartAsync();
        await again.AdvanceAsync(TimeSpan.FromDays(31));
        (await again.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
        (await again.GetAsync(SnapshotRequests.SnapshotsPath))["items"].EnumerateArray().Should().ContainSingle();
        await again.RestoreSnapshotAsync("a");

        var after = await again.GetAsync($"/api/v2/files/{file}");
        RemoveSignatures(after.Text.Replace(again.Emulator!.BaseAddress.Authority, "", StringComparison.Ordinal)).Should()
            .Be(RemoveSignatures(before));
        (await again.DownloadFileAsync(file)).Should().Equal(Samples.Photo());
        (await again.GetAsync("/_emulator/stubs"))["total_count"].GetInt32().Should().Be(1);
        (await again.GetAsync("/_emulator/clock"))["now"].GetString().Should().Be("2026-03-01T12:00:00Z");
    }

    private static async Task<string> ExportTableAsync(TestApi api) =>
        (await api.PostAsync("/api/v2/files/export", new { format = "csv", columns = new[] { new { field_key = "title" } } }))
        .EnsureStatus(200)["download_url"].GetString()!;

    private static string RemoveSignatures(
        string text) => System.Text.RegularExpressions.Regex.Replace(text, "X-Amz-Signature=[0-9a-f]+", "");

    /// <summary>All responses: status, headers in order of name, body.</summary>
    private static async Task<List<string>> RunRequestsAsync(TestApi api, string first)
    {
        var responses = new List<string>();
        for (var n = 0; n < 12; n++) await AddResponseAsync(api.GetAsync("/api/v2/files"));
        for (var n = 0; n < 4; n++) await AddResponseAsync(api.GetAsync($"/api/v2/files/{first}"));
        for (var n = 1; n <= 6; n++) await AddResponseAsync(api.UploadAsync(Samples.Photo(n), n % 2 == 0 ? "b.jpg" : "c.jpg"));
        await AddResponseAsync(api.UploadBatchAsync([(Samples.Note(1), "n.txt"), (Samples.Photo(), "a.jpg")], "skip_duplicates=true"));
        await AddResponseAsync(api.PatchAsync($"/api/v2/files/{first}", new { title = "South" }));
        await AddResponseAsync(api.PostIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo(9))));
        await AddResponseAsync(api.PostIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(DirectUploadRequests.CreateLongPhoto())));
        await AddResponseAsync(
            api.PostAsync("/api/v2/files/export", new { format = "csv", columns = new[] { new { field_key = "title" } } }));
        await api.AdvanceAsync(TimeSpan.FromSeconds(20));
        for (var n = 0; n < 4; n++) await AddResponseAsync(api.GetAsync("/api/v2/files?sort_by=title&sort_order=asc"));
        await AddResponseAsync(api.GetAsync("/api/v2/files/quota-check?file_count=3"));
        await AddResponseAsync(api.DeleteAsync($"/api/v2/files/{first}"));
        await AddResponseAsync(api.GetAsync("/_emulator/faults"));
        await AddResponseAsync(api.GetAsync("/_emulator/credits"));
        await api.AdvanceAsync(TimeSpan.FromDays(31));
        await AddResponseAsync(api.GetAsync("/api/v2/files/sessions"));
        return responses;

        async Task AddResponseAsync(Task<TestResponse> request)
        {
            var response = await request;
            var headers = response.Headers.Concat(response.ContentHeaders)
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
                .Order(StringComparer.Ordinal);
            responses.Add($"{response.Status}\n{string.Join('\n', headers)}\n\n{response.Text}");
        }
    }
}
