namespace Scopix.Contracts;

/// <summary>Requests beyond limits: of the plan, of documents and bodies, and forms that end early.</summary>
public sealed class RequestSizeContract(Target target)
{
    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task Requests_beyond_the_plan_s_rate_limit_return_429_with_Retry_After()
    {
        var api = await target.GetWithLimitsAsync();
        await EmulatorControl.FreezeClockAsync(api);
        for (var i = 0; i < 10; i++) Public("Rate Limits: 10 requests a minute").ExpectStatus(200, await api.GetAsync("/files"));

        var refused = new[]
        {
            await api.UploadAsync(Samples.CreatePng()), await api.UploadBatchAsync([Samples.CreatePng()]),
            await SendAsync(api, "/files/analyze", Samples.CreateText()),
            await SendAsync(api, "/files/analyze/async", Samples.CreateText()),
        };
        await EmulatorControl.AdvanceClockAsync(api, TimeSpan.FromSeconds(61));
        var later = await api.UploadAsync(Samples.CreatePng());

        foreach (var response in refused)
        {
            Documented("seed 001, Streaming Upload: backpressure").ExpectRefusal(response, 429, code: "RATE_LIMIT_ERROR");
            Documented("seed 001, Streaming Upload: Retry-After header set")
                .Expect(int.TryParse(response.GetHeader("Retry-After"), out var seconds) && seconds is > 0 and <= 60,
                    $"Retry-After is a number of seconds, was {response.GetHeader("Retry-After")}");
            Public("Rate Limits").ExpectEqual("0", response.GetHeader("X-RateLimit-Remaining"), "X-RateLimit-Remaining");
        }

        Public("Rate Limits").ExpectStatus(201, later);
    }

    [Theory]
    [InlineData("/files/analyze")]
    [InlineData("/files/analyze/async")]
    public async Task A_document_over_10_MB_is_not_analyzed(string path)
    {
        if (Target.IsLive && !Target.IsSlow) Target.Skip("sends 11 MiB; set SCOPIX_CONTRACT_SLOW=1 to allow it");

        var response = await SendAsync(_api, path, Samples.CreateText("big.txt", new string('a', 11 << 20)));

        Documented("seed 001, Limits & Constraints").ExpectRefusal(response, 413, code: "HTTP_413");
    }

    [Theory]
    [InlineData("/files/analyze")]
    [InlineData("/files/analyze/async")]
    public async Task An_analysis_waits_5_to_120_seconds(string path)
    {
        foreach (var timeout in new[] { "4", "121" })
            Documented("seed 001, Semantic Search & Analyze")
                .ExpectRefusal(await SendAsync(_api, path, Samples.CreateText(), ("timeout", timeout)), 422, "timeout");
    }

    [Theory]
    [InlineData("/files/export", """{"format":"csv","columns":[{"field_key":"id"}],"sheet_name":"PADDING"}""")]
    [InlineData("/data/export", """{"data_type":"descriptions","format":"csv","search_terms":["PADDING"]}""")]
    public async Task A_query_of_more_than_a_megabyte_is_refused(string path, string body)
    {
        Target.RequireWriteAccess();
        var response = await _api.SendAsync(HttpMethod.Post, path,
                ApiClient.CreateJsonContent(body.Replace("PADDING", new string('a', 2 << 20), StringComparison.Ordinal)));

        Assumed("a limit of ours").ExpectRefusal(response, 413, code: "HTTP_413");
    }

    public static TheoryData<string> JsonOperations =>
        [.. Operation.All
            .Where(operation => operation.RequestType == "application/json"
                && operation.Path.StartsWith("/api/v2", StringComparison.Ordinal)).Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(JsonOperations))]
    public async Task A_JSON_body_of_more_than_a_megabyte_is_refused(string id)
    {
        Target.RequireWriteAccess();
        var operation = Operation.All.Single(row => row.Id == id);
        var path = string.Join('/', operation.Path["/api/v2".Length..].Split('/').Select(segment => segment switch
        {
            "{domain_name}" => "mining",
            _ when segment.StartsWith('{') => Samples.UnknownId,
            _ => segment,
        }));

        var response = await _api.SendAsync(new HttpMethod(operation.Method), path,
                ApiClient.CreateJsonContent($$"""{"padding":"{{new string('a', 1 << 20)}}"}"""));

        Assumed("a limit of ours").ExpectRefusal(response, 413, code: "HTTP_413");
        Assumed("operations.json declares the status").Expect(operation.Responses.ContainsKey("413"), $"{id} declares no 413");
    }

    [Theory]
    [InlineData("/files/upload", "file")]
    [InlineData("/files/upload/batch", "files")]
    [InlineData("/files/analyze", "file")]
    [InlineData("/files/analyze/async", "file")]
    public async Task A_truncated_form_is_refused(string path, string part)
    {
        Target.RequireWriteAccess();
        var broken =
            new StringContent($"--edge\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"a.txt\"\r\n\r\nThe north pi");
        broken.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "edge") } };

        var response = await _api.SendAsync(HttpMethod.Post, path, broken);

        Assumed("a body that cannot be read is a 400").ExpectRefusal(response, 400, "body");
    }

    private static async Task<ApiResponse> SendAsync(
        ApiClient api, string path, SampleFile sample, params (string Name, string Value)[] fields)
    {
        Target.RequireWriteAccess();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sample.Bytes), "file", sample.Name } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return await api.SendAsync(HttpMethod.Post, path, form);
    }
}
