using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

public sealed class SnapshotBranchTests
{
    [Theory, OnBothStores]
    public async Task A_tenant_branched_from_a_snapshot_shares_nothing_with_the_first(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var api = await fixture.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var (photo, note) = (await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=North"),
            await api.UploadAndGetIdAsync(Samples.Note(), "note.txt"));
        await api.SaveSnapshotAsync("start");
        await api.DeleteAsync($"/api/v2/files/{photo}");

        (await api.PostAsync($"{SnapshotRequests.SnapshotsPath}/start/branch", new { key = TestApi.CreateKey(1) })).EnsureStatus(
            201)["files"].GetInt32().Should().Be(2);
        (await api.PostAsync("/_emulator/reset?snapshots=true")).EnsureStatus(200);
        await fixture.ListObjectsAsync(4);

        (await other.GetAsync($"/api/v2/files/{photo}"))["title"].GetString().Should().Be("North");
        (await other.DownloadFileAsync(photo)).Should().Equal(Samples.Photo());
        (await other.GetAsync($"/api/v2/files/{note}"))["extracted_text"].GetString().Should().Contain("pump");
        (await other.GetAsync("/_emulator/clock"))["now"].GetString().Should().Be("2026-03-01T12:00:00Z");
        (await other.GetAsync(SnapshotRequests.SnapshotsPath))["total_count"].GetInt32().Should().Be(0);
        (await other.PostAsync("/_emulator/reset")).EnsureStatus(200);
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_branches_hit_the_same_faults_and_count_them_separately()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 503, nth = 2 });
        await api.SaveSnapshotAsync("start");
        await api.PostAsync($"{SnapshotRequests.SnapshotsPath}/start/branch", new { key = TestApi.CreateKey(1) });
        var other = api.WithKey(TestApi.CreateKey(1));

        var statuses = new List<int>();
        for (var n = 0; n < 3; n++) statuses.Add((await other.GetAsync("/api/v2/files")).Status);

        statuses.Should().Equal(200, 503, 200);
        (await api.GetAsync("/_emulator/faults"))["items"][0].GetProperty("hits").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Branching_into_a_tenant_that_is_not_empty_or_of_another_vendor_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        await api.SaveSnapshotAsync("start");
        await api.WithKey(TestApi.CreateKey(1)).UploadAndGetIdAsync(Samples.Note(), "note.txt");

        (await api.PostAsync($"{SnapshotRequests.SnapshotsPath}/start/branch", new { key = TestApi.CreateKey(1) })).ShouldFail(409,
            "HTTP_409");
        (await api.PostAsync($"{SnapshotRequests.SnapshotsPath}/start/branch", new { key = api.Key })).ShouldFail(422, "VALIDATION_ERROR",
            "key");
        (await api.PostAsync($"{SnapshotRequests.SnapshotsPath}/start/branch", new { key = "llx-a" })).ShouldFail(422, "VALIDATION_ERROR",
            "key");
        (await api.PostAsync($"{SnapshotRequests.SnapshotsPath}/start/branch", new { key = TestApi.CreateKey(2), name = "x" })).ShouldFail(
            422, "VALIDATION_ERROR", "name");
        (await api.PostAsync($"{SnapshotRequests.SnapshotsPath}/none/branch", new { key = TestApi.CreateKey(2) })).ShouldFail(404,
            "HTTP_404");
        (await api.WithKey(TestApi.CreateKey(1)).GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1);
    }
}
