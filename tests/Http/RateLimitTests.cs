using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

public sealed class RateLimitTests
{
    private const string QuotaCheckPath = "/api/v2/files/quota-check?file_count=1";

    [Fact]
    public async Task Every_API_response_including_errors_carries_the_rate_limit_headers()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Starter });
        await api.FreezeAsync("2026-03-01T12:00:20Z");

        TestResponse[] responses =
        [
            await api.GetAsync(QuotaCheckPath),
            await api.GetAsync("/api/v2/files?limit=0"),
            await api.GetAsync("/api/v2/nothing"),
            await api.DeleteAsync("/api/v2/files"),
            await api.SendTextAsync(HttpMethod.Post, "/api/v2/files/check-duplicates", new string(' ', 1024 * 1024 + 1)),
            await api.UploadAsync(Samples.Note(), "note.txt"),
        ];

        responses.Select(response => response.Status).Should().Equal(200, 422, 404, 405, 413, 201);
        responses.Select(response => response.GetHeaderNumber("X-RateLimit-Remaining")).Should().Equal(29, 28, 27, 26, 25, 24);
        responses.Should()
            .OnlyContain(response => response.Header("X-RateLimit-Limit") == "30" && response.Header("X-RateLimit-Reset") == "1772366460");
        (await api.GetAsync("/_emulator/info")).Header("X-RateLimit-Limit").Should().BeNull();
    }

    [Theory]
    [InlineData(Tier.Free, 10)]
    [InlineData(Tier.Starter, 30)]
    [InlineData(Tier.Professional, 100)]
    [InlineData(Tier.Enterprise, 500)]
    public async Task A_tier_allows_exactly_its_number_of_requests_per_minute(Tier tier, int limit)
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = tier, EnforceLimits = true });
        await api.FreezeAsync("2026-03-01T12:00:20Z");

        var responses = await Task.WhenAll(Enumerable.Range(0, limit).Select(_ => api.GetAsync(QuotaCheckPath)));
        var beyond = await api.GetAsync(QuotaCheckPath);

        responses.Should().OnlyContain(response => response.Status == 200 && response.GetHeaderNumber("X-RateLimit-Limit") == limit);
        responses.Select(response => response.GetHeaderNumber("X-RateLimit-Remaining")).Order().Should().Equal(Enumerable.Range(0, limit));
        beyond.ShouldFail(429, "RATE_LIMIT_ERROR");
        beyond.GetHeaderNumber("X-RateLimit-Remaining").Should().Be(0);
        beyond.GetHeaderNumber("Retry-After").Should().Be(40);
    }

    [Fact]
    public async Task The_rate_limit_window_ends_after_Retry_After_on_the_tenants_clock()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Free, EnforceLimits = true });
        await api.FreezeAsync("2026-03-01T12:00:20Z");
        for (var n = 0; n < 10; n++) await api.GetAsync(QuotaCheckPath);

        await api.AdvanceAsync(TimeSpan.FromSeconds(39));
        var early = await api.GetAsync(QuotaCheckPath);
        await api.AdvanceAsync(TimeSpan.FromSeconds(early.GetHeaderNumber("Retry-After")));
        var onTime = await api.GetAsync(QuotaCheckPath);

        early.ShouldFail(429, "RATE_LIMIT_ERROR");
        early.GetHeaderNumber("Retry-After").Should().Be(1);
        onTime.Status.Should().Be(200);
        onTime.GetHeaderNumber("X-RateLimit-Remaining").Should().Be(9);
    }

    [Fact]
    public async Task The_custom_tier_and_unenforced_limits_refuse_nothing()
    {
        await using var custom = await TestApi.StartAsync(options => options with { EnforceLimits = true });
        await using var lenient = await TestApi.StartAsync(options => options with { Tier = Tier.Free });
        await lenient.FreezeAsync("2026-03-01T12:00:20Z");

        var unlimited = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => custom.GetAsync(QuotaCheckPath)));
        var over = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => lenient.GetAsync(QuotaCheckPath)));

        unlimited.Concat(over).Should().OnlyContain(response => response.Status == 200);
        over.Should().Contain(response => response.GetHeaderNumber("X-RateLimit-Remaining") == 0);
    }

    [Fact]
    public async Task A_registered_key_has_its_own_tier_and_its_own_limit()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Free, EnforceLimits = true });
        var other = api.WithKey(TestApi.CreateKey(1));
        await api.WithKey(null).FreezeAsync("2026-03-01T12:00:20Z");
        await api.PostAsync("/_emulator/keys", new { key = TestApi.CreateKey(1), tier = "STARTER" });

        for (var n = 0; n < 11; n++) await api.GetAsync(QuotaCheckPath);
        var first = await other.GetAsync(QuotaCheckPath);

        (await api.GetAsync(QuotaCheckPath)).ShouldFail(429, "RATE_LIMIT_ERROR");
        first.Status.Should().Be(200);
        first.GetHeaderNumber("X-RateLimit-Limit").Should().Be(30);
        first.GetHeaderNumber("X-RateLimit-Remaining").Should().Be(29);
    }

    [Fact]
    public async Task Requests_without_a_valid_key_share_one_limit()
    {
        await using var api = await TestApi.StartAsync(options => options with { EnforceLimits = true });
        var withoutKey = api.WithKey(null);
        await withoutKey.FreezeAsync("2026-03-01T12:00:20Z");

        for (var n = 0; n < 5; n++)
            (await (n % 2 == 0 ? withoutKey : api.WithKey("wrong")).GetAsync(QuotaCheckPath)).ShouldFail(401, "INVALID_API_KEY");
        var beyond = await withoutKey.GetAsync(QuotaCheckPath);

        beyond.ShouldFail(429, "RATE_LIMIT_ERROR");
        beyond.GetHeaderNumber("X-RateLimit-Limit").Should().Be(5);
        beyond.GetHeaderNumber("Retry-After").Should().Be(40);
        (await api.GetAsync(QuotaCheckPath)).Status.Should().Be(200);
    }
}
