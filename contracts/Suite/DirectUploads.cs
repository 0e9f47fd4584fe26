using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Scopix.Contracts;

/// <summary>Direct uploads as a client makes them: an intent, PUTs to the storage it names, confirmations, complete.</summary>
public sealed class DirectUploads(Target target, Api? api = null)
{
    /// <summary>Where they are, below <c>/api/v2</c>.</summary>
    public const string Path = "/files/direct-uploads";

    /// <summary>The section about them.</summary>
    public const string Section = "seed 001, Presigned & Multipart Upload";

    /// <summary>The smallest size of every part but the last, in bytes: 5 MB, read as 5 MiB.</summary>
    public const int SmallestPart = 5 << 20;

    private readonly Api _api = api ?? target.Api;

    /// <summary>What a client says of a file before it sends it, tagged; <paramref name="more"/> sets other properties.</summary>
    public static JsonObject Intent(Sample sample, params (string Name, JsonNode? Value)[] more) =>
        With(Announced(sample.Name, sample.ContentType, sample.Bytes.Length, sample.Hash), more);

    /// <summary>The intent of a video of any size, whose bytes are never sent.</summary>
    public static JsonObject Intent(long size, params (string Name, JsonNode? Value)[] more)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Samples.Mark("inspection.mp4")));
        return With(Announced("inspection.mp4", "video/mp4", size, Convert.ToHexStringLower(hash)), more);
    }

    /// <summary>The intent of a multipart upload in parts of the smallest size.</summary>
    public static JsonObject InParts(Sample sample) =>
        Intent(sample, ("upload_mode", "multipart"), ("part_size_bytes", SmallestPart));

    /// <summary>A list of tags that begins with the suite's own.</summary>
    public static JsonArray Tags(params IEnumerable<string> tags) => [Api.Tag, .. tags.Select(t => JsonValue.Create(t))];

    /// <summary>A plain text of <paramref name="parts"/> parts of the smallest size and a short last one.</summary>
    public static Sample LongText(int parts = 1)
    {
        const string line = "The north pier stands dry and steady; nothing to report today.\n";
        return Samples.Text("log.txt", string.Concat(Enumerable.Repeat(line, parts * SmallestPart / line.Length + 1)));
    }

    /// <summary>The bytes of one part, counted from 1.</summary>
    public static byte[] Part(Sample sample, int number) =>
        [.. sample.Bytes.Skip((number - 1) * SmallestPart).Take(SmallestPart)];

    /// <summary>Announces a file; what is open at the end of the run is aborted.</summary>
    public async Task<Answer> CreateAsync(JsonObject intent, string? idempotencyKey = null)
    {
        Target.Writes();
        var answer = await _api.SendAsync(HttpMethod.Post, Path, Api.JsonBody(intent.ToJsonString()), Headers(idempotencyKey));
        if (answer.Status == 201) target.RememberDirectUpload(answer.Json.Text("upload_id")!, isOpen: true);
        return answer;
    }

    /// <summary>Announces a file that must be welcome, and gives the answer.</summary>
    public async Task<JsonElement> CreatedAsync(JsonObject intent)
    {
        var answer = await CreateAsync(intent);
        Documented(Section).Answers(201, answer);
        Fits("direct-upload-answer", answer);
        return answer.Json;
    }

    /// <summary>Sends a whole file to where a single-shot answer says, with exactly the headers it gives.</summary>
    public Task<Answer> PutAsync(JsonElement upload, byte[] bytes) => PutAsync(
        upload.Text("presigned_url")!, bytes, upload.At("headers").EnumerateObject().Select(h => (h.Name, h.Value.GetString()!)));

    /// <summary>Sends bytes to the storage.</summary>
    public Task<Answer> PutAsync(string url, byte[] bytes, params IEnumerable<(string Name, string Value)> headers)
    {
        Target.Writes();
        return _api.SendAsync(HttpMethod.Put, url, new ByteArrayContent(bytes), headers);
    }

    /// <summary>Sends one part, which the storage must take, and gives its ETag as it came.</summary>
    public async Task<string> PutPartAsync(JsonElement upload, Sample sample, int number)
    {
        var put = await PutAsync(PartUrl(upload, number), Part(sample, number));
        Public("Amazon S3 API Reference, UploadPart").Answers(200, put);
        return put.Header("ETag") ?? "";
    }

    /// <summary>The URL for one part, counted from 1.</summary>
    public static string PartUrl(JsonElement upload, int number) => upload.List("part_urls")[number - 1].Text("url")!;

    /// <summary>Confirms one part.</summary>
    public Task<Answer> ConfirmAsync(JsonElement upload, int number, string etag, long size) =>
        PostAsync(upload, "parts/confirm", JsonSerializer.Serialize(new { part_number = number, etag, size_bytes = size }));

    /// <summary>Asks for a fresh URL for one part.</summary>
    public Task<Answer> RetryAsync(JsonElement upload, int number) =>
        PostAsync(upload, "parts/retry", JsonSerializer.Serialize(new { part_number = number }));

    /// <summary>Completes; a body of null is none at all.</summary>
    public async Task<Answer> CompleteAsync(JsonElement upload, string? idempotencyKey = null, string? body = "{}")
    {
        var answer = await PostAsync(upload, "complete", body, idempotencyKey);
        if (answer.Status != 202) return answer;

        target.RememberDirectUpload(upload.Text("upload_id")!, isOpen: false);
        target.Remember(answer.Json.Text("file_id"));
        return answer;
    }

    /// <summary>Posts JSON, or nothing, below an upload.</summary>
    public Task<Answer> PostAsync(JsonElement upload, string below, string? json, string? idempotencyKey = null)
    {
        Target.Writes();
        var content = json is null ? null : Api.JsonBody(json);
        return _api.SendAsync(HttpMethod.Post, $"{Of(upload)}/{below}", content, Headers(idempotencyKey));
    }

    /// <summary>Aborts, with a reason or none.</summary>
    public Task<Answer> AbortAsync(JsonElement upload, string? reason = null) =>
        _api.DeleteAsync(Of(upload) + (reason is null ? "" : $"?reason={Uri.EscapeDataString(reason)}"));

    /// <summary>The upload's state, which must be readable.</summary>
    public async Task<JsonElement> StateAsync(JsonElement upload)
    {
        var answer = await _api.GetAsync(Of(upload));
        Documented(Section).Answers(200, answer);
        Fits("direct-upload-state", answer);
        return answer.Json;
    }

    /// <summary>The bytes that a file's download leads to.</summary>
    public async Task<byte[]> DownloadAsync(string fileId)
    {
        var answer = await _api.GetAsync($"/files/{fileId}/download");
        Documented("seed 001, File Listing & Retrieval").Answers(302, answer);
        return (await target.Anonymous.GetAsync(answer.Location!.ToString())).Bytes;
    }

    /// <summary>Whether the tenant has a file of this content, as files.check_duplicates says.</summary>
    public async Task<bool> IsKnownAsync(string hash)
    {
        var answer = await _api.PostAsync("/files/check-duplicates", new { hashes = new[] { hash } });
        return answer.Json.List("duplicates").Count > 0;
    }

    private static string Of(JsonElement upload) => $"{Path}/{upload.Text("upload_id")}";

    private static (string, string)[] Headers(string? key) => key is null ? [] : [("Idempotency-Key", key)];

    private static JsonObject Announced(string name, string contentType, long size, string hash) => new()
    {
        ["filename"] = name,
        ["content_type"] = contentType,
        ["size_bytes"] = size,
        ["claimed_file_hash"] = hash,
        ["tags"] = Tags(),
    };

    private static JsonObject With(JsonObject intent, (string Name, JsonNode? Value)[] more)
    {
        foreach (var (name, value) in more) intent[name] = value;
        return intent;
    }
}
