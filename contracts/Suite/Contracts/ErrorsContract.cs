namespace Scopix.Contracts;

/// <summary>Behaviour that all operations share: keys, error bodies, rate limit headers, routes.</summary>
public sealed class ErrorsContract(Target target)
{
    private const string Codes = "Error Codes Reference";

    private readonly ApiClient _api = target.Api;

    public static TheoryData<string> Ids => [.. Operation.All
        .Where(o => o.Responses.ContainsKey("401") && o.Path.StartsWith("/api/v2", StringComparison.Ordinal)).Select(o => o.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_operation_needs_a_key(string id)
    {
        var (operation, content) = CreateRequest(id);

        var response = await target.Anonymous.SendAsync(new HttpMethod(operation.Method), operation.Path, content);

        Public(Codes).ExpectStatus(401, response);
        Assumed("a missing key is told as an invalid one").ExpectRefusal(response, 401, code: "INVALID_API_KEY");
    }

    [Theory]
    [InlineData("scopix_short")]
    [InlineData("aion_Emulator0localdevelopmentkey")]
    [InlineData("nonsense")]
    public async Task A_malformed_key_is_401(string key)
    {
        var response = await target.WithKey(key).GetAsync("/files");

        Public(Codes).ExpectRefusal(response, 401, code: "INVALID_API_KEY");
    }

    [Theory]
    [InlineData("GET", "/files/not-a-uuid/download", "file_id")]
    [InlineData("GET", "/files/not-a-uuid/variant/small_256", "file_id")]
    [InlineData("POST", "/files/not-a-uuid/trigger-variants", "file_id")]
    [InlineData("PATCH", "/files/not-a-uuid", "file_id")]
    [InlineData("DELETE", "/files/not-a-uuid", "file_id")]
    [InlineData("GET", "/files/uploads-status/not-a-uuid", "file_id")]
    [InlineData("GET", "/files/sessions/not-a-uuid/status", "session_id")]
    [InlineData("GET", "/files/sessions/not-a-uuid/results", "session_id")]
    [InlineData("GET", "/files/sessions/not-a-uuid/summary", "session_id")]
    [InlineData("POST", "/files/sessions/not-a-uuid/cancel", "session_id")]
    public async Task An_id_that_is_not_a_UUID_is_refused(string method, string path, string field)
    {
        var response = await _api.SendAsync(new HttpMethod(method), path, method == "PATCH" ? ApiClient.CreateJsonContent("{}") : null);

        Public("OpenAPI file of March 2026: path ids are UUIDs").ExpectRefusal(response, 422, field);
    }

    [Theory]
    [InlineData("/files/batch-delete")]
    [InlineData("/files/check-duplicates")]
    [InlineData("/files/direct-uploads")]
    [InlineData("/files/log-upload-event")]
    public async Task Malformed_JSON_is_refused(string path)
    {
        var response = await _api.SendAsync(HttpMethod.Post, path, ApiClient.CreateJsonContent("{\"file_ids\": ["));

        Public(Codes).ExpectRefusal(response, 422, "body");
    }

    [Theory]
    [InlineData("/files/batch-delete")]
    [InlineData("/files/check-duplicates")]
    [InlineData("/files/direct-uploads")]
    public async Task A_body_of_another_content_type_is_refused(string path)
    {
        var response = await _api.SendAsync(HttpMethod.Post, path, new StringContent("{}", Encoding.UTF8, "text/plain"));

        Assumed("the routes take JSON").ExpectRefusal(response, 422, "Content-Type");
    }

    [Fact]
    public async Task An_unknown_route_is_404_and_a_known_one_with_another_verb_is_405()
    {
        var unknown = await _api.GetAsync("/no/such/route");
        var verb = await _api.SendAsync(HttpMethod.Put, "/files", ApiClient.CreateJsonContent("{}"));

        Assumed("as web servers do").ExpectRefusal(unknown, 404, code: "HTTP_404");
        Assumed("as web servers do").ExpectRefusal(verb, 405, code: "HTTP_405");
        Assumed("RFC 9110, 15.5.6")
            .Expect(verb.GetHeader("Allow")?.Contains("GET", StringComparison.Ordinal) == true, "Allow names the verbs");
    }

    [Fact]
    public async Task Every_refusal_has_its_own_request_id()
    {
        var (first, second) = (await _api.GetAsync($"/files/{Samples.UnknownId}"), await _api.GetAsync($"/files/{Samples.UnknownId}"));

        ExpectSchema("error", first);
        ExpectSchema("error", second);
        Public(Codes).Expect(first.Json.GetText("request_id") != second.Json.GetText("request_id"), "two requests have two request_ids");
        Assumed("the example is a UUID").Expect(Guid.TryParse(first.Json.GetText("request_id"), out _), "request_id is a UUID");
    }

    [Theory]
    [InlineData("/files", true)]
    [InlineData("/files/" + Samples.UnknownId, true)]
    [InlineData("/files?limit=0", true)]
    [InlineData("/files/quota-check?file_count=1", true)]
    [InlineData("/files", false)]
    public async Task Every_response_has_the_rate_limit_headers(string path, bool withKey)
    {
        var response = await (withKey ? _api : target.Anonymous).GetAsync(path);

        var source = Public("Rate Limits");
        foreach (var name in new[] { "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset" })
        {
            var isNumber = long.TryParse(response.GetHeader(name), CultureInfo.InvariantCulture, out var value);
            source.Expect(isNumber && value >= 0, $"{name} is a number, was '{response.GetHeader(name)}'");
        }

        source.Expect(GetRateHeader(response, "Remaining") <= GetRateHeader(response, "Limit"), "Remaining is not greater than Limit");
        var reset = DateTimeOffset.FromUnixTimeSeconds(GetRateHeader(response, "Reset"));
        var distance = (reset - DateTimeOffset.UtcNow).Duration();
        source.Expect(distance < TimeSpan.FromHours(1), $"X-RateLimit-Reset is a Unix time close to now, was {reset:O}");
        source.Expect(response.GetHeader("Retry-After") is null, "Retry-After is sent only with 429");
    }

    private static long GetRateHeader(ApiResponse response, string name) =>
        long.TryParse(response.GetHeader($"X-RateLimit-{name}"), CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static (Operation Operation, HttpContent? Content) CreateRequest(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);
        var path = operation.Path["/api/v2".Length..]
            .Replace("{file_id}", Samples.UnknownId, StringComparison.Ordinal)
            .Replace("{session_id}", Samples.UnknownId, StringComparison.Ordinal)
            .Replace("{upload_id}", Samples.UnknownId, StringComparison.Ordinal)
            .Replace("{variant_type}", "small_256", StringComparison.Ordinal);
        return (operation with { Path = path }, operation.Method is "POST" or "PATCH" ? ApiClient.CreateJsonContent("{}") : null);
    }
}
