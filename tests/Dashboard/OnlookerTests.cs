using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>Looking does not change what is looked at: the dashboard's own requests are nobody's.</summary>
public sealed class OnlookerTests
{
    [Fact]
    public async Task What_the_page_asks_is_in_no_journal_and_in_no_coverage()
    {
        await using var api = await Api.StartAsync();
        var id = await api.UploadedAsync(Samples.Photo(), "a.jpg");
        await api.DeleteAsync("/_emulator/requests");
        await api.DeleteAsync("/_emulator/coverage");

        var seen = await LookAsync(api, "/api/v2/files");
        var picture = await LookAsync(api, new Uri((await LookAsync(api, $"/api/v2/files/{id}"))["original_url"].GetString()!).PathAndQuery);

        (seen.Status, picture.Status).Should().Be((200, 200));
        (await api.GetAsync("/_emulator/requests"))["total_count"].GetInt32().Should().Be(0);
        (await api.GetAsync("/_emulator/coverage"))["operations"].GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task No_fault_is_spent_on_it_and_no_rate_is_counted()
    {
        await using var api = await Api.StartAsync(options => options with { Tier = Tier.Free, EnforceLimits = true });
        await api.FreezeAsync("2026-01-15T10:30:00Z");
        var id = await api.UploadedAsync(Samples.Photo(), "a.jpg");
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 429 });
        await api.PostAsync("/_emulator/faults", new { storage = "get", status = 503 });
        var url = new Uri((await LookAsync(api, $"/api/v2/files/{id}"))["original_url"].GetString()!).PathAndQuery;

        for (var i = 0; i < 12; i++) (await LookAsync(api, "/api/v2/files")).Status.Should().Be(200);
        (await LookAsync(api, url)).Status.Should().Be(200);

        (await api.GetAsync("/api/v2/files")).Status.Should().Be(429);
        (await api.GetAsync(url)).Status.Should().Be(503);
        var after = await api.GetAsync("/api/v2/files");
        (after.Status, after.Number("X-RateLimit-Remaining")).Should().Be((200, 7), "the upload and two lists were counted");
    }

    [Theory]
    [InlineData("http://evil.test/_emulator/ui")]
    [InlineData("{own}/_emulator/ui/style.css")]
    [InlineData("{own}/api/v2/files?x=/_emulator/ui")]
    [InlineData("{own}/")]
    public async Task Another_page_does_not_pass_for_it(string referer)
    {
        await using var api = await Api.StartAsync();

        await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("Referer", referer.Replace("{own}", Own(api), StringComparison.Ordinal)));

        (await api.GetAsync("/_emulator/requests"))["total_count"].GetInt32().Should().Be(1);
    }

    private static Task<Reply> LookAsync(Api api, string path) => api.SendAsync(HttpMethod.Get, path, null, ("Referer", Own(api) + "/_emulator/ui"));

    private static string Own(Api api) => api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/');
}
