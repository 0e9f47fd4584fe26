using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Journal;

public sealed partial class RequestsTests
{
    [Fact]
    public async Task A_request_is_listed_with_its_operation_evidence_and_unknown_fields()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");

        api.Http.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1");
        await api.GetAsync("/api/v2/files?limit=1&page=2");
        await api.PostAsync("/api/v2/files/search", new { query = "pump", colour = "red" });
        await api.UploadAsync(Samples.Photo(), "a.jpg", "storage_target=custom", "mood=blue");
        var listed = await api.GetAsync("/_emulator/requests?order=oldest");

        WithoutMeasurements(listed.Text).Should().Be(
            """
            {"items":[{"id":"req_1","at":"2026-03-01T12:00:00Z","operation":"files.list","method":"GET","path":"/api/v2/files",
            "status":200,"evidence":"public","ignored":[],"unknown":["query.page"],"fault":null,"hint":"did you mean offset?",
            "query":"limit=1&page=2","client":"tests/1"},
            {"id":"req_2","at":"2026-03-01T12:00:00Z","operation":"files.search","method":"POST","path":"/api/v2/files/search",
            "status":200,"evidence":"assumed","ignored":[],"unknown":["body.colour"],"fault":null,"hint":null,
            "query":"","client":"tests/1"},
            {"id":"req_3","at":"2026-03-01T12:00:00Z","operation":"files.upload","method":"POST","path":"/api/v2/files/upload",
            "status":201,"evidence":"documented","ignored":["storage_target"],"unknown":["body.mood"],"fault":null,
            "hint":null,"query":"","client":"tests/1"}],
            "total_count":3,"dropped":0}
            """.OnOneLine());
    }

    [Fact]
    public async Task A_listed_request_has_the_duration_and_the_length_of_its_response_and_no_key()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.GetAsync($"/api/v2/files?search={api.Key}");
        var listed = (await api.GetAsync("/_emulator/requests"))["items"][0];

        listed.GetProperty("duration_ms").GetDouble().Should().BeGreaterThan(0);
        listed.GetProperty("response_bytes").GetInt64().Should().Be(response.Bytes.Length);
        listed.GetProperty("query").GetString().Should().Be("search=[redacted key]");
        listed.GetProperty("client").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_search_does_not_find_secrets()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/api/v2/files/search", new { query = "llx-0123456789abcdef" });

        (await api.GetAsync("/_emulator/requests?search=0123456789"))["total_count"].GetInt32().Should().Be(0);
        (await api.GetAsync("/_emulator/requests?search=query"))["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task One_request_is_shown_with_both_bodies_and_its_query()
    {
        await using var api = await TestApi.StartAsync();

        var response = await api
            .SendAsync(HttpMethod.Post, "/api/v2/files/search?x=1&x=2", new StringContent("""{"query":"pump"}""", null, "application/json"),
                ("X-Request-ID", "mine-1"));
        var details = await api.GetAsync("/_emulator/requests/req_1");

        (details["request_id"].GetString(), details["query"].GetRawText()).Should().Be(("mine-1", """{"x":["1","2"]}"""));
        details["request"].GetProperty("body").GetRawText().Should().Be("""{"query":"pump"}""");
        details["request"].GetProperty("bytes").GetInt64().Should().Be(16);
        details["response"].GetProperty("body").GetRawText().Should().Be(response.Text);
        details["response"].GetProperty("bytes").GetInt64().Should().Be(response.Bytes.Length);
        details["response"].GetProperty("headers").GetProperty("X-Request-ID").GetString().Should().Be("mine-1");
        details["duration_ms"].GetDouble().Should().BeGreaterThan(0);
        (await api.GetAsync("/_emulator/requests/req_99")).ShouldFail(404, "HTTP_404");
    }

    [Fact]
    public async Task Keys_and_signatures_are_never_shown()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var url = (await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!;
        await api.GetAsync(url);
        await api.GetAsync($"/api/v2/files/{id}");
        await api.SendAsync(HttpMethod.Get, $"/api/v2/files?search={api.Key}&api_key={api.Key}", null, ("Cookie", "session=s3cr3t"));
        await api.PatchAsync($"/api/v2/files/{id}", new { title = "llx-0123456789abcdef" });

        var all = new List<string>();
        for (var n = 1; n <= 6; n++)
            foreach (var format in (string[])["json", "har", "curl"])
                all.Add((await api.GetAsync($"/_emulator/requests/req_{n}?format={format}")).Text);
        var text = string.Join('\n', all);
        var signature = url.Split("X-Amz-Signature=")[1];

        text.Should().NotContain(api.Key!).And.NotContain(signature[..16]).And.NotContain("s3cr3t").And.NotContain("llx-0123").And
            .NotContain("SCPX");
        text.Should().Contain("X-Amz-Signature=[redacted]");
        (await api.GetAsync("/_emulator/requests/req_1"))["request"].GetProperty("headers").GetProperty("Authorization").GetString()
            .Should().Be("[redacted]");
        all[9].Should().Contain("\"thumbnail_url\":\"http://");
    }

    [Fact]
    public async Task Storage_requests_are_listed_by_their_kind()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var url = (await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!;
        await api.AdvanceAsync(TimeSpan.FromDays(1));

        await api.GetAsync(url);
        await api.WithKey(null).SendAsync(HttpMethod.Head, "/_s3/nothing/here");
        var own = (await api.GetAsync("/_emulator/requests?operation=storage.*"))["items"];
        var withoutKey = (await api.WithKey(null).GetAsync("/_emulator/requests?path=/_s3"))["items"];

        own.EnumerateArray().Select(item => (item.GetProperty("operation").GetString(), item.GetProperty("status").GetInt32())).Should()
            .Equal(("storage.get", 403));
        withoutKey.EnumerateArray().Select(item => (item.GetProperty("operation").GetString(), item.GetProperty("status").GetInt32()))
            .Should()
            .Equal(("storage.head", 403));
    }

    [Theory]
    [InlineData("operation=files.list", "req_1 req_3")]
    [InlineData("operation=files.*", "req_1 req_2 req_3 req_5")]
    [InlineData("operation=projects.create", "")]
    [InlineData("status=404", "req_2 req_4")]
    [InlineData("status=4xx", "req_2 req_4 req_5")]
    [InlineData("method=post", "req_5")]
    [InlineData("path=nothing", "req_4")]
    [InlineData("unmatched=true", "req_4")]
    [InlineData("unmatched=false&status=404", "req_2")]
    [InlineData("since=2026-03-01T12:00:02Z", "req_3 req_4 req_5")]
    [InlineData("until=2026-03-01T12:00:02Z", "req_1 req_2")]
    [InlineData("since=2026-03-01T12:00:01Z&until=2026-03-01T12:00:03Z", "req_2 req_3")]
    [InlineData("unknown=true", "req_3")]
    [InlineData("fault=true", "")]
    [InlineData("search=QUERY&method=POST", "req_5")]
    [InlineData("search=valve", "")]
    [InlineData("search=not%20found", "req_2 req_4")]
    [InlineData("search=404", "req_2 req_4")]
    [InlineData("search=total_count&method=GET", "req_1 req_3")]
    [InlineData("limit=2", "req_1 req_2")]
    [InlineData("limit=2&offset=4", "req_5")]
    public async Task Requests_are_found_by_every_filter(string query, string ids)
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.GetAsync("/api/v2/files");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        await api.GetAsync("/api/v2/files/00000000-0000-4000-8000-000000000000");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        await api.GetAsync("/api/v2/files?page=1");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        await api.GetAsync("/api/v2/nothing");
        await api.PostAsync("/api/v2/files/search", new { query = "" });

        var oldest = await api.GetAsync($"/_emulator/requests?order=oldest&{query}");
        var newest = await api.GetAsync("/_emulator/requests?limit=1");

        string.Join(' ', oldest["items"].EnumerateArray().Select(item => item.GetProperty("id").GetString())).Should().Be(ids);
        newest["items"][0].GetProperty("id").GetString().Should().Be("req_5");
    }

    [Theory]
    [InlineData("opration=files.list", "opration")]
    [InlineData("status=4x", "status")]
    [InlineData("status=900", "status")]
    [InlineData("status=x04", "status")]
    [InlineData("since=yesterday", "since")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("offset=-1", "offset")]
    [InlineData("order=random", "order")]
    [InlineData("format=xml", "format")]
    [InlineData("fault=perhaps", "fault")]
    public async Task An_invalid_filter_is_refused_by_its_name(string query, string field)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await api.GetAsync("/_emulator/requests?" + query)).ShouldFail(422, "VALIDATION_ERROR", field);
    }

    [Fact]
    public async Task A_response_made_by_a_fault_is_marked_and_a_lost_response_has_no_status()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 503 });
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", reset = true });

        await api.GetAsync("/api/v2/files");
        var lost = () => api.GetAsync("/api/v2/files");
        await lost.Should().ThrowAsync<HttpRequestException>();
        await api.GetAsync("/api/v2/files");
        var items = (await api.GetAsync("/_emulator/requests?order=oldest"))["items"].EnumerateArray().ToArray();
        var details = await api.GetAsync("/_emulator/requests/req_2");

        items.Select(item => item.GetProperty("fault").GetString()).Should().Equal("fault_1", "fault_2", null);
        items[0].GetProperty("status").GetInt32().Should().Be(503);
        items[1].GetProperty("status").ValueKind.Should().Be(JsonValueKind.Null);
        details["response"].ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_request_over_the_rate_limit_is_recorded_with_its_operation()
    {
        await using var api = await TestApi.StartAsync(options => options with { Tier = Tier.Free, EnforceLimits = true });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        for (var n = 0; n < 11; n++) await api.GetAsync("/api/v2/files/sessions");

        var refused = (await api.GetAsync("/_emulator/requests?status=429"))["items"];

        refused[0].GetProperty("operation").GetString().Should().Be("sessions.list");
        refused.GetArrayLength().Should().Be(1);
    }

    private static string WithoutMeasurements(string json) => Measurements().Replace(json, "");

    [GeneratedRegex("\"(?:duration_ms|response_bytes)\":[0-9.]+,")]
    private static partial Regex Measurements();
}
