using System.Diagnostics;
using System.Net.Http.Headers;

namespace Scopix.Contracts;

/// <summary>What the server answered: status, headers, body.</summary>
public sealed class Answer(HttpResponseMessage response, byte[] bytes)
{
    private JsonElement? _json;

    /// <summary>The HTTP status.</summary>
    public int Status => (int)response.StatusCode;

    /// <summary>The body as it came.</summary>
    public byte[] Bytes => bytes;

    /// <summary>The body as text.</summary>
    public string Body => Encoding.UTF8.GetString(bytes);

    /// <summary>The body as JSON; a body that is none fails the test.</summary>
    public JsonElement Json => _json ??= Parsed();

    /// <summary>Where a redirect points to.</summary>
    public Uri? Location => response.Headers.Location;

    /// <summary>The content's headers.</summary>
    public HttpContentHeaders Content => response.Content.Headers;

    /// <summary>A header of the answer or its content, or null.</summary>
    public string? Header(string name) =>
        response.Headers.TryGetValues(name, out var values) || Content.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    /// <summary>Whether the content is said to be JSON.</summary>
    public bool IsJson => Content.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;

    private JsonElement Parsed()
    {
        try
        {
            return JsonDocument.Parse(bytes.Length > 0 ? bytes : "null"u8.ToArray()).RootElement;
        }
        catch (JsonException)
        {
            Documented("seed 001: every example of an answer is JSON").Must(false, $"the body is JSON, was {this}");
            throw;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {(Body.Length > 300 ? Body[..300] + "…" : Body)}";
}

/// <summary>The API over plain HTTP with one key; paths are below <c>/api/v2</c>, or another prefix. Redirects are not followed.</summary>
public sealed class Api(Target target, Uri root, string? key, string prefix = "/api/v2")
{
    /// <summary>The tag on everything the suite makes.</summary>
    public const string Tag = "scopix-contract";

    private static readonly Claim Patience = Documented("seed 001, Upload Sessions & Status: processing ends");
    private static readonly TimeSpan Stride = TimeSpan.FromMilliseconds(200);
    private static readonly SemaphoreSlim Waiting = new(Target.IsAnyLive ? 1 : int.MaxValue);

    /// <summary>Reads.</summary>
    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>Posts JSON.</summary>
    public Task<Answer> PostAsync(string path, object body) =>
        SendAsync(HttpMethod.Post, path, JsonBody(JsonSerializer.Serialize(body)));

    /// <summary>Changes a file's metadata; the body is JSON text, so that null and absent can be told apart.</summary>
    public Task<Answer> PatchAsync(string path, string json)
    {
        Target.Writes();
        return SendAsync(HttpMethod.Patch, path, JsonBody(json));
    }

    /// <summary>Deletes.</summary>
    public Task<Answer> DeleteAsync(string path)
    {
        Target.Writes();
        return SendAsync(HttpMethod.Delete, path);
    }

    /// <summary>Uploads one file, tagged; <paramref name="fields"/> are the other parts of the form.</summary>
    public async Task<Answer> UploadAsync(Sample sample, params (string Name, string Value)[] fields)
    {
        var answer = await SendFormAsync("/files/upload", "file", [sample], fields);
        if (answer.Status == 201 && !answer.Json.Flag("skipped")) target.Remember(answer.Json.Text("file_id"));
        return answer;
    }

    /// <summary>Uploads one file that must be taken, and gives its id.</summary>
    public async Task<string> UploadedAsync(Sample sample, params (string Name, string Value)[] fields)
    {
        var answer = await UploadAsync(sample, fields);
        Documented("seed 001, Streaming Upload").Answers(201, answer);
        return answer.Json.Text("file_id")!;
    }

    /// <summary>Uploads several files in one request, tagged.</summary>
    public async Task<Answer> UploadBatchAsync(IEnumerable<Sample> samples, params (string Name, string Value)[] fields)
    {
        var answer = await SendFormAsync("/files/upload/batch", "files", samples, fields);
        if (answer.Status == 201) target.RememberSession(answer.Json.Text("session_id")!);
        return answer;
    }

    /// <summary>Waits until primary_status is terminal, and gives the file as the list shows it.</summary>
    public async Task<JsonElement> DoneAsync(string fileId)
    {
        var page = await UntilAsync($"/files?ids={fileId}", answer =>
            answer.Json.List("items") is [var item] && item.Text("primary_status") is not ("pending" or "processing"));
        return page.Json.List("items")[0];
    }

    /// <summary>
    /// Reads until the answer is as wished, as long as patience lasts; our emulator's clock is moved on meanwhile, on a given
    /// target one test waits at a time.
    /// </summary>
    public async Task<Answer> UntilAsync(string path, Func<Answer, bool> isDone)
    {
        await Waiting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await PollAsync(path, isDone);
        }
        finally
        {
            Waiting.Release();
        }
    }

    private async Task<Answer> PollAsync(string path, Func<Answer, bool> isDone)
    {
        var (clock, patience) = (Stopwatch.StartNew(), Wire.Patience);
        for (var pause = Target.IsLive ? 250 : 5; ; pause = Target.IsLive ? Math.Min(pause * 2, 2000) : pause)
        {
            var answer = await GetAsync(path);
            if (answer.Status == 200 && isDone(answer)) return answer;
            if (clock.Elapsed > patience) Patience.Must(false, $"GET {path} is done after {patience.TotalSeconds} s, was {answer}");
            if (!Target.IsLive) await Target.PassAsync(this, Stride);
            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Sends anything; an absolute URL is fetched as it is, without the key. Headers are sent as they are given.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, params IEnumerable<(string Name, string Value)> headers)
    {
        var isStorage = path.StartsWith("http", StringComparison.Ordinal);
        var url = isStorage ? new Uri(path) : new Uri(root, prefix + path);
        using var request = new HttpRequestMessage(method, url) { Content = content };
        if (key is not null && !isStorage) request.Headers.Authorization = new("Bearer", key);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) content?.Headers.TryAddWithoutValidation(name, value);
        if (content?.Headers.ContentLength > 10_000_000) request.Headers.ExpectContinue = true;

        using var flight = Allowance.Sending();
        var cancellation = Allowance.Cancellation(method, url.AbsolutePath);
        using var response = await Wire.Client.SendAsync(request, cancellation);
        return target.Saw(this, method, url, content, new Answer(response, await response.Content.ReadAsByteArrayAsync(cancellation)));
    }

    /// <summary>A JSON request body.</summary>
    public static StringContent JsonBody(string json) => new(json, Encoding.UTF8, "application/json");

    private async Task<Answer> SendFormAsync(
        string path, string part, IEnumerable<Sample> samples, IEnumerable<(string Name, string Value)> fields)
    {
        Target.Writes();
        var tags = fields.Where(f => f.Name == "tags").Select(f => f.Value).Prepend(Tag);
        using var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in fields.Where(f => f.Name != "tags").Append(("tags", string.Join(',', tags))))
            form.Add(new StringContent(value), name);
        foreach (var sample in samples) form.Add(FilePart(part, sample));
        return await SendAsync(HttpMethod.Post, path, form);
    }

    private static ByteArrayContent FilePart(string part, Sample sample)
    {
        var content = new ByteArrayContent(sample.Bytes);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{part}\"; filename=\"{sample.Name}\"");
        content.Headers.ContentType = new(sample.ContentType);
        return content;
    }
}
