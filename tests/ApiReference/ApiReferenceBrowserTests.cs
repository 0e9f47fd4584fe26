using FluentAssertions;
using Scopix.Emulator.Tests.Clients;
using Xunit;

namespace Scopix.Emulator.Tests.ApiReference;

/// <summary>
/// The API reference in Chromium, light and dark, 1400 and 390 pixels wide: <c>tests/Clients/reference.mjs</c>.
/// </summary>
public sealed class ApiReferenceBrowserTests
{
    [Fact]
    public async Task A_user_reads_both_documents_and_sends_requests_and_nothing_asks_another_server()
    {
        const string token = "correct-horse";
        await using var api = await TestApi.StartAsync(options => options with { Dataset = "demo", ControlToken = token });
        var key = TestApi.CreateKey(7);

        var pages = (await ClientScripts.RunAsync("reference.mjs", new
        {
            executable = ClientScripts.RequireChromium(),
            url = api.Http.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            key,
            token,
            folder = Environment.GetEnvironmentVariable("SCOPIX_DASHBOARD_PICTURES"),
        }, seconds: 300)).EnumerateArray().ToList(); // about 20 on an idle machine

        pages.Should().HaveCount(4);
        foreach (var page in pages)
        {
            foreach (var name in (string[])["foreign", "errors"]) page.GetProperty(name).Texts().Should().BeEmpty(name);
            page.GetProperty("violations").Texts().Distinct().Should().BeSubsetOf(["script-src eval"], "it tries whether it may");
            page.Text("address").Should().Be(api.Http.BaseAddress!.AbsoluteUri + "_emulator/docs#api");
            page.Number("evidence").Should().BeGreaterThan(5);
            page.Number("wide").Should().Be(0, "the page does not scroll horizontally");
            (page.Number("status"), page.Text("authorization")).Should().Be((200, "Bearer " + key), "the key of the dashboard");
            var control = page.GetProperty("control");
            (control.Number("status"), control.Text("authorization"), control.Text("token")).Should().Be((200, "Bearer " + key, token));
        }
        pages.Select(page => page.Text("background")).Distinct().Should().HaveCount(2, "light and dark differ");
        (await api.WithKey(key).SendAsync(HttpMethod.Get, "/_emulator/requests", null, ("X-Emulator-Token", token))).Items()
            .Select(request => request.Text("operation")).Should()
            .Equal(Enumerable.Repeat("files.list", 4), "a request of this page is one of the user's");
    }
}
