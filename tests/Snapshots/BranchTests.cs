using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Scopix.Emulator.Tests.Stores;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

public sealed class BranchTests
{
    [Theory, OnBothStores]
    public async Task Another_tenant_begins_from_a_snapshot_and_shares_nothing_with_the_first(Store store)
    {
        await using var kept = new Kept(store);
        await using var api = await kept.StartAsync();
        var other = api.As(Api.KeyOf(1));
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var (photo, note) = (await api.UploadedAsync(Samples.Photo(), "a.jpg", "title=North"), await api.UploadedAsync(Samples.Note(), "note.txt"));
        await api.SaveAsync("start");
        await api.DeleteAsync($"/api/v2/files/{photo}");

        (await api.PostAsync($"{Saved.Path}/start/branch", new { key = Api.KeyOf(1) })).Must(201)["files"].GetInt32().Should().Be(2);
        (await api.PostAsync("/_emulator/reset?snapshots=true")).Must(200);
        await kept.StoredAsync(4);

        (await other.GetAsync($"/api/v2/files/{photo}"))["title"].GetString().Should().Be("North");
        (await other.BytesAsync(photo)).Should().Equal(Samples.Photo());
        (await other.GetAsync($"/api/v2/files/{note}"))["extracted_text"].GetString().Should().Contain("pump");
        (await other.GetAsync("/_emulator/clock"))["now"].GetString().Should().Be("2026-03-01T12:00:00Z");
        (await other.GetAsync(Saved.Path))["total_count"].GetInt32().Should().Be(0);
        (await other.PostAsync("/_emulator/reset")).Must(200);
        (await kept.StoredAsync(0)).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_branches_meet_the_same_future_in_their_own_ids()
    {
        await using var api = await Api.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 503, nth = 2 });
        await api.SaveAsync("start");
        await api.PostAsync($"{Saved.Path}/start/branch", new { key = Api.KeyOf(1) });
        var other = api.As(Api.KeyOf(1));

        var statuses = new List<int>();
        for (var n = 0; n < 3; n++) statuses.Add((await other.GetAsync("/api/v2/files")).Status);

        statuses.Should().Equal(200, 503, 200);
        (await api.GetAsync("/_emulator/faults"))["items"][0].GetProperty("hits").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Who_has_something_or_is_no_other_tenant_of_this_vendor_is_refused()
    {
        await using var api = await Api.StartAsync();
        await api.SaveAsync("start");
        await api.As(Api.KeyOf(1)).UploadedAsync(Samples.Note(), "note.txt");

        (await api.PostAsync($"{Saved.Path}/start/branch", new { key = Api.KeyOf(1) })).ShouldFail(409, "HTTP_409");
        (await api.PostAsync($"{Saved.Path}/start/branch", new { key = api.Key })).ShouldFail(422, "VALIDATION_ERROR", "key");
        (await api.PostAsync($"{Saved.Path}/start/branch", new { key = "llx-a" })).ShouldFail(422, "VALIDATION_ERROR", "key");
        (await api.PostAsync($"{Saved.Path}/start/branch", new { key = Api.KeyOf(2), name = "x" })).ShouldFail(422, "VALIDATION_ERROR", "name");
        (await api.PostAsync($"{Saved.Path}/none/branch", new { key = Api.KeyOf(2) })).ShouldFail(404, "HTTP_404");
        (await api.As(Api.KeyOf(1)).GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1);
    }
}
