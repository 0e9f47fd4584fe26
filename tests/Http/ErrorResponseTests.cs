using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

public sealed class ErrorResponseTests
{
    private const string SomeId = "00000000-0000-4000-8000-000000000000";

    [Theory]
    [InlineData("/api/v2")]
    [InlineData("/api/v2/nothing")]
    [InlineData("/api/v3/files")]
    [InlineData("/api/v2/files/upload/batch/more")]
    [InlineData("/favicon.ico")]
    [InlineData("/_emulator/nothing")]
    public async Task An_unknown_route_returns_404_in_the_envelope(string path)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.GetAsync(path);

        response.ShouldFail(404, "HTTP_404");
        response["error"].GetProperty("message").GetString().Should().Be($"Route GET {path} not found");
    }

    [Theory]
    [InlineData("DELETE", "/api/v2/files", "GET")]
    [InlineData("PUT", $"/api/v2/files/{SomeId}", "DELETE, GET, PATCH")]
    [InlineData("PUT", "/api/v2/files/log-upload-event", "POST")]
    [InlineData("GET", "/_emulator/reset", "POST")]
    public async Task An_unsupported_method_returns_405_with_an_Allow_header(string method, string path, string allowed)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendAsync(new HttpMethod(method), path);

        response.ShouldFail(405, "HTTP_405");
        response.Header("Allow")!.Split(", ").Order().Should().Contain(allowed.Split(", "));
    }

    [Theory]
    [InlineData("abc-123")]
    [InlineData("a")]
    [InlineData("01J5:trace/span=1+2_3.4")]
    public async Task A_valid_request_id_is_returned_in_header_and_body(string id)
    {
        await using var api = await TestApi.StartAsync();

        var good = await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("X-Request-ID", id));
        var bad = await api.SendAsync(HttpMethod.Get, $"/api/v2/files/{SomeId}", null, ("X-Request-ID", id));

        good.Header("X-Request-ID").Should().Be(id);
        bad.ShouldFail(404, "HTTP_404");
        bad["request_id"].GetString().Should().Be(id);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("tab\there")]
    [InlineData("a,b")]
    [InlineData("quote\"")]
    [InlineData("<script>")]
    public async Task A_request_id_with_invalid_characters_is_replaced_by_a_UUID(string id)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.SendAsync(HttpMethod.Get, $"/api/v2/files/{SomeId}", null, ("X-Request-ID", id));

        response.ShouldFail(404, "HTTP_404");
        Guid.TryParseExact(response.Header("X-Request-ID"), "D", out _).Should().BeTrue();
    }

    [Fact]
    public async Task A_request_id_has_at_most_128_characters()
    {
        await using var api = await TestApi.StartAsync();
        var (longest, longer) = (new string('x', 128), new string('x', 129));

        var withLongest = await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("X-Request-ID", longest));
        var withLonger = await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("X-Request-ID", longer));

        withLongest.Header("X-Request-ID").Should().Be(longest);
        Guid.TryParseExact(withLonger.Header("X-Request-ID"), "D", out _).Should().BeTrue();
    }

    [Fact]
    public async Task Request_ids_are_unique_with_and_without_a_key()
    {
        await using var api = await TestApi.StartAsync();
        TestApi[] clients = [api, api.WithKey(TestApi.CreateKey(1)), api.WithKey(null)];

        var responses = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => clients[n % 3].GetAsync("/api/v2/files")));

        responses.Select(response => response.Header("X-Request-ID")).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Every_operation_that_needs_a_key_checks_the_key_first()
    {
        await using var api = await TestApi.StartAsync(key: null);
        var routesWithKey = Routes.ReadFrom(api.Emulator!)
            .Where(route => route.Path.StartsWith("/api/v2", StringComparison.Ordinal) && route.Id != "telemetry.log").ToArray();

        var responses = await Task
            .WhenAll(routesWithKey.Select(
                route => api.SendAsync(new HttpMethod(route.Method), Routes.FillPlaceholders(route.Path, "not-a-uuid"))));

        responses.Should().HaveCountGreaterThan(15);
        foreach (var response in responses) response.ShouldFail(401, "INVALID_API_KEY");
    }

    [Fact]
    public async Task Every_response_names_its_operation_and_evidence()
    {
        await using var api = await TestApi.StartAsync();

        var ok = await api.GetAsync("/api/v2/files");
        var failed = await api.GetAsync($"/api/v2/files/{SomeId}");

        ok.Header("X-Emulator-Operation").Should().Be("files.list");
        ok.Header("X-Emulator-Evidence").Should().Be("public");
        failed.Header("X-Emulator-Operation").Should().Be("files.get");
        ok.Header("Server").Should().BeNull();
    }

    [Fact]
    public async Task A_page_on_another_origin_can_call_the_API_and_read_response_headers()
    {
        await using var api = await TestApi.StartAsync();

        var preflight = await api.WithKey(null).SendAsync(HttpMethod.Options, "/api/v2/files/upload", null,
            ("Origin", "https://app.example"), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization"));
        var refused = await api.WithKey(null).SendAsync(HttpMethod.Get, "/api/v2/files", null, ("Origin", "https://app.example"));

        preflight.Status.Should().Be(204);
        preflight.Header("Access-Control-Allow-Origin").Should().Be("*");
        refused.ShouldFail(401, "INVALID_API_KEY");
        refused.Header("Access-Control-Allow-Origin").Should().Be("*");
        refused.Header("Access-Control-Expose-Headers").Should().Contain("ETag").And.Contain("X-Request-ID");
    }
}
