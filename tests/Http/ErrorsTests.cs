using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Http;

public sealed class ErrorsTests
{
    private const string SomeId = "00000000-0000-4000-8000-000000000000";

    [Theory]
    [InlineData("/api/v2")]
    [InlineData("/api/v2/nothing")]
    [InlineData("/api/v3/files")]
    [InlineData("/api/v2/files/upload/batch/more")]
    [InlineData("/favicon.ico")]
    [InlineData("/_emulator/nothing")]
    public async Task An_unknown_route_is_answered_with_404_in_the_envelope(string path)
    {
        await using var api = await TestApi.StartAsync();

        var reply = await api.GetAsync(path);

        reply.ShouldFail(404, "HTTP_404");
        reply["error"].GetProperty("message").GetString().Should().Be($"Route GET {path} not found");
    }

    [Theory]
    [InlineData("DELETE", "/api/v2/files", "GET")]
    [InlineData("PUT", $"/api/v2/files/{SomeId}", "DELETE, GET, PATCH")]
    [InlineData("PUT", "/api/v2/files/log-upload-event", "POST")]
    [InlineData("GET", "/_emulator/reset", "POST")]
    public async Task A_method_that_a_route_does_not_know_is_answered_with_405_and_Allow(string method, string path, string allowed)
    {
        await using var api = await TestApi.StartAsync();

        var reply = await api.SendAsync(new HttpMethod(method), path);

        reply.ShouldFail(405, "HTTP_405");
        reply.Header("Allow")!.Split(", ").Order().Should().Contain(allowed.Split(", "));
    }

    [Theory]
    [InlineData("abc-123")]
    [InlineData("a")]
    [InlineData("01J5:trace/span=1+2_3.4")]
    public async Task A_usable_request_id_comes_back_in_header_and_body(string id)
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
    public async Task A_request_id_of_other_characters_is_replaced_by_a_uuid(string id)
    {
        await using var api = await TestApi.StartAsync();

        var reply = await api.SendAsync(HttpMethod.Get, $"/api/v2/files/{SomeId}", null, ("X-Request-ID", id));

        reply.ShouldFail(404, "HTTP_404");
        Guid.TryParseExact(reply.Header("X-Request-ID"), "D", out _).Should().BeTrue();
    }

    [Fact]
    public async Task A_request_id_has_at_most_128_characters()
    {
        await using var api = await TestApi.StartAsync();
        var (longest, longer) = (new string('x', 128), new string('x', 129));

        var kept = await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("X-Request-ID", longest));
        var replaced = await api.SendAsync(HttpMethod.Get, "/api/v2/files", null, ("X-Request-ID", longer));

        kept.Header("X-Request-ID").Should().Be(longest);
        Guid.TryParseExact(replaced.Header("X-Request-ID"), "D", out _).Should().BeTrue();
    }

    [Fact]
    public async Task No_two_requests_have_the_same_id_with_a_key_or_without()
    {
        await using var api = await TestApi.StartAsync();
        TestApi[] callers = [api, api.WithKey(TestApi.CreateKey(1)), api.WithKey(null)];

        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => callers[n % 3].GetAsync("/api/v2/files")));

        replies.Select(reply => reply.Header("X-Request-ID")).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Every_operation_that_needs_a_key_refuses_a_request_without_one_before_anything_else()
    {
        await using var api = await TestApi.StartAsync(key: null);
        var needing = Routes.ReadFrom(api.Emulator!)
            .Where(route => route.Path.StartsWith("/api/v2", StringComparison.Ordinal) && route.Id != "telemetry.log").ToArray();

        var replies = await Task
            .WhenAll(needing.Select(
                route => api.SendAsync(new HttpMethod(route.Method), Routes.FillPlaceholders(route.Path, "not-a-uuid"))));

        replies.Should().HaveCountGreaterThan(15);
        foreach (var reply in replies) reply.ShouldFail(401, "INVALID_API_KEY");
    }

    [Fact]
    public async Task Every_answer_names_its_operation_and_the_evidence_for_it()
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
    public async Task A_browser_on_another_page_may_call_and_read_the_answers_headers()
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
