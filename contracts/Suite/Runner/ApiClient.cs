using System.Diagnostics;
using System.Net.Http.Headers;

namespace Scopix.Contracts.Runner;

/// <summary>A response: status, headers, body.</summary>
public sealed class ApiResponse(HttpResponseMessage response, byte[] bytes, Exchange exchange)
{
    private JsonElement? _json;

    /// <summary>The request and the response; what a case expects next is about this one.</summary>
    public Exchange Exchange
    {
        get
        {
            CaseLog.Current?.Examine(exchange);
            return exchange;
        }
    }

    /// <summary>The HTTP status.</summary>
    public int Status => Exchange.Status;

    /// <summary>Whether the status is one of success, the expected one or not.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body as received.</summary>
    public byte[] Bytes => bytes;

    /// <summary>The body as text.</summary>
    public string Body => Encoding.UTF8.GetString(bytes);

    /// <summary>The body as JSON; another body fails the test.</summary>
    public JsonElement Json
    {
        get
        {
            CaseLog.Current?.Examine(exchange);
            return _json ??= ParseJson();
        }
    }

    /// <summary>The target of a redirect.</summary>
    public Uri? Location
    {
        get
        {
            CaseLog.Current?.Examine(exchange);
            return response.Headers.Location;
        }
    }

    /// <summary>The headers of the body.</summary>
    public HttpContentHeaders Content => response.Content.Headers;

    /// <summary>The names of the headers of the response and its body.</summary>
    public IEnumerable<string> HeaderNames => response.Headers.Concat(Content).Select(header => header.Key);

    /// <summary>A header of the response or its body; null when there is none.</summary>
    public string? GetHeader(string name)
    {
        CaseLog.Current?.Examine(exchange);
        return response.Headers.TryGetValues(name, out var values) || Content.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;
    }

    /// <summary>Whether the content type is JSON.</summary>
    public bool IsJson => Content.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;

    /// <summary>The body as JSON; an undefined element for another body.</summary>
    public JsonElement FindJson()
    {
        try
        {
            return _json ??= JsonDocument.Parse(bytes).RootElement;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private JsonElement ParseJson()
    {
        try
        {
            return JsonDocument.Parse(bytes.Length > 0 ? bytes : "null"u8.ToArray()).RootElement;
        }
        catch (JsonException)
        {
            Expectations.Stop(
                new("body", "form", "JSON", ToString(), Documented("seed 001: every example of an answer is JSON")), exchange);
            throw;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {Redaction.RedactAndCut(Body.Length > 900 ? Body[..900] : Body, 300)}";
}

/// <summary>
/// Sends requests to the API with one key; paths are below <c>/api/v2</c> or another prefix. Redirects are not followed.
/// </summary>
public sealed class ApiClient(Target target, Uri root, string? key, string prefix = "/api/v2")
{
    /// <summary>The tag on everything that the suite creates.</summary>
    public const string TestTag = "scopix-contract";

    private static readonly Claim ProcessingEnds = Documented("seed 001, Upload Sessions & Status: processing ends");
    private static readonly TimeSpan ClockStep = TimeSpan.FromMilliseconds(200);
    private static readonly SemaphoreSlim PollingSlots = new(Target.IsAnyLive ? 1 : int.MaxValue);

    /// <summary>Sends a GET.</summary>
    public Task<ApiResponse> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>Posts JSON.</summary>
    public Task<ApiResponse> PostAsync(string path, object body) =>
        SendAsync(HttpMethod.Post, path, CreateJsonContent(JsonSerializer.Serialize(body)));

    /// <summary>Sends a PATCH; the body is JSON text, since null and absent differ.</summary>
    public Task<ApiResponse> PatchAsync(string path, string json)
    {
        Target.RequireWriteAccess();
        return SendAsync(HttpMethod.Patch, path, CreateJsonContent(json));
    }

    /// <summary>Sends a DELETE.</summary>
    public Task<ApiResponse> DeleteAsync(string path)
    {
        Target.RequireWriteAccess();
        return SendAsync(HttpMethod.Delete, path);
    }

    /// <summary>Uploads one file, tagged; <paramref name="fields"/> are the other parts of the form.</summary>
    public async Task<ApiResponse> UploadAsync(SampleFile sample, params (string Name, string Value)[] fields)
    {
        var response = await SendFormAsync("/files/upload", "file", [sample], fields);
        if (response.IsSuccess && !response.FindJson().FindFlag("skipped")) target.TrackFile(response.FindJson().FindString("file_id"));
        return response;
    }

    /// <summary>Uploads one file, which must succeed, and returns its id.</summary>
    public async Task<string> UploadAndGetIdAsync(SampleFile sample, params (string Name, string Value)[] fields)
    {
        var response = await UploadAsync(sample, fields);
        Documented("seed 001, Streaming Upload").ExpectStatus(201, response);
        return response.Json.GetText("file_id")!;
    }

    /// <summary>Uploads several files in one request, tagged.</summary>
    public async Task<ApiResponse> UploadBatchAsync(IEnumerable<SampleFile> samples, params (string Name, string Value)[] fields)
    {
        var response = await SendFormAsync("/files/upload/batch", "files", samples, fields);
        if (response.IsSuccess && response.FindJson().FindString("session_id") is { } session) target.TrackSession(session);
        return response;
    }

    /// <summary>Waits until primary_status is terminal, and returns the file as an item of files.list.</summary>
    public async Task<JsonElement> WaitUntilProcessedAsync(string fileId)
    {
        var page = await PollUntilAsync($"/files?ids={fileId}", response =>
            response.Json.GetArray("items") is [var item] && item.GetText("primary_status") is not ("pending" or "processing"));
        return page.Json.GetArray("items")[0];
    }

    /// <summary>
    /// Sends a GET until the response is done or <see cref="HttpTransport.PollTimeout"/> is over. Meanwhile the emulator's clock
    /// is advanced; on a live target one test polls at a time.
    /// </summary>
    public async Task<ApiResponse> PollUntilAsync(string path, Func<ApiResponse, bool> isDone)
    {
        await PollingSlots.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await PollAsync(path, isDone);
        }
        finally
        {
            PollingSlots.Release();
        }
    }

    private async Task<ApiResponse> PollAsync(string path, Func<ApiResponse, bool> isDone)
    {
        var operation = Operation.Match("GET", prefix + path)?.Id ?? path;
        var (clock, limit) = (Stopwatch.StartNew(), WaitLimits.Get(operation, HttpTransport.PollTimeout));
        for (var pause = Target.IsLive ? 250 : 5; ; pause = Target.IsLive ? Math.Min(pause * 2, 2000) : pause)
        {
            var response = await GetAsync(path);
            if (response.Status == 200 && isDone(response)) return response;
            if (response.Status is (>= 300 and < 500) and not 429) ProcessingEnds.ExpectStatus(200, response);
            if (clock.Elapsed > limit)
            {
                WaitLimits.AddVainWait(operation);
                Expectations.Stop(
                    new("processing ends while the suite waits", "claim", "", $"{response}", ProcessingEnds), response.Exchange);
            }
            if (!Target.IsLive) await EmulatorControl.AdvanceClockAsync(this, ClockStep);
            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// Sends any request. A path that is an absolute URL is used as it is, without the key. Headers are not validated.
    /// </summary>
    public async Task<ApiResponse> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, params IEnumerable<(string Name, string Value)> headers)
    {
        var isStorage = path.StartsWith("http", StringComparison.Ordinal);
        var url = isStorage ? new Uri(path) : new Uri(root, prefix + path);
        using var request = new HttpRequestMessage(method, url) { Content = content };
        if (key is not null && !isStorage) request.Headers.Authorization = new("Bearer", key);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) content?.Headers.TryAddWithoutValidation(name, value);
        if (content?.Headers.ContentLength > 10_000_000) request.Headers.ExpectContinue = true;

        using var flight = RequestBudget.BeginRequest();
        var cancellation = RequestBudget.GetCancellationToken(method, url.AbsolutePath);
        var draft = new Exchange(Operation.Match(method.Method, url.AbsolutePath), method.Method, url,
            request.Headers.Authorization is not null, RequestContent.Describe(request), 0, null, default);
        var (response, exchange, bytes) = await HttpTransport.SendAsync(request, draft, cancellation);
        using (response) return target.RecordResponse(this, method, url, content, new ApiResponse(response, bytes, exchange));
    }

    /// <summary>Creates a JSON request body.</summary>
    public static StringContent CreateJsonContent(string json) => new(json, Encoding.UTF8, "application/json");

    private async Task<ApiResponse> SendFormAsync(
        string path, string part, IEnumerable<SampleFile> samples, IEnumerable<(string Name, string Value)> fields)
    {
        Target.RequireWriteAccess();
        var tags = fields.Where(f => f.Name == "tags").Select(f => f.Value).Prepend(TestTag);
        using var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in fields.Where(f => f.Name != "tags").Append(("tags", string.Join(',', tags))))
            form.Add(new StringContent(value), name);
        foreach (var sample in samples) form.Add(CreateFilePart(part, sample));
        return await SendAsync(HttpMethod.Post, path, form);
    }

    private static ByteArrayContent CreateFilePart(string part, SampleFile sample)
    {
        var content = new ByteArrayContent(sample.Bytes);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{part}\"; filename=\"{sample.Name}\"");
        content.Headers.ContentType = new(sample.ContentType);
        return content;
    }
}
