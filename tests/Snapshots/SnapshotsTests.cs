using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

public sealed class SnapshotsTests
{
    [Fact]
    public async Task A_snapshot_is_shown_as_it_was_saved_and_listed_in_order()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var first = await api.SaveSnapshotAsync("with-one.file");
        await api.AdvanceAsync(TimeSpan.FromHours(1));
        await api.SaveSnapshotAsync("A");
        var list = await api.GetAsync(SnapshotRequests.SnapshotsPath);

        (first["name"].GetString(), first["created_at"].GetString(), first["frozen"].GetBoolean(), first["files"].GetInt32(),
            first["other_bytes"].GetInt32())
            .Should().Be(("with-one.file", "2026-03-01T12:00:00Z", true, 1, 0));
        first["database_bytes"].GetInt64().Should().BePositive();
        list["items"].EnumerateArray().Select(item => item.GetProperty("name").GetString()).Should().Equal("with-one.file", "A");
        list["items"][1].GetProperty("created_at").GetString().Should().Be("2026-03-01T13:00:00Z");
        (await api.WithKey(TestApi.CreateKey(1)).GetAsync(SnapshotRequests.SnapshotsPath))["total_count"].GetInt32().Should()
            .Be(0, "tenants share nothing");
        (await api.WithKey(TestApi.CreateKey(1)).PostAsync($"{SnapshotRequests.SnapshotsPath}/A/restore")).ShouldFail(404, "HTTP_404");
    }

    [Theory]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"a/b"}""", "name")]
    [InlineData("""{"name":"ü"}""", "name")]
    [InlineData("""{"name":"now"}""", "name")]
    [InlineData("""{"name":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""", "name")]
    [InlineData("""{"name":"a","files":true}""", "files")]
    [InlineData("{}", "name")]
    public async Task An_invalid_snapshot_name_is_refused(string body, string field)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await api.SendTextAsync(HttpMethod.Post, SnapshotRequests.SnapshotsPath, body)).ShouldFail(422, "VALIDATION_ERROR", field);
    }

    [Fact]
    public async Task A_name_of_64_characters_is_accepted_once_and_again_after_its_deletion()
    {
        await using var api = await TestApi.StartAsync();
        var name = "." + new string('x', 62) + "-";
        await api.SaveSnapshotAsync(name);

        (await api.PostAsync(SnapshotRequests.SnapshotsPath, new { name })).ShouldFail(409, "HTTP_409");
        (await api.PostAsync(SnapshotRequests.SnapshotsPath, new { name = name.ToUpperInvariant() })).Status.Should()
            .Be(201, "case counts");
        (await api.DeleteSnapshotAsync(name)).Text.Should().Be("""{"removed":1}""");
        (await api.DeleteAsync($"{SnapshotRequests.SnapshotsPath}/{name}")).ShouldFail(404, "HTTP_404");
        await api.SaveSnapshotAsync(name);
        (await api.DeleteAsync(SnapshotRequests.SnapshotsPath)).Text.Should().Be("""{"removed":2}""");
    }

    [Fact]
    public async Task The_65th_snapshot_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        for (var n = 0; n < 64; n++) await api.SaveSnapshotAsync($"s{n}");

        (await api.PostAsync(SnapshotRequests.SnapshotsPath, new { name = "one-more" })).ShouldFail(409, "HTTP_409");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "")]
    [InlineData("DELETE", "")]
    [InlineData("DELETE", "/a")]
    [InlineData("PUT", "/a")]
    [InlineData("POST", "/a/restore")]
    [InlineData("POST", "/a/branch")]
    [InlineData("GET", "/a/diff/now")]
    [InlineData("GET", "/a/export")]
    public async Task Snapshot_requests_without_a_key_are_refused(string method, string path)
    {
        await using var api = await TestApi.StartInMemoryAsync();
        api.Http.DefaultRequestHeaders.Remove("Authorization");

        (await api.SendAsync(new HttpMethod(method), SnapshotRequests.SnapshotsPath + path)).ShouldFail(401, "INVALID_API_KEY");
    }

    [Theory]
    [InlineData("POST", "/none/restore")]
    [InlineData("GET", "/none/diff/now")]
    [InlineData("GET", "/now/diff/none")]
    [InlineData("GET", "/none/export")]
    [InlineData("DELETE", "/none")]
    public async Task An_unknown_snapshot_is_a_404(string method, string path)
    {
        await using var api = await TestApi.StartAsync();

        (await api.SendAsync(new HttpMethod(method), SnapshotRequests.SnapshotsPath + path)).ShouldFail(404, "HTTP_404");
    }
}
