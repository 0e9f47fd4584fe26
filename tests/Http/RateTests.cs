using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

public sealed class RateTests
{
    private const string QuotaCheckPath = "/api/v2/files/quota-check?file_count=1";

    [Fact]
    public async Task Every_answer_of_the_API_carries_the_rate_headers_errors_included()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Starter });
        await api.FreezeAsync("2026-03-01T12:00:20Z");

        TestResponse[] replies =
        [
            await api.GetAsync(QuotaCheckPath),
            await api.GetAsync("/api/v2/files?limit=0"),
            await api.GetAsync("/api/v2/nothing"),
            await api.DeleteAsync("/api/v2/files"),
            await api.SendTextAsync(HttpMethod.Post, "/api/v2/files/check-duplicates", new string(' ', 1024 * 1024 + 1)),
            await api.UploadAsync(Samples.Note(), "note.txt"),
        ];

        replies.Select(reply => reply.Status).Should().Equal(200, 422, 404, 405, 413, 201);
        replies.Select(reply => reply.GetHeaderNumber("X-RateLimit-Remaining")).Should().Equal(29, 28, 27, 26, 25, 24);
        replies.Should()
            .OnlyContain(reply => reply.Header("X-RateLimit-Limit") == "30" && reply.Header("X-RateLimit-Reset") == "1772366460");
        (await api.GetAsync("/_emulator/info")).Header("X-RateLimit-Limit").Should().BeNull();
    }

    [Theory]
    [InlineData(Tier.Free, 10)]
    [InlineData(Tier.Starter, 30)]
    [InlineData(Tier.Professional, 100)]
    [InlineData(Tier.Enterprise, 500)]
    public async Task A_tier_lets_its_requests_a_minute_through_and_not_one_more(Tier tier, int limit)
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = tier, EnforceLimits = true });
        await api.FreezeAsync("2026-03-01T12:00:20Z");

        var replies = await Task.WhenAll(Enumerable.Range(0, limit).Select(_ => api.GetAsync(QuotaCheckPath)));
        var beyond = await api.GetAsync(QuotaCheckPath);

        replies.Should().OnlyContain(reply => reply.Status == 200 && reply.GetHeaderNumber("X-RateLimit-Limit") == limit);
        replies.Select(reply => reply.GetHeaderNumber("X-RateLimit-Remaining")).Order().Should().Equal(Enumerable.Range(0, limit));
        beyond.ShouldFail(429, "RATE_LIMIT_ERROR");
        beyond.GetHeaderNumber("X-RateLimit-Remaining").Should().Be(0);
        beyond.GetHeaderNumber("Retry-After").Should().Be(40);
    }

    [Fact]
    public async Task The_window_moves_on_with_the_tenants_clock_when_Retry_After_says_so()
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
    public async Task The_custom_tier_has_no_limit_and_limits_that_are_not_enforced_refuse_nothing()
    {
        await using var custom = await TestApi.StartAsync(options => options with { EnforceLimits = true });
        await using var lenient = await TestApi.StartAsync(options => options with { Tier = Tier.Free });
        await lenient.FreezeAsync("2026-03-01T12:00:20Z");

        var unlimited = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => custom.GetAsync(QuotaCheckPath)));
        var over = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => lenient.GetAsync(QuotaCheckPath)));

        unlimited.Concat(over).Should().OnlyContain(reply => reply.Status == 200);
        over.Should().Contain(reply => reply.GetHeaderNumber("X-RateLimit-Remaining") == 0);
    }

    [Fact]
    public async Task A_registered_key_has_its_own_tier_and_its_use_touches_no_other_tenant()
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
    public async Task Requests_without_a_valid_key_share_a_limit_of_their_own()
    {
        await using var api = await TestApi.StartAsync(options => options with { EnforceLimits = true });
        var nobody = api.WithKey(null);
        await nobody.FreezeAsync("2026-03-01T12:00:20Z");

        for (var n = 0; n < 5; n++)
            (await (n % 2 == 0 ? nobody : api.WithKey("wrong")).GetAsync(QuotaCheckPath)).ShouldFail(401, "INVALID_API_KEY");
        var beyond = await nobody.GetAsync(QuotaCheckPath);

        beyond.ShouldFail(429, "RATE_LIMIT_ERROR");
        beyond.GetHeaderNumber("X-RateLimit-Limit").Should().Be(5);
        beyond.GetHeaderNumber("Retry-After").Should().Be(40);
        (await api.GetAsync(QuotaCheckPath)).Status.Should().Be(200);
    }
}
