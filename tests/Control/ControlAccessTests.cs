using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

public sealed class ControlAccessTests
{
    private const string Token = "correct-horse";

    [Theory]
    [InlineData("Origin", "http://evil.test")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://127.0.0.1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "evil.test")]
    [InlineData("Host", "localhost.evil.test")]
    [InlineData("Host", "127.0.0.1.evil.test")]
    [InlineData("Host", "10.0.0.1")]
    [InlineData("Host", "xn--")]
    public async Task The_control_API_refuses_other_origins_and_rebound_host_names(string header, string value)
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        var refused = await api.SendAsync(HttpMethod.Post, "/_emulator/reset", null, (header, value));

        refused.ShouldFail(403, "CONTROL_REFUSED");
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    [InlineData("scopix.localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task The_control_API_accepts_every_loopback_host_name(string host)
    {
        await using var api = await TestApi.StartAsync();
        var port = api.Http.BaseAddress!.Port;

        var withoutOrigin = await api.SendAsync(HttpMethod.Get, "/_emulator/info", null, ("Host", $"{host}:{port}"));
        var page = await api
            .SendAsync(HttpMethod.Get, "/_emulator/info", null, ("Host", $"{host}:{port}"), ("Origin", $"http://{host}:{port}"),
                ("Sec-Fetch-Site", "same-origin"));

        (withoutOrigin.Status, page.Status).Should().Be((200, 200));
        page.Header("Access-Control-Allow-Origin").Should().BeNull();
    }

    [Fact]
    public async Task The_API_allows_every_origin_and_the_control_API_refuses_preflights()
    {
        await using var api = await TestApi.StartAsync();

        var open = await api
            .SendAsync(HttpMethod.Options, "/api/v2/files", null, ("Origin", "http://app.test"), ("Access-Control-Request-Method", "GET"));
        var closed = await api
            .SendAsync(HttpMethod.Options, "/_emulator/reset", null, ("Origin", "http://app.test"),
                ("Access-Control-Request-Method", "POST"));

        (open.Status, open.Header("Access-Control-Allow-Origin")).Should().Be((204, "*"));
        closed.Status.Should().Be(405);
        closed.Header("Access-Control-Allow-Origin").Should().BeNull();
    }

    [Fact]
    public async Task With_a_control_token_the_control_API_requires_the_token()
    {
        await using var api = await TestApi.StartAsync(options => options with { ControlToken = Token });

        var without = await api.GetAsync("/_emulator/info");
        var wrong = await api.SendAsync(HttpMethod.Get, "/_emulator/info", null, ("X-Emulator-Token", Token + "1"));
        var right = await api.SendAsync(HttpMethod.Get, "/_emulator/info", null, ("X-Emulator-Token", Token), ("Host", "emulator:8340"));
        var page = await api
            .SendAsync(HttpMethod.Get, "/_emulator/info", null, ("X-Emulator-Token", Token), ("Origin", "http://evil.test"));

        foreach (var response in (TestResponse[])[without, wrong, page]) response.ShouldFail(403, "CONTROL_REFUSED");
        right.Status.Should().Be(200);
        (await api.GetAsync("/api/v2/files")).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_health_endpoint_needs_no_token()
    {
        await using var api = await TestApi.StartAsync(options => options with { ControlToken = Token });

        (await api.SendAsync(HttpMethod.Get, "/_emulator/health", null, ("Host", "emulator:8340"))).Text.Should()
            .Be("""{"status":"ready"}""");
    }

    [Fact]
    public async Task A_page_at_the_public_URL_can_call_the_control_API()
    {
        await using var api = await TestApi.StartAsync(options => options with { PublicUrl = new Uri("http://scopix.test:8340") });

        (await api.SendAsync(HttpMethod.Get, "/_emulator/info", null, ("Host", "scopix.test:8340"))).Status.Should().Be(200);
    }
}
