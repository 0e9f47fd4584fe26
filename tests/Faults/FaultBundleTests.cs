using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Faults;

public sealed class FaultBundleTests
{
    [Fact]
    public async Task A_bundle_is_listed_and_removed_by_its_name()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 500 });

        var set = await AddBundleAsync(api, "storage-down");
        var shown = await api.GetAsync("/_emulator/faults");
        var removed = await api.DeleteAsync("/_emulator/faults?bundle=storage-down");
        var left = await api.GetAsync("/_emulator/faults");

        (set.Status, set["total_count"].GetInt32()).Should().Be((201, 4));
        shown["items"].EnumerateArray().Select(rule => rule.TryGetProperty("bundle", out var name) ? name.GetString() : null)
            .Should().Equal(null, "storage-down", "storage-down", "storage-down", "storage-down");
        removed.Text.Should().Be("""{"removed":4}""");
        left["items"].EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).Should().Equal("fault_1");
    }

    [Fact]
    public async Task Each_bundle_is_described_with_the_faults_that_it_adds()
    {
        await using var api = await TestApi.StartAsync();

        var bundles = (await api.GetAsync("/_emulator/faults/bundles"))["items"].EnumerateArray().ToList();

        bundles.Should().HaveCount(6).And.OnlyContain(bundle => bundle.Text("description")!.EndsWith('.'));
        foreach (var bundle in bundles)
        {
            var added = await AddBundleAsync(api, bundle.Text("name")!);
            bundle.GetProperty("faults").GetArrayLength().Should().Be(added["total_count"].GetInt32(), bundle.Text("name"));
        }
    }

    [Theory]
    [InlineData("""{"bundle":"bad-luck"}""", "bundle")]
    [InlineData("""{"bundle":"slow-ai","times":2}""", "bundle")]
    [InlineData("""{"bundle":"slow-ai","operation":"files.list"}""", "bundle")]
    public async Task An_unknown_bundle_or_one_with_other_fields_is_refused(string body, string field)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await api.SendTextAsync(HttpMethod.Post, "/_emulator/faults", body)).ShouldFail(422, "VALIDATION_ERROR", field);
        (await api.DeleteAsync("/_emulator/faults?bundle=bad-luck")).ShouldFail(422, "VALIDATION_ERROR", "bundle");
        (await api.DeleteAsync("/_emulator/faults?bundel=slow-ai")).ShouldFail(422, "VALIDATION_ERROR", "bundel");
    }

    [Fact]
    public async Task A_flaky_network_loses_the_same_responses_for_the_same_seed()
    {
        await using var first = await TestApi.StartAsync();
        await using var second = await TestApi.StartAsync();

        string[] outcomes = [await GetStatusesAsync(first), await GetStatusesAsync(second)];

        outcomes[0].Should().Contain("x").And.Contain(".");
        outcomes[0].Count(outcome => outcome == '.').Should().BeGreaterThan(40, "most responses arrive");
        outcomes[1].Should().Be(outcomes[0]);
    }

    [Fact]
    public async Task The_rate_limited_bundle_refuses_every_second_request_with_429()
    {
        await using var api = await TestApi.StartAsync();
        await AddBundleAsync(api, "rate-limited");

        var responses = new List<TestResponse>();
        for (var n = 0; n < 6; n++) responses.Add(await api.GetAsync("/api/v2/files"));

        responses.Select(response => response.Status).Should().Equal(200, 429, 200, 429, 200, 429);
        responses[1].ShouldFail(429, "RATE_LIMIT_ERROR");
        responses[1].Header("Retry-After").Should().Be("1");
    }

    [Fact]
    public async Task The_quota_exhausted_bundle_refuses_only_uploads()
    {
        await using var api = await TestApi.StartAsync();
        await AddBundleAsync(api, "quota-exhausted");

        TestResponse[] uploads =
        [
            await api.UploadAsync(Samples.Photo(), "a.jpg"), await api.UploadBatchAsync([(Samples.Photo(), "a.jpg")]),
            await api.PostAsync("/api/v2/files/direct-uploads",
                new { filename = "a.mp4", content_type = "video/mp4", size_bytes = 10, claimed_file_hash = new string('a', 64) }),
        ];

        foreach (var upload in uploads) upload.ShouldFail(429, "USAGE_LIMIT_EXCEEDED");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task The_storage_down_bundle_fails_uploads_and_downloads_but_not_lists()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var url = (await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!;
        await AddBundleAsync(api, "storage-down");

        var (download, upload) = (await api.GetAsync(url), await api.UploadAsync(Samples.Photo(1), "b.jpg"));
        var listed = await api.GetAsync("/api/v2/files");
        await api.DeleteAsync("/_emulator/faults?bundle=storage-down");

        download.Status.Should().Be(503);
        download.Text.Should().Contain("<Code>SlowDown</Code>");
        upload.ShouldFail(503, "HTTP_503");
        listed["total_count"].GetInt32().Should().Be(1);
        (await api.GetAsync(url)).Bytes.Should().Equal(Samples.Photo());
    }

    [Fact]
    public async Task The_slow_ai_bundle_delays_descriptions_by_a_minute_but_not_variants()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await AddBundleAsync(api, "slow-ai");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        await api.AdvanceAsync(TimeSpan.FromSeconds(59));
        var before = await api.GetAsync($"/api/v2/files/{id}");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var after = await api.GetAsync($"/api/v2/files/{id}");

        (before["description_status"].GetString(), before["variant_status"].GetString()).Should().Be(("processing", "completed"));
        after["description_status"].GetString().Should().Be("completed");
    }

    [Fact]
    public async Task The_stuck_uploads_bundle_makes_uploads_stuck_after_30_minutes()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await AddBundleAsync(api, "stuck-uploads");
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        await api.UploadAndGetIdAsync(Samples.Photo(1), "b.jpg");

        await api.AdvanceAsync(TimeSpan.FromMinutes(31));

        (await api.GetAsync("/api/v2/files/sessions/stuck"))["stuck_count"].GetInt32().Should().Be(2);
    }

    private static Task<TestResponse> AddBundleAsync(TestApi api, string bundle) => api.PostAsync("/_emulator/faults", new { bundle });

    private static async Task<string> GetStatusesAsync(TestApi api)
    {
        await AddBundleAsync(api, "flaky-network");
        var outcomes = "";
        for (var n = 0; n < 60; n++)
        {
            try
            {
                outcomes += (await api.GetAsync("/api/v2/files")).Status == 200 ? "." : "?";
            }
            catch (HttpRequestException)
            {
                outcomes += "x";
            }
        }
        return outcomes;
    }
}
