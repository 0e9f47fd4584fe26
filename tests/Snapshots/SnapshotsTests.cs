using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Snapshots;

public sealed class SnapshotsTests
{
    [Fact]
    public async Task A_snapshot_is_shown_as_it_was_saved_and_listed_in_order()
    {
        await using var api = await Api.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.UploadedAsync(Samples.Photo(), "a.jpg");

        var first = await api.SaveAsync("with-one.file");
        await api.AdvanceAsync(TimeSpan.FromHours(1));
        await api.SaveAsync("A");
        var list = await api.GetAsync(Saved.Path);

        (first["name"].GetString(), first["created_at"].GetString(), first["frozen"].GetBoolean(), first["files"].GetInt32(), first["other_bytes"].GetInt32())
            .Should().Be(("with-one.file", "2026-03-01T12:00:00Z", true, 1, 0));
        first["database_bytes"].GetInt64().Should().BePositive();
        list["items"].EnumerateArray().Select(item => item.GetProperty("name").GetString()).Should().Equal("with-one.file", "A");
        list["items"][1].GetProperty("created_at").GetString().Should().Be("2026-03-01T13:00:00Z");
        (await api.As(Api.KeyOf(1)).GetAsync(Saved.Path))["total_count"].GetInt32().Should().Be(0, "tenants share nothing");
        (await api.As(Api.KeyOf(1)).PostAsync($"{Saved.Path}/A/restore")).ShouldFail(404, "HTTP_404");
    }

    [Theory]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"a/b"}""", "name")]
    [InlineData("""{"name":"ü"}""", "name")]
    [InlineData("""{"name":"now"}""", "name")]
    [InlineData("""{"name":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""", "name")]
    [InlineData("""{"name":"a","files":true}""", "files")]
    [InlineData("{}", "name")]
    public async Task What_is_no_name_is_refused(string body, string field)
    {
        await using var api = await Api.InMemoryAsync();

        (await api.SendTextAsync(HttpMethod.Post, Saved.Path, body)).ShouldFail(422, "VALIDATION_ERROR", field);
    }

    [Fact]
    public async Task A_name_of_64_characters_is_taken_once_and_again_when_it_was_deleted()
    {
        await using var api = await Api.StartAsync();
        var name = "." + new string('x', 62) + "-";
        await api.SaveAsync(name);

        (await api.PostAsync(Saved.Path, new { name })).ShouldFail(409, "HTTP_409");
        (await api.PostAsync(Saved.Path, new { name = name.ToUpperInvariant() })).Status.Should().Be(201, "case counts");
        (await api.DropAsync(name)).Text.Should().Be("""{"removed":1}""");
        (await api.DeleteAsync($"{Saved.Path}/{name}")).ShouldFail(404, "HTTP_404");
        await api.SaveAsync(name);
        (await api.DeleteAsync(Saved.Path)).Text.Should().Be("""{"removed":2}""");
    }

    [Fact]
    public async Task The_65th_snapshot_is_refused()
    {
        await using var api = await Api.StartAsync();
        for (var n = 0; n < 64; n++) await api.SaveAsync($"s{n}");

        (await api.PostAsync(Saved.Path, new { name = "one-more" })).ShouldFail(409, "HTTP_409");
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
    public async Task Without_a_key_there_is_nobody_to_have_snapshots(string method, string path)
    {
        await using var api = await Api.InMemoryAsync();
        api.Http.DefaultRequestHeaders.Remove("Authorization");

        (await api.SendAsync(new HttpMethod(method), Saved.Path + path)).ShouldFail(401, "INVALID_API_KEY");
    }

    [Theory]
    [InlineData("POST", "/none/restore")]
    [InlineData("GET", "/none/diff/now")]
    [InlineData("GET", "/now/diff/none")]
    [InlineData("GET", "/none/export")]
    [InlineData("DELETE", "/none")]
    public async Task A_snapshot_that_is_not_there_is_a_404(string method, string path)
    {
        await using var api = await Api.StartAsync();

        (await api.SendAsync(new HttpMethod(method), Saved.Path + path)).ShouldFail(404, "HTTP_404");
    }
}
