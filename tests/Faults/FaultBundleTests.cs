using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Faults;

public sealed class FaultBundleTests
{
    [Fact]
    public async Task A_bundle_is_shown_by_its_name_and_taken_back_by_it()
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

    [Theory]
    [InlineData("""{"bundle":"bad-luck"}""", "bundle")]
    [InlineData("""{"bundle":"slow-ai","times":2}""", "bundle")]
    [InlineData("""{"bundle":"slow-ai","operation":"files.list"}""", "bundle")]
    public async Task A_bundle_that_nobody_knows_or_that_brings_more_is_refused(string body, string field)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await api.SendTextAsync(HttpMethod.Post, "/_emulator/faults", body)).ShouldFail(422, "VALIDATION_ERROR", field);
        (await api.DeleteAsync("/_emulator/faults?bundle=bad-luck")).ShouldFail(422, "VALIDATION_ERROR", "bundle");
        (await api.DeleteAsync("/_emulator/faults?bundel=slow-ai")).ShouldFail(422, "VALIDATION_ERROR", "bundel");
    }

    [Fact]
    public async Task A_flaky_network_loses_some_answers_and_the_same_ones_under_the_same_seed()
    {
        await using var one = await TestApi.StartAsync();
        await using var two = await TestApi.StartAsync();

        string[] fates = [await GetStatusesAsync(one), await GetStatusesAsync(two)];

        fates[0].Should().Contain("x").And.Contain(".");
        fates[0].Count(fate => fate == '.').Should().BeGreaterThan(40, "most answers arrive");
        fates[1].Should().Be(fates[0]);
    }

    [Fact]
    public async Task Under_a_rate_limit_every_second_request_is_to_be_tried_again_and_then_gets_through()
    {
        await using var api = await TestApi.StartAsync();
        await AddBundleAsync(api, "rate-limited");

        var replies = new List<TestResponse>();
        for (var n = 0; n < 6; n++) replies.Add(await api.GetAsync("/api/v2/files"));

        replies.Select(reply => reply.Status).Should().Equal(200, 429, 200, 429, 200, 429);
        replies[1].ShouldFail(429, "RATE_LIMIT_ERROR");
        replies[1].Header("Retry-After").Should().Be("1");
    }

    [Fact]
    public async Task When_the_quota_is_exhausted_no_upload_is_taken_and_the_rest_works()
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
    public async Task When_storage_is_down_uploads_and_downloads_fail_and_files_are_still_listed()
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
    public async Task A_slow_AI_lets_descriptions_wait_a_minute_and_pictures_not()
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
    public async Task Stuck_uploads_are_listed_as_stuck_after_half_an_hour()
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
        var fates = "";
        for (var n = 0; n < 60; n++)
        {
            try
            {
                fates += (await api.GetAsync("/api/v2/files")).Status == 200 ? "." : "?";
            }
            catch (HttpRequestException)
            {
                fates += "x";
            }
        }
        return fates;
    }
}
