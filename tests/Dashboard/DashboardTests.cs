using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Control.Dashboard;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Dashboard;

/// <summary>The dashboard's files, their security headers and who may read them.</summary>
public sealed partial class DashboardTests
{
    private const string Token = "correct-horse";

    [Fact]
    public async Task Every_file_has_its_content_type_and_a_policy_that_blocks_foreign_content()
    {
        await using var api = await TestApi.StartAsync();

        foreach (var name in DashboardApi.Files.Names)
        {
            var file = await api.GetAsync("/_emulator/ui/" + name);

            file.Status.Should().Be(200, name);
            file.Header("Content-Type").Should().Be(Path.GetExtension(name) switch
            {
                ".html" => "text/html; charset=utf-8",
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                _ => "image/svg+xml",
            });
            file.Header("Content-Security-Policy").Should().Be(
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self'; "
                + "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
                + "trusted-types 'none'");
            (file.Header("X-Content-Type-Options"), file.Header("X-Frame-Options"), file.Header("Referrer-Policy"),
                file.Header("Cache-Control"))
                .Should().Be(("nosniff", "DENY", "same-origin", "no-cache"));
            file.Header("Access-Control-Allow-Origin").Should().BeNull();
        }
    }

    [Fact]
    public async Task The_page_references_every_dashboard_file_and_no_other()
    {
        await using var api = await TestApi.StartAsync();
        var page = await api.GetAsync("/_emulator/ui");

        var named = new HashSet<string> { "index.html" };
        for (var open = new Queue<string>(FindReferences(page.Text)); open.TryDequeue(out var name);)
            if (named.Add(name))
                foreach (var next in FindReferences((await api.GetAsync("/_emulator/ui/" + name)).Text)) open.Enqueue(next);

        page.Text.Should().Be((await api.GetAsync("/_emulator/ui/index.html")).Text);
        named.Should().BeEquivalentTo(DashboardApi.Files.Names);
    }

    [Fact]
    public async Task No_file_references_another_server_or_interprets_text_as_HTML()
    {
        await using var api = await TestApi.StartAsync();

        foreach (var name in DashboardApi.Files.Names)
        {
            var text = (await api.GetAsync("/_emulator/ui/" + name)).Text.Replace("http://www.w3.org/2000/svg", "",
                StringComparison.Ordinal);

            ExternalReference().Matches(text).Select(match => match.Value).Should().BeEmpty(name);
            UnsafeHtml().Matches(text).Select(match => match.Value).Should().BeEmpty(name);
            text.Split('\n').Length.Should().BeLessThan(250, name);
        }
    }

    [Theory]
    [InlineData("/_emulator/ui/nothing.js")]
    [InlineData("/_emulator/ui/..%2Fcontracts%2Foperations.json")]
    [InlineData("/_emulator/ui/INDEX.HTML")]
    [InlineData("/_emulator/ui/wwwroot/index.html")]
    public async Task A_path_that_is_no_dashboard_file_returns_404(string path)
    {
        await using var api = await TestApi.StartAsync();

        (await api.GetAsync(path)).Status.Should().Be(404);
    }

    [Fact]
    public async Task Dashboard_files_need_no_token_but_their_data_does()
    {
        await using var api = await TestApi.StartAsync(options => options with { ControlToken = Token });
        (string, string)[] headers = [("Host", "evil.test"), ("Origin", "http://evil.test"), ("Sec-Fetch-Site", "cross-site")];

        foreach (var header in headers)
        {
            (await api.SendAsync(HttpMethod.Get, "/_emulator/ui", null, header)).Status.Should()
                .Be(200, "a browser cannot send the token when it navigates to a page");
            (await api.SendAsync(HttpMethod.Get, "/_emulator/info", null, header)).ShouldFail(403, "CONTROL_REFUSED");
        }

        (await api.SendAsync(HttpMethod.Get, "/_emulator/info", null, ("X-Emulator-Token", Token),
            ("Origin", "http://evil.test"))).ShouldFail(403, "CONTROL_REFUSED");
        (await api.SendAsync(HttpMethod.Get, "/_emulator/info", null, ("X-Emulator-Token", Token))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Without_a_token_a_rebound_host_name_gets_the_page_but_no_data()
    {
        await using var api = await TestApi.StartAsync();
        var referer = ("Referer", "http://evil.test/_emulator/ui");

        (await api.SendAsync(HttpMethod.Get, "/_emulator/ui", null, ("Host", "evil.test"))).Status.Should().Be(200);
        foreach (var path in (string[])["/_emulator/info", "/_emulator/requests", "/_emulator/clock", "/_emulator/faults",
            "/_emulator/coverage"])
            (await api.SendAsync(HttpMethod.Get, path, null, ("Host", "evil.test"), referer)).ShouldFail(403, "CONTROL_REFUSED");
    }

    [Fact]
    public async Task The_policy_allows_pictures_from_the_public_URL()
    {
        await using var api = await TestApi.StartAsync(options => options with { PublicUrl = new Uri("https://scopix.test:8443/below") });

        (await api.GetAsync("/_emulator/ui")).Header("Content-Security-Policy").Should()
            .Contain(
                "connect-src 'self' https://scopix.test:8443; img-src 'self' https://scopix.test:8443; media-src 'self' "
                + "https://scopix.test:8443;").And.Contain("script-src 'self';");
    }

    private static IEnumerable<string> FindReferences(string text) => Reference().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex("""(?:"/_emulator/ui/|from '\./)([\w.-]+)["']""")]
    private static partial Regex Reference();

    [GeneratedRegex("""\bhttps?://[\w.]+|@import|url\(|\bimport\(""")]
    private static partial Regex ExternalReference();

    [GeneratedRegex("innerHTML|outerHTML|insertAdjacentHTML|" + """document\.write|\beval\b|new Function|DOMParser|srcdoc|javascript:|"""
        + """\sstyle=|\son\w+=""")]
    private static partial Regex UnsafeHtml();
}
