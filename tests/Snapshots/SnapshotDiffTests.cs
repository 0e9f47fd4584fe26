using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

public sealed class SnapshotDiffTests
{
    [Fact]
    public async Task Additions_removals_and_changes_are_listed_field_by_field()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var changed = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=North", "tags=roof");
        await api.SaveSnapshotAsync("before");

        await api.AdvanceAsync(TimeSpan.FromHours(1));
        await api.PatchAsync($"/api/v2/files/{changed}", new { title = "South", tags = new[] { "roof", "wet" } });
        var added = await api.UploadAndGetIdAsync(Samples.Photo(1), "b.jpg");
        await api.PostAsync("/api/v2/folders", new { name = "Plans" });
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 503 });
        await api.SaveSnapshotAsync("after");
        var forward = await api.GetAsync($"{SnapshotRequests.SnapshotsPath}/before/diff/after");
        var now = await api.GetAsync($"{SnapshotRequests.SnapshotsPath}/before/diff/now");
        var backward = await api.GetAsync($"{SnapshotRequests.SnapshotsPath}/now/diff/before");

        (forward["from"].GetString(), forward["to"].GetString(), forward["same"].GetBoolean(), forward["cut"].GetBoolean()).Should()
            .Be(("before", "after", false, false));
        forward["kinds"].EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()).Should()
            .Equal("files", "folders", "usage", "faults", "tenant");
        var files = forward["kinds"][0];
        (files.GetProperty("added_count").GetInt32(), files.GetProperty("removed_count").GetInt32(),
            files.GetProperty("changed_count").GetInt32()).Should().Be((1, 0, 1));
        files.GetProperty("added").GetRawText().Should().Be($$"""[{"id":"{{added}}","name":"b.jpg"}]""");
        files.GetProperty("changed").GetRawText().Should().Be($$"""
            [{"id":"{{changed}}","name":"South","fields":[{"field":"title","before":"North","after":"South"},
            {"field":"tags","before":["roof"],"after":["roof","wet"]},
            {"field":"updated_at","before":"2026-03-01T12:00:00Z","after":"2026-03-01T13:00:00Z"}]}]
            """.OnOneLine());
        forward["kinds"][4].GetProperty("changed")[0].GetProperty("fields")[0].GetRawText().Should()
            .Be("""{"field":"now","before":"2026-03-01T12:00:00Z","after":"2026-03-01T13:00:00Z"}""");
        now["kinds"].GetRawText().Should().Be(forward["kinds"].GetRawText());
        backward["kinds"][0].GetProperty("removed").GetRawText().Should().Be(files.GetProperty("added").GetRawText());
    }

    [Fact]
    public async Task A_restored_tenant_has_no_differences()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.PostAsync("/_emulator/seed", new { dataset = "edge" });
        await api.SaveSnapshotAsync("edge");
        await api.PostAsync("/_emulator/reset");

        var emptied = await api.GetAsync($"{SnapshotRequests.SnapshotsPath}/edge/diff/now?limit=1");
        await api.RestoreSnapshotAsync("edge");
        var restored = await api.GetAsync($"{SnapshotRequests.SnapshotsPath}/edge/diff/now");

        emptied["cut"].GetBoolean().Should().BeTrue();
        var files = emptied["kinds"][0];
        files.GetProperty("removed").GetArrayLength().Should().Be(1);
        files.GetProperty("removed_count").GetInt32().Should().BeGreaterThan(10);
        restored.Text.Should().Be("""{"from":"edge","to":"now","same":true,"cut":false,"kinds":[]}""");
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("fields=title", "fields")]
    public async Task An_unknown_query_parameter_or_value_is_refused(string query, string field)
    {
        await using var api = await TestApi.StartAsync();
        await api.SaveSnapshotAsync("a");

        (await api.GetAsync($"{SnapshotRequests.SnapshotsPath}/a/diff/now?{query}")).ShouldFail(422, "VALIDATION_ERROR", field);
    }
}
