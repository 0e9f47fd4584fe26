using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Quota;

public sealed class QuotaTests
{
    [Theory]
    [InlineData(Tier.Custom, -1, "null", "null")]
    [InlineData(Tier.Free, 10, "10", "10")]
    [InlineData(Tier.Starter, 500, "50", "20")]
    [InlineData(Tier.Professional, 2_500, "100", "30")]
    [InlineData(Tier.Enterprise, 10_000, "200", "50")]
    public async Task A_check_applies_the_tier_s_limits_at_their_edge(Tier tier, int monthly, string batch, string concurrent)
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = tier });
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var remaining = monthly < 0 ? int.MaxValue : monthly - 1;

        var allowed = await CheckAsync(api, remaining);
        var beyond = await CheckAsync(api, monthly < 0 ? remaining : remaining + 1);

        allowed.Text.Should().Be($$"""
            {"can_proceed":true,"requested":{{remaining}},"available":{{(monthly < 0 ? -1 : remaining)}},"monthly_limit":{{monthly}},
            "current_usage":1,"prepaid_credits":0,"max_batch_size":{{batch}},"max_concurrent_uploads":{{concurrent}},"message":null}
            """.OnOneLine());
        beyond["can_proceed"].GetBoolean().Should().Be(monthly < 0);
        if (monthly > 0) beyond.Json.Text("message").Should().Contain("(1 short)");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?file_count=0")]
    [InlineData("?file_count=-1")]
    [InlineData("?file_count=1.5")]
    [InlineData("?file_count=many")]
    [InlineData("?file_count=99999999999999999999")]
    public async Task A_check_needs_a_count_of_at_least_1(string query)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.GetAsync("/api/v2/files/quota-check" + query);

        (response.Status, response.Field).Should().Be((422, "file_count"));
    }

    [Fact]
    public async Task A_month_ends_in_UTC_by_the_tenant_s_clock_and_deleting_refunds_nothing()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Free });
        await api.FreezeAsync("2026-01-31T23:59:59.999999Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.DeleteAsync($"/api/v2/files/{id}");
        var january = await api.GetMonthlyUsageAsync();

        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var february = await api.GetMonthlyUsageAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var second = await api.GetMonthlyUsageAsync();
        await api.FreezeAsync("2025-12-31T00:00:00Z");

        (january, february, second, await api.GetMonthlyUsageAsync()).Should().Be((1, 0, 1, 0));
    }

    [Fact]
    public async Task An_upload_beyond_the_monthly_quota_is_refused_leaves_no_bytes_and_is_accepted_next_month()
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Free, EnforceLimits = true, Data = data.Location });
        await api.FreezeAsync("2026-01-15T00:00:00Z");
        await api.UploadBatchAsync([.. Enumerable.Range(0, 9).Select(n => (Samples.Photo(n), "photo.jpg"))]);

        var (edge, beyond) = (await api.UploadAsync(Samples.Photo(9), "photo.jpg"), await api.UploadAsync(Samples.Photo(10), "photo.jpg"));
        var stored = data.ListObjects().Length;
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var next = await api.UploadAsync(Samples.Photo(10), "photo.jpg");

        (edge.Status, beyond.Status, beyond.Code, next.Status).Should().Be((201, 429, "USAGE_LIMIT_EXCEEDED", 201));
        beyond.GetHeaderNumber("Retry-After").Should().Be(17 * 24 * 3600);
        stored.Should().Be(10);
    }

    [Fact]
    public async Task A_duplicate_is_skipped_even_when_the_monthly_quota_is_used_up()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Free, EnforceLimits = true });
        await api.FreezeAsync("2026-01-15T00:00:00Z");
        await api.UploadBatchAsync([.. Enumerable.Range(0, 10).Select(n => (Samples.Photo(n), "photo.jpg"))]);

        var again = await api.UploadAsync(Samples.Photo(3), "photo.jpg", "skip_duplicates=true");

        again["status"].GetString().Should().Be("skipped");
    }

    [Fact]
    public async Task Without_enforcement_a_used_up_monthly_quota_refuses_nothing()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Free });
        await api.UploadBatchAsync([.. Enumerable.Range(0, 10).Select(n => (Samples.Note(n), "note.txt"))]);

        var response = await api.UploadAsync(Samples.Photo(), "photo.jpg");

        response.Status.Should().Be(201);
        (await CheckAsync(api, 1)).Json.Number("available").Should().Be(0);
    }

    [Fact]
    public async Task A_key_s_own_tier_overrides_the_emulator_s()
    {
        await using var api = await TestApi.StartAsync(o => o with { Tier = Tier.Enterprise });
        await api.PostAsync("/_emulator/keys", new { key = TestApi.CreateKey(1), tier = "STARTER" });

        var (own, other) = (await CheckAsync(api.WithKey(TestApi.CreateKey(1)), 1), await CheckAsync(api.WithKey(TestApi.CreateKey(2)), 1));

        (own.Json.Number("monthly_limit"), other.Json.Number("monthly_limit")).Should().Be((500, 10_000));
    }

    private static Task<TestResponse> CheckAsync(TestApi api, int count) => api.GetAsync($"/api/v2/files/quota-check?file_count={count}");
}
