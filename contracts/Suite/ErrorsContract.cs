namespace Scopix.Contracts;

/// <summary>What every operation does alike: keys, error bodies, rate headers, routes.</summary>
public sealed class ErrorsContract(Target target)
{
    private const string Codes = "Error Codes Reference";
    private const string Nowhere = "00000000-0000-4000-8000-000000000000";

    private readonly Api _api = target.Api;

    public static TheoryData<string> Ids => [.. Operation.All.Where(o => o.Responses.ContainsKey("401") && o.Path.StartsWith("/api/v2", StringComparison.Ordinal)).Select(o => o.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_operation_needs_a_key(string id)
    {
        var (operation, content) = RequestFor(id);

        var answer = await target.Anonymous.SendAsync(new HttpMethod(operation.Method), operation.Path, content);

        Public(Codes).Answers(401, answer);
        Assumed("a missing key is told as an invalid one").Refuses(answer, 401, code: "INVALID_API_KEY");
    }

    [Theory]
    [InlineData("scopix_short")]
    [InlineData("aion_Emulator0localdevelopmentkey")]
    [InlineData("nonsense")]
    public async Task A_malformed_key_is_401(string key)
    {
        var answer = await target.WithKey(key).GetAsync("/files");

        Public(Codes).Refuses(answer, 401, code: "INVALID_API_KEY");
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
    public async Task An_id_that_is_no_UUID_is_refused(string method, string path, string field)
    {
        var answer = await _api.SendAsync(new HttpMethod(method), path, method == "PATCH" ? Api.JsonBody("{}") : null);

        Public("OpenAPI file of March 2026: path ids are UUIDs").Refuses(answer, 422, field);
    }

    [Theory]
    [InlineData("/files/batch-delete")]
    [InlineData("/files/check-duplicates")]
    [InlineData("/files/direct-uploads")]
    [InlineData("/files/log-upload-event")]
    public async Task Malformed_JSON_is_refused(string path)
    {
        var answer = await _api.SendAsync(HttpMethod.Post, path, Api.JsonBody("{\"file_ids\": ["));

        Public(Codes).Refuses(answer, 422, "body");
    }

    [Theory]
    [InlineData("/files/batch-delete")]
    [InlineData("/files/check-duplicates")]
    [InlineData("/files/direct-uploads")]
    public async Task A_body_of_another_content_type_is_refused(string path)
    {
        var answer = await _api.SendAsync(HttpMethod.Post, path, new StringContent("{}", Encoding.UTF8, "text/plain"));

        Assumed("the routes take JSON").Refuses(answer, 422, "Content-Type");
    }

    [Fact]
    public async Task An_unknown_route_is_404_and_a_known_one_with_another_verb_is_405()
    {
        var unknown = await _api.GetAsync("/no/such/route");
        var verb = await _api.SendAsync(HttpMethod.Put, "/files", Api.JsonBody("{}"));

        Assumed("as web servers do").Refuses(unknown, 404, code: "HTTP_404");
        Assumed("as web servers do").Refuses(verb, 405, code: "HTTP_405");
        Assumed("RFC 9110, 15.5.6")
            .That(verb.Header("Allow")?.Contains("GET", StringComparison.Ordinal) == true, "Allow names the verbs");
    }

    [Fact]
    public async Task Every_refusal_has_a_request_id_of_its_own()
    {
        var (first, second) = (await _api.GetAsync($"/files/{Nowhere}"), await _api.GetAsync($"/files/{Nowhere}"));

        Fits("error", first);
        Fits("error", second);
        Public(Codes).That(first.Json.Text("request_id") != second.Json.Text("request_id"), "two requests, two request_ids");
        Assumed("the example is one").That(Guid.TryParse(first.Json.Text("request_id"), out _), "request_id is a UUID");
    }

    [Theory]
    [InlineData("/files", true)]
    [InlineData("/files/" + Nowhere, true)]
    [InlineData("/files?limit=0", true)]
    [InlineData("/files/quota-check?file_count=1", true)]
    [InlineData("/files", false)]
    public async Task Every_answer_has_the_rate_headers(string path, bool withKey)
    {
        var answer = await (withKey ? _api : target.Anonymous).GetAsync(path);

        var source = Public("Rate Limits");
        foreach (var name in new[] { "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset" })
        {
            var isNumber = long.TryParse(answer.Header(name), CultureInfo.InvariantCulture, out var value);
            source.That(isNumber && value >= 0, $"{name} is a number, was '{answer.Header(name)}'");
        }

        source.That(Rate(answer, "Remaining") <= Rate(answer, "Limit"), "no more remains than is allowed");
        var reset = DateTimeOffset.FromUnixTimeSeconds(Rate(answer, "Reset"));
        var distance = (reset - DateTimeOffset.UtcNow).Duration();
        source.That(distance < TimeSpan.FromHours(1), $"X-RateLimit-Reset is a Unix time, near: {reset:O}");
        source.That(answer.Header("Retry-After") is null, "Retry-After belongs to 429");
    }

    private static long Rate(Answer answer, string name) =>
        long.TryParse(answer.Header($"X-RateLimit-{name}"), CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static (Operation Operation, HttpContent? Content) RequestFor(string id)
    {
        var operation = Operation.All.Single(o => o.Id == id);
        var path = operation.Path["/api/v2".Length..]
            .Replace("{file_id}", Nowhere, StringComparison.Ordinal).Replace("{session_id}", Nowhere, StringComparison.Ordinal)
            .Replace("{upload_id}", Nowhere, StringComparison.Ordinal).Replace("{variant_type}", "small_256", StringComparison.Ordinal);
        return (operation with { Path = path }, operation.Method is "POST" or "PATCH" ? Api.JsonBody("{}") : null);
    }
}
