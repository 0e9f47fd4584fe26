using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>The list of tenants, and the dashboard's selection of one by its id.</summary>
public sealed class TenantListTests
{
    private const string Token = "correct-horse";

    [Fact]
    public async Task The_list_has_the_tenants_that_were_used_with_the_newest_requests_first()
    {
        await using var api = await TestApi.StartAsync();
        var (other, llama) = (api.WithKey(TestApi.CreateKey(1)), api.WithKey("llx-one-secret-key"));
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await other.FreezeAsync("2026-03-01T13:00:00Z");
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await other.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await llama.GetAsync("/_emulator/info");

        var all = await api.WithKey(null).GetAsync("/_emulator/tenants");
        var one = await api.WithKey(null).GetAsync("/_emulator/tenants?limit=1");

        all["items"].EnumerateArray().Select(tenant => (tenant.Text("key_prefix"), tenant.Text("vendor"), tenant.Number("files"))).Should()
            .Equal((TestApi.CreateKey(1)[..15], "scopix", 1), (api.Key![..15], "scopix", 1), ("llx-one-sec", "llamacloud", 0));
        all["items"][0].Text("last_request_at").Should().Be("2026-03-01T13:00:00Z");
        all.Text.Should().NotContain(api.Key).And.NotContain("secret");
        (one["items"].GetArrayLength(), one["total_count"].GetInt32()).Should().Be((1, 3));
        (await api.GetAsync("/_emulator/tenants?limit=0")).ShouldFail(422, "VALIDATION_ERROR", "limit");
    }

    [Fact]
    public async Task The_dashboard_selects_a_tenant_by_its_id_without_the_key()
    {
        await using var api = await TestApi.StartAsync();
        var page = api.WithKey(null);
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var tenant = await FindTenantAsync(page);

        var files = await page.SendAsync(HttpMethod.Get, "/api/v2/files", null, Referer(api), ("X-Emulator-Tenant", tenant));
        var reset = await page.SendAsync(HttpMethod.Post, "/_emulator/reset", null, Referer(api), ("X-Emulator-Tenant", tenant));

        files["items"][0].Text("id").Should().Be(id);
        reset.Text.Should().Be("""{"tenants":1}""", "the request concerns the selected tenant alone");
    }

    [Fact]
    public async Task Nobody_else_selects_a_tenant_by_its_id()
    {
        await using var api = await TestApi.StartAsync();
        var page = api.WithKey(null);
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var tenant = ("X-Emulator-Tenant", await FindTenantAsync(page));
        (string, string)[][] senders =
        [
            [],
            [("Referer", "http://evil.test/_emulator/ui")],
            [("Referer", $"{api.Http.BaseAddress}page")],
            [Referer(api), ("Origin", "http://evil.test")],
            [Referer(api), ("Sec-Fetch-Site", "cross-site")],
        ];

        foreach (var sender in senders)
            (await page.SendAsync(HttpMethod.Get, "/api/v2/files", null, [tenant, .. sender])).ShouldFail(401, "INVALID_API_KEY");
        foreach (var wrong in (string[])["0000000000000000", "../clock", "x", new string('a', 5000)])
            (await page.SendAsync(HttpMethod.Get, "/api/v2/files", null, Referer(api), ("X-Emulator-Tenant", wrong)))
                .ShouldFail(401, "INVALID_API_KEY");
        (await page.SendAsync(HttpMethod.Get, "/api/v1/beta/files", null, Referer(api), tenant)).Status.Should()
            .Be(401, "the tenant is Scopix's");
    }

    [Fact]
    public async Task With_a_control_token_the_dashboard_must_send_it_to_select_a_tenant()
    {
        await using var api = await TestApi.StartAsync(options => options with { ControlToken = Token });
        var page = api.WithKey(null);
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var tenant = ("X-Emulator-Tenant", await FindTenantAsync(page, ("X-Emulator-Token", Token)));

        (await page.SendAsync(HttpMethod.Get, "/api/v2/files", null, Referer(api), tenant)).ShouldFail(401, "INVALID_API_KEY");
        (await page.SendAsync(HttpMethod.Get, "/api/v2/files", null, Referer(api), tenant, ("X-Emulator-Token", Token))).Status
            .Should().Be(200);
    }

    private static (string Name, string Value) Referer(TestApi api) => ("Referer", $"{api.Http.BaseAddress}_emulator/ui");

    private static async Task<string> FindTenantAsync(TestApi page, params (string, string)[] headers) =>
        (await page.SendAsync(HttpMethod.Get, "/_emulator/tenants", null, headers))["items"][0].Text("id")!;
}
