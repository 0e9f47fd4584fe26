using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>What the control API says of files beyond the API: their status as a filter, their tags, the times of their stages.</summary>
public sealed class FileStateTests
{
    [Fact]
    public async Task Files_are_listed_by_primary_status_with_the_other_filters_of_the_list()
    {
        await using var api = await StartAsync(PipelineMode.Manual, "demo");
        await api.UploadAndGetIdAsync(Samples.Photo(1), "held.jpg");

        var all = await ListAllAsync(api, "/api/v2/files?limit=100");
        var byStatus = new Dictionary<string, string[]>();
        foreach (var status in (string[])["pending", "processing", "completed", "failed", "partially_completed"])
            byStatus[status] = Ids(await ListAllAsync(api, $"/_emulator/files?limit=100&status={status}"));
        var failedImages = Ids(await ListAllAsync(api, "/_emulator/files?limit=100&status=failed&status=completed&media_types=image"));

        foreach (var (status, ids) in byStatus)
            ids.Should().Equal(Ids(all.Where(file => file.Text("primary_status") == status)), status).And.NotBeEmpty(status);
        failedImages.Should().Equal(Ids(all.Where(
            file => file.Text("media_type") == "image" && file.Text("primary_status") is "failed" or "completed")
            .Where(file => file.Text("media_type") == "image")));
    }

    [Fact]
    public async Task Files_are_listed_by_session_also_those_that_wait()
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var batch = await api.UploadBatchAsync([(Samples.Photo(1), "a.jpg"), (Samples.Photo(2), "b.jpg")]);
        await api.UploadAndGetIdAsync(Samples.Photo(3), "c.jpg");
        var session = batch["session_id"].GetString();

        var files = await api.GetAsync($"/_emulator/files?session_id={session}&sort_by=title&sort_order=asc");
        var unknown = await api.GetAsync($"/_emulator/files?session_id={Guid.Empty}");
        var state = await api.GetAsync($"/_emulator/files/{files["items"][0].Text("id")}");

        files["items"].EnumerateArray().Select(file => file.Text("filename")).Should().BeEquivalentTo("a.jpg", "b.jpg");
        unknown["total_count"].GetInt32().Should().Be(0);
        state["session_id"].GetString().Should().Be(session);
    }

    [Fact]
    public async Task A_deleted_file_shows_when_it_was_deleted()
    {
        await using var api = await StartAsync(PipelineMode.Instant);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var before = await api.GetAsync($"/_emulator/files/{id}");
        await api.DeleteAsync($"/api/v2/files/{id}");

        var after = await api.GetAsync($"/_emulator/files/{id}");

        before["deleted_at"].ValueKind.Should().Be(JsonValueKind.Null);
        (after["filename"].GetString(), after["deleted_at"].ValueKind).Should().Be(("photo.jpg", JsonValueKind.String));
    }

    [Fact]
    public async Task A_text_that_contains_the_word_failed_does_not_make_a_file_fail()
    {
        await using var api = await StartAsync(PipelineMode.Instant);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "title=\"failed\"");

        var completed = await ListAllAsync(api, "/_emulator/files?status=completed");
        var failed = await ListAllAsync(api, "/_emulator/files?status=failed");

        Ids(completed).Should().Equal(id);
        failed.Should().BeEmpty();
    }

    [Fact]
    public async Task The_tags_are_listed_by_their_number_of_files()
    {
        await using var api = await StartAsync(PipelineMode.Instant);
        await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg", "tags=valve,pump");
        await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg", "tags=pump,Pumphouse");
        var deleted = await api.UploadAndGetIdAsync(Samples.Photo(3), "c.jpg", "tags=valve,gone");
        await api.DeleteAsync($"/api/v2/files/{deleted}");

        var all = await api.GetAsync("/_emulator/tags");
        var prefixed = await api.GetAsync("/_emulator/tags?prefix=pu");
        var first = await api.GetAsync("/_emulator/tags?limit=1");

        Tags(all).Should().Equal("pump 2", "Pumphouse 1", "valve 1");
        Tags(prefixed).Should().Equal("pump 2");
        (Tags(first).Single(), first["total_count"].GetInt32()).Should().Be(("pump 2", 3));
    }

    [Fact]
    public async Task A_file_shows_the_times_of_its_stages_and_whether_its_bytes_are_stored()
    {
        await using var api = await StartAsync(PipelineMode.Quick);
        await api.FreezeAsync("2027-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(200));

        var state = await api.GetAsync($"/_emulator/files/{id}");
        var link = await api.PostAsync("/_emulator/links", new { url = "https://example.com/" });
        var linkState = await api.GetAsync($"/_emulator/files/{link["id"].GetString()}");

        (state["has_content"].GetBoolean(), linkState["has_content"].GetBoolean()).Should().Be((true, false));
        state["stages"].EnumerateArray().Select(Describe).Should().Equal(
            "text_extraction completed 00.000-00.150", "embedding processing 00.150-", "digitization processing 00.150-",
            "description processing 00.150-");
    }

    [Fact]
    public async Task A_file_shows_where_each_result_of_the_AI_comes_from()
    {
        await using var api = await StartAsync(PipelineMode.Manual, "demo");
        var (regions, data) = (Array.Empty<object>(), new { pid_data = new { } });
        await api.PostAsync("/_emulator/stubs",
            new { filename = "decided.jpg", description = "A stub.", text_regions = regions, data });
        var decided = await api.UploadAndGetIdAsync(Samples.Photo(1), "decided.jpg", "content_category=mining");
        var before = await api.GetAsync($"/_emulator/files/{decided}");
        await api.ReleaseStageAsync(decided, "description");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));

        var after = await api.GetAsync($"/_emulator/files/{decided}");
        var response = await api.GetFileAsync(decided);
        var drawn = (await api.GetAsync("/api/v2/files?media_types=video&search=pump room&limit=1"))["items"][0].Text("id");
        var dataset = await api.GetAsync($"/_emulator/files/{drawn}");

        before["ai_fields"].GetArrayLength().Should().Be(0, "the API does not show them yet");
        Sources(after).Should().Equal(
            "description=stub", "tags=stub", "visible_text=stub", "text_regions=stub", "mining_data=generated");
        response.Header("X-Emulator-Sources").Should().Be("description=stub, tags=stub, visible_text=stub, text_regions=stub");
        Sources(dataset).Should().Equal("description=dataset", "tags=dataset", "scenes=dataset");
        (await api.GetFileAsync(drawn!)).Header("X-Emulator-Sources").Should().BeNull("only single fields are named");
    }

    [Fact]
    public async Task A_retry_runs_a_failed_stage_again_and_those_that_were_skipped_because_of_it()
    {
        await using var api = await StartAsync(PipelineMode.Manual);
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await ApplyAsync(api, id, "text_extraction", "fail");

        var failed = await StatusesAsync(api, id);
        var retry = await ApplyAsync(api, id, "text_extraction", "retry");
        var waiting = await StatusesAsync(api, id);
        foreach (var stage in (string[])["text_extraction", "embedding", "digitization", "description"])
            await api.ReleaseStageAsync(id, stage);
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        var done = await StatusesAsync(api, id);
        var again = await ApplyAsync(api, id, "text_extraction", "retry");

        failed.Should().Equal("failed", "skipped", "skipped", "skipped");
        (retry.Status, retry["status"].GetString()).Should().Be((200, "pending"));
        waiting.Should().AllBe("pending");
        done.Should().AllBe("completed");
        (again.Status, again.Code).Should().Be((409, "HTTP_409"));
    }

    [Fact]
    public async Task A_retry_fails_again_when_the_bytes_are_the_reason()
    {
        await using var api = await StartAsync(PipelineMode.Instant);
        var damaged = await api.UploadAndGetIdAsync(Samples.File("photo.jpg")[..2_000], "damaged.jpg");
        var before = (await api.GetAsync($"/_emulator/files/{damaged}"))["stages"][0];

        var retry = await ApplyAsync(api, damaged, "variants", "retry");
        var after = (await api.GetAsync($"/_emulator/files/{damaged}"))["stages"][0];

        (before.Text("status"), retry["status"].GetString()).Should().Be(("failed", "failed"));
        after.Text("error_message").Should().Be(before.Text("error_message"));
    }

    [Fact]
    public async Task A_retry_meets_a_fault_as_a_new_upload_does()
    {
        await using var api = await StartAsync(PipelineMode.Instant);
        await api.PostAsync("/_emulator/faults", new { stage = "description", fail = "timeout", times = 2 });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var statuses = new List<string>();
        for (var i = 0; i < 2; i++)
            statuses.Add((await ApplyAsync(api, id, "description", "retry"))["status"].GetString()!);

        statuses.Should().Equal("failed", "completed");
    }

    [Theory]
    [InlineData("/_emulator/files?status=done", "status")]
    [InlineData("/_emulator/tags?limit=501", "limit")]
    [InlineData("/_emulator/files/1234", "file_id")]
    public async Task A_value_out_of_range_is_refused_by_name(string path, string field)
    {
        await using var api = await TestApi.OpenTenantAsync();

        var response = await api.GetAsync(path);

        (response.Status, response.Field).Should().Be((422, field));
    }

    private static async Task<TestApi> StartAsync(PipelineMode mode, string? dataset = null)
    {
        var api = await TestApi.StartAsync(options => options with { Pipeline = mode, Dataset = dataset });
        await api.PostAsync("/_emulator/clock/freeze", new { });
        return api;
    }

    private static async Task<List<JsonElement>> ListAllAsync(TestApi api, string path)
    {
        var files = new List<JsonElement>();
        for (var hasMore = true; hasMore;)
        {
            var page = await api.GetAsync($"{path}&offset={files.Count}");
            files.AddRange(page["items"].EnumerateArray());
            hasMore = page["has_more"].GetBoolean();
        }
        return files;
    }

    private static string[] Ids(IEnumerable<JsonElement> files) => [.. files.Select(file => file.Text("id")!)];

    private static string[] Tags(TestResponse tags) =>
        [.. tags["items"].EnumerateArray().Select(item => $"{item.Text("tag")} {item.Number("files")}")];

    private static Task<TestResponse> ApplyAsync(TestApi api, string id, string stage, string action) =>
        api.PostAsync($"/_emulator/files/{id}/stages/{stage}", new { action });

    private static async Task<string[]> StatusesAsync(TestApi api, string id) =>
        [.. (await api.GetAsync($"/_emulator/files/{id}"))["stages"].EnumerateArray().Select(stage => stage.Text("status")!)];

    private static IEnumerable<string> Sources(TestResponse state) =>
        state["ai_fields"].EnumerateArray().Select(one => $"{one.Text("field")}={one.Text("source")}");

    private static string Describe(JsonElement stage) =>
        $"{stage.Text("stage")} {stage.Text("status")} {Seconds(stage, "started_at")}-{Seconds(stage, "ended_at")}";

    private static string Seconds(JsonElement stage, string field) =>
        stage.GetProperty(field) is { ValueKind: JsonValueKind.String } time ? time.GetDateTimeOffset().ToString("ss.fff") : "";
}
