using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

public sealed class ApiKeyTests
{
    [Fact]
    public async Task A_request_without_a_key_returns_401()
    {
        await using var api = await TestApi.StartAsync(key: null);

        var response = await api.GetAsync("/api/v2/files");

        response.ShouldFail(401, "INVALID_API_KEY");
        response.Header("WWW-Authenticate").Should().Be("Bearer");
    }

    [Theory]
    [InlineData("Bearer other_Emulator0localdevelopmentkey")]
    [InlineData("Bearer SCOPIX_Emulator0localdevelopmentkey")]
    [InlineData("Bearer scopix_Emulator01234567890")]
    [InlineData("Bearer scopix_Emul_tor0localdevelopmentkey")]
    [InlineData("Bearer scopix_Emulator0local.development+key")]
    [InlineData("Bearer scopix_Emulator0local developmentkey")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic c2NvcGl4X0VtdWxhdG9yMGxvY2FsOmRldmVsb3BtZW50")]
    [InlineData("Token scopix_Emulator0localdevelopmentkey")]
    [InlineData("scopix_Emulator0localdevelopmentkey")]
    public async Task A_malformed_key_returns_401(string authorization)
    {
        await using var api = await TestApi.StartAsync(key: null);

        var response = await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("Authorization", authorization));

        response.ShouldFail(401, "INVALID_API_KEY");
    }

    [Theory]
    [InlineData("Bearer scopix_Emulator012345678901")]
    [InlineData("bearer scopix_Emulator0localdevelopmentkey")]
    [InlineData("BEARER scopix_12345678-_-_-_-_-_-_")]
    public async Task A_well_formed_key_is_accepted_with_Bearer_in_any_case(string authorization)
    {
        await using var api = await TestApi.StartAsync(key: null);

        var response = await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("Authorization", authorization));

        response.Status.Should().Be(200);
    }

    [Fact]
    public async Task Strict_mode_accepts_only_the_default_key_and_registered_keys()
    {
        await using var api = await TestApi.StartAsync(options => options with { Auth = AuthMode.Strict });
        var otherTenant = api.WithKey(TestApi.CreateKey(1));

        var before = await otherTenant.GetAsync("/api/v2/files");
        var registered = await api.PostAsync("/_emulator/keys", new { key = TestApi.CreateKey(1) });
        var after = await otherTenant.GetAsync("/api/v2/files");

        before.ShouldFail(401, "INVALID_API_KEY");
        registered.Status.Should().Be(201);
        after.Status.Should().Be(200);
        (await api.GetAsync("/api/v2/files")).Status.Should().Be(200);
        (await api.WithKey(TestApi.CreateKey(2)).GetAsync("/api/v2/files")).ShouldFail(401, "INVALID_API_KEY");
    }

    [Fact]
    public async Task A_deactivated_key_is_refused_until_it_is_active_again()
    {
        await using var api = await TestApi.StartAsync();

        await api.PostAsync("/_emulator/keys", new { key = api.Key, is_active = false });
        var refused = await api.GetAsync("/api/v2/files");
        await api.WithKey(null).PatchAsync("/_emulator/keys", new { key = api.Key, is_active = true });

        refused.ShouldFail(401, "DEACTIVATED_API_KEY");
        (await api.GetAsync("/api/v2/files")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_key_expires_on_its_tenants_clock()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.PostAsync("/_emulator/keys", new { key = api.Key, expires_at = "2026-03-01T13:00:00Z" });

        await api.AdvanceAsync(TimeSpan.FromSeconds(3599));
        var last = await api.GetAsync("/api/v2/files");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var expired = await api.GetAsync("/api/v2/files");

        last.Status.Should().Be(200);
        expired.ShouldFail(401, "EXPIRED_API_KEY");
    }

    [Fact]
    public async Task The_list_of_keys_shows_registered_keys_by_prefix_only()
    {
        await using var api = await TestApi.StartAsync();

        await api.PostAsync("/_emulator/keys", new { key = TestApi.CreateKey(7), tier = "starter", expires_at = "2030-01-01T00:00:00Z" });
        await api.WithKey(TestApi.CreateKey(8)).GetAsync("/api/v2/files");
        var list = await api.GetAsync("/_emulator/keys");

        list.Text.Should().Be("""
            {"items":[{"key_prefix":"scopix_Tenant07","tier":"STARTER","expires_at":"2030-01-01T00:00:00Z","is_active":true,
            "registered":true}]}
            """.OnOneLine());
    }

    [Theory]
    [InlineData("""{"key":"scopix_short"}""", "key")]
    [InlineData("""{"key":"scopix_Tenant070123456789abcdef\n"}""", "key")]
    [InlineData("""{"key":null}""", "key")]
    [InlineData("{}", "key")]
    [InlineData("""{"key":"scopix_Tenant070123456789abcdef","tier":"GOLD"}""", "tier")]
    [InlineData("""{"key":"scopix_Tenant070123456789abcdef","tier":"1"}""", "tier")]
    [InlineData("""{"key":"scopix_Tenant070123456789abcdef","expires_at":"tomorrow"}""", "expires_at")]
    [InlineData("""{"key":"scopix_Tenant070123456789abcdef","is_active":"no"}""", "is_active")]
    [InlineData("""{"key":"scopix_Tenant070123456789abcdef","active":false}""", "active")]
    public async Task Registering_a_key_with_invalid_values_is_refused_with_the_field(string body, string field)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, "/_emulator/keys", body);

        response.ShouldFail(422, "VALIDATION_ERROR", field);
        (await api.GetAsync("/_emulator/keys"))["items"].GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Updating_an_unknown_key_returns_404()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.PatchAsync("/_emulator/keys", new { key = TestApi.CreateKey(9), is_active = false });

        response.ShouldFail(404, "HTTP_404");
    }
}
