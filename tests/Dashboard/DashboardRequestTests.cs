using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>The dashboard's own requests belong to no tenant and change nothing.</summary>
public sealed class DashboardRequestTests
{
    [Fact]
    public async Task Dashboard_requests_are_not_in_the_journal_or_the_coverage()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.DeleteAsync("/_emulator/requests");
        await api.DeleteAsync("/_emulator/coverage");

        var seen = await GetFromDashboardAsync(api, "/api/v2/files");
        var picture = await GetFromDashboardAsync(api,
            new Uri((await GetFromDashboardAsync(api, $"/api/v2/files/{id}"))["original_url"].GetString()!).PathAndQuery);

        (seen.Status, picture.Status).Should().Be((200, 200));
        (await api.GetAsync("/_emulator/requests"))["total_count"].GetInt32().Should().Be(0);
        (await api.GetAsync("/_emulator/coverage"))["operations"].GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Dashboard_requests_consume_no_fault_and_no_rate_limit()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Free, EnforceLimits = true });
        await api.FreezeAsync("2026-01-15T10:30:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 429 });
        await api.PostAsync("/_emulator/faults", new { storage = "get", status = 503 });
        var url = new Uri((await GetFromDashboardAsync(api, $"/api/v2/files/{id}"))["original_url"].GetString()!).PathAndQuery;

        for (var i = 0; i < 12; i++) (await GetFromDashboardAsync(api, "/api/v2/files")).Status.Should().Be(200);
        (await GetFromDashboardAsync(api, url)).Status.Should().Be(200);

        (await api.GetAsync("/api/v2/files")).Status.Should().Be(429);
        (await api.GetAsync(url)).Status.Should().Be(503);
        var after = await api.GetAsync("/api/v2/files");
        (after.Status, after.GetHeaderNumber("X-RateLimit-Remaining")).Should().Be((200, 7), "the upload and two lists were counted");
    }

    [Theory]
    [InlineData("http://evil.test/_emulator/ui")]
    [InlineData("{own}/_emulator/ui/style.css")]
    [InlineData("{own}/api/v2/files?x=/_emulator/ui")]
    [InlineData("{own}/")]
    public async Task A_request_from_another_page_is_not_a_dashboard_request(string referer)
    {
        await using var api = await TestApi.StartAsync();

        await api.SendAsync(HttpMethod.Get, "/api/v2/files", null,
            ("Referer", referer.Replace("{own}", GetOrigin(api), StringComparison.Ordinal)));

        (await api.GetAsync("/_emulator/requests"))["total_count"].GetInt32().Should().Be(1);
    }

    private static Task<TestResponse> GetFromDashboardAsync(
        TestApi api, string path) => api.SendAsync(HttpMethod.Get, path, null, ("Referer", GetOrigin(api) + "/_emulator/ui"));

    private static string GetOrigin(TestApi api) => api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/');
}
