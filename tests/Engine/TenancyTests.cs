using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class TenancyTests
{
    [Fact]
    public async Task Another_tenants_file_returns_404_on_every_route()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        TestResponse[] responses =
        [
            await other.GetAsync($"/api/v2/files/{id}"), await other.GetAsync($"/api/v2/files/{id[..8]}"),
            await other.GetAsync($"/api/v2/files/{id}/download"), await other.GetAsync($"/api/v2/files/uploads-status/{id}"),
            await other.PatchAsync($"/api/v2/files/{id}", new { title = "mine" }), await other.DeleteAsync($"/api/v2/files/{id}"),
        ];
        var deleted = await other.PostAsync("/api/v2/files/batch-delete", new { file_ids = new[] { id } });

        foreach (var response in responses) response.ShouldFail(404, "HTTP_404");
        deleted["summary"].GetProperty("failed").GetInt32().Should().Be(1);
        (await api.GetAsync($"/api/v2/files/{id}"))["title"].GetString().Should().BeNull();
    }

    [Fact]
    public async Task Lists_searches_and_counts_include_only_the_tenants_own_files()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        var id = await api.UploadAndGetIdAsync(Samples.Note(), "pump.txt", "tags=pump");

        foreach (var query in (string[])["", "?search=pump", "?tags=pump", $"?ids={id}", "?media_types=document"])
        {
            (await api.GetAsync("/api/v2/files" + query))["total_count"].GetInt32().Should().Be(1, query);
            (await other.GetAsync("/api/v2/files" + query))["total_count"].GetInt32().Should().Be(0, query);
        }
        (await other.GetAsync("/api/v2/files/quota-check?file_count=1"))["current_usage"].GetInt32().Should().Be(0);
        (await other.GetAsync("/_emulator/info"))["files"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Another_tenants_bytes_do_not_count_as_a_duplicate()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Samples.Photo()));
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var (mine, theirs) = (await CheckAsync(api, hash), await CheckAsync(other, hash));
        var upload = await other.UploadAsync(Samples.Photo(), "photo.jpg", "skip_duplicates=true");

        mine["duplicates"][0].GetString().Should().Be(hash);
        theirs["unique"][0].GetString().Should().Be(hash);
        upload["skipped"].GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Another_tenants_session_returns_404_and_is_not_listed()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        var other = api.WithKey(TestApi.CreateKey(1));
        var session = (await api.UploadBatchAsync([(Samples.Photo(), "photo.jpg")]))["session_id"].GetString();

        TestResponse[] responses =
        [
            await other.GetAsync($"/api/v2/files/sessions/{session}/status"),
            await other.GetAsync($"/api/v2/files/sessions/{session}/results"),
            await other.GetAsync($"/api/v2/files/sessions/{session}/summary"),
            await other.PostAsync($"/api/v2/files/sessions/{session}/cancel"),
        ];
        await api.WithKey(null).AdvanceAsync(TimeSpan.FromHours(1));

        foreach (var response in responses) response.ShouldFail(404, "HTTP_404");
        (await other.GetAsync("/api/v2/files/sessions"))["total_count"].GetInt32().Should().Be(0);
        (await other.GetAsync("/api/v2/files/sessions/stuck"))["stuck_count"].GetInt32().Should().Be(0);
        (await api.GetAsync("/api/v2/files/sessions/stuck"))["stuck_count"].GetInt32().Should().Be(1);
        (await api.GetAsync($"/api/v2/files/sessions/{session}/status"))["status"].GetString().Should().Be("processing");
    }

    [Fact]
    public async Task A_forged_download_URL_gives_no_access_to_another_tenants_bytes()
    {
        await using var api = await TestApi.StartAsync();
        var other = api.WithKey(TestApi.CreateKey(1));
        var mine = await UrlAsync(api, await api.UploadAndGetIdAsync(Samples.Photo(1), "mine.jpg"));
        var theirs = await UrlAsync(other, await other.UploadAndGetIdAsync(Samples.Photo(2), "theirs.jpg"));
        var (myTenant, theirTenant) = (TenantOf(mine), TenantOf(theirs));

        string[] forged =
        [
            mine.Replace(mine.Split('?')[0], theirs.Split('?')[0], StringComparison.Ordinal),
            mine.Replace(myTenant, theirTenant, StringComparison.Ordinal),
            mine.Replace("SCPX" + myTenant.ToUpperInvariant(), "SCPX" + theirTenant.ToUpperInvariant(), StringComparison.Ordinal),
            mine.Replace(myTenant, theirTenant, StringComparison.OrdinalIgnoreCase),
            theirs.Split('?')[0],
        ];

        myTenant.Should().NotBe(theirTenant);
        foreach (var url in forged) (await other.GetAsync(url)).Status.Should().Be(403, url);
        (await other.GetAsync(mine)).Bytes.Should().Equal(Samples.Photo(1));
        (await api.WithKey(null).GetAsync(theirs)).Bytes.Should().Equal(Samples.Photo(2));
    }

    [Fact]
    public async Task Two_keys_with_the_same_identifier_are_two_tenants()
    {
        await using var api = await TestApi.StartAsync(key: "scopix_Identity0123456789ab");
        var other = api.WithKey("scopix_Identity0123456789aB");

        var id = await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");

        (await api.GetAsync($"/api/v2/files/{id}")).Status.Should().Be(200);
        (await other.GetAsync($"/api/v2/files/{id}")).ShouldFail(404, "HTTP_404");
    }

    private static Task<TestResponse> CheckAsync(
        TestApi api, string hash) => api.PostAsync("/api/v2/files/check-duplicates", new { hashes = new[] { hash } });

    private static async Task<string> UrlAsync(
        TestApi api, string id) => (await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!;

    private static string TenantOf(string url) => new Uri(url).Segments[^2].TrimEnd('/');
}
