using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>The paths that people and health checks try first.</summary>
public sealed class EntryPointTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData("/", "/_emulator/ui")]
    [InlineData("/_emulator", "/_emulator/ui")]
    [InlineData("/_emulator/", "/_emulator/ui")]
    [InlineData("/docs", "/_emulator/docs")]
    [InlineData("/swagger", "/_emulator/docs")]
    public async Task A_browser_is_led_to_the_page_and_another_client_gets_the_addresses(string path, string page)
    {
        await using var api = await TestApi.StartAsync(key: null);
        var origin = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/');

        var browser = await api.SendAsync(HttpMethod.Get, path, null, ("Accept", Browser));
        var program = await api.SendAsync(HttpMethod.Get, path, null, ("Accept", "*/*"));
        var probe = await api.SendAsync(HttpMethod.Head, path);

        (browser.Status, browser.Header("Location"), browser.Header("Vary")).Should().Be((302, origin + page, "Accept"));
        (await api.GetAsync(page)).Header("Content-Type").Should().StartWith("text/html");
        (program.Status, program.Header("Content-Type"), probe.Status, probe.Bytes.Length).Should().Be((200, "application/json", 200, 0));
        program.Json.EnumerateObject().Select(property => property.Name).Should()
            .Equal("name", "version", "api", "dashboard", "api_reference", "openapi", "control_openapi", "health");
        foreach (var (name, address) in ((string, string)[])[("dashboard", "/_emulator/ui"), ("api_reference", "/_emulator/docs"),
            ("openapi", "/openapi.json"), ("control_openapi", "/_emulator/control.openapi.json"), ("health", "/_emulator/health")])
        {
            program[name].GetString().Should().Be(origin + address);
            (await api.GetAsync(address)).Status.Should().Be(200);
        }
    }

    [Fact]
    public async Task The_document_is_where_generators_look_for_it_whoever_asks()
    {
        await using var api = await TestApi.StartAsync(options => options with { ControlToken = "correct-horse" }, key: null);

        var document = await api.SendAsync(HttpMethod.Get, "/openapi.json", null, ("Host", "elsewhere.test"), ("Accept", Browser));

        (document.Status, document.Header("Content-Type")).Should().Be((200, "application/json"));
        document["servers"][0].Text("url").Should().Be("http://elsewhere.test");
        (await api.GetAsync("/_emulator/openapi.json")).ShouldFail(403, "CONTROL_REFUSED");
    }

    [Fact]
    public async Task They_count_in_no_rate_and_need_no_key_and_other_paths_are_still_unknown()
    {
        await using var api = await TestApi.StartAsync(
            options => options with { Tier = Tier.Free, EnforceLimits = true, Auth = AuthMode.Strict, ControlToken = "correct-horse" },
            key: "scopix_Unknown00123456789abcdef");

        for (var i = 0; i < 20; i++)
            foreach (var path in (string[])["/", "/docs", "/swagger", "/openapi.json", "/_emulator"])
                (await api.GetAsync(path)).Status.Should().Be(200);

        (await api.GetAsync("/api/v2/files")).Status.Should().Be(401);
        (await api.GetAsync("/doc")).ShouldFail(404, "HTTP_404");
        (await api.PostAsync("/")).ShouldFail(405, "HTTP_405");
    }
}
