using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Scopix.Contracts.Runner;

/// <summary>Performs direct uploads as a client does: intent, PUTs to storage, confirmations, complete.</summary>
public sealed class DirectUploadDriver(Target target, ApiClient? api = null)
{
    /// <summary>The path of direct uploads, below <c>/api/v2</c>.</summary>
    public const string Path = "/files/direct-uploads";

    /// <summary>The section of the documents about direct uploads.</summary>
    public const string Section = "seed 001, Presigned & Multipart Upload";

    /// <summary>The smallest size of every part but the last, in bytes: 5 MB, read as 5 MiB.</summary>
    public const int MinPartSize = 5 << 20;

    private readonly ApiClient _api = api ?? target.Api;

    /// <summary>Creates the request for an intent, tagged; <paramref name="more"/> sets other properties.</summary>
    public static JsonObject CreateIntent(SampleFile sample, params (string Name, JsonNode? Value)[] more) =>
        AddFields(CreateIntentBody(sample.Name, sample.ContentType, sample.Bytes.Length, sample.Hash), more);

    /// <summary>Creates the request for an intent of a video of any size, whose bytes are never sent.</summary>
    public static JsonObject CreateIntent(long size, params (string Name, JsonNode? Value)[] more)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Samples.CreateMarker("inspection.mp4")));
        return AddFields(CreateIntentBody("inspection.mp4", "video/mp4", size, Convert.ToHexStringLower(hash)), more);
    }

    /// <summary>Creates the request for a multipart intent with parts of the smallest size.</summary>
    public static JsonObject CreateMultipartIntent(SampleFile sample) =>
        CreateIntent(sample, ("upload_mode", "multipart"), ("part_size_bytes", MinPartSize));

    /// <summary>A list of tags that begins with the suite's own.</summary>
    public static JsonArray CreateTags(params IEnumerable<string> tags) => [ApiClient.TestTag, .. tags.Select(t => JsonValue.Create(t))];

    /// <summary>Creates a plain text of <paramref name="parts"/> parts of the smallest size and a shorter last one.</summary>
    public static SampleFile CreateLongText(int parts = 1)
    {
        const string line = "The north pier stands dry and steady; nothing to report today.\n";
        return Samples.CreateText("log.txt", string.Concat(Enumerable.Repeat(line, parts * MinPartSize / line.Length + 1)));
    }

    /// <summary>The bytes of one part, counted from 1.</summary>
    public static byte[] GetPartBytes(SampleFile sample, int number) =>
        [.. sample.Bytes.Skip((number - 1) * MinPartSize).Take(MinPartSize)];

    /// <summary>Creates an intent; intents that are open at the end of the run are aborted.</summary>
    public async Task<ApiResponse> CreateAsync(JsonObject intent, string? idempotencyKey = null)
    {
        Target.RequireWriteAccess();
        var response =
            await _api.SendAsync(HttpMethod.Post, Path, ApiClient.CreateJsonContent(intent.ToJsonString()), CreateHeaders(idempotencyKey));
        if (response.Status == 201) target.TrackDirectUpload(response.Json.GetText("upload_id")!, isOpen: true);
        return response;
    }

    /// <summary>Creates an intent, which must succeed, and returns the response.</summary>
    public async Task<JsonElement> CreateSuccessfullyAsync(JsonObject intent)
    {
        var response = await CreateAsync(intent);
        Documented(Section).ExpectStatus(201, response);
        ExpectSchema("direct-upload-answer", response);
        return response.Json;
    }

    /// <summary>Sends a whole file to the URL of a single-shot intent, with exactly the headers of the intent.</summary>
    public Task<ApiResponse> PutAsync(JsonElement upload, byte[] bytes) => PutAsync(
        upload.GetText("presigned_url")!, bytes,
        upload.GetRequired("headers").EnumerateObject().Select(h => (h.Name, h.Value.GetString()!)));

    /// <summary>Sends bytes to the storage.</summary>
    public Task<ApiResponse> PutAsync(string url, byte[] bytes, params IEnumerable<(string Name, string Value)> headers)
    {
        Target.RequireWriteAccess();
        return _api.SendAsync(HttpMethod.Put, url, new ByteArrayContent(bytes), headers);
    }

    /// <summary>Sends one part, which storage must accept, and returns its ETag as received.</summary>
    public async Task<string> PutPartAsync(JsonElement upload, SampleFile sample, int number)
    {
        var put = await PutAsync(GetPartUrl(upload, number), GetPartBytes(sample, number));
        Public("Amazon S3 API Reference, UploadPart").ExpectStatus(200, put);
        return put.GetHeader("ETag") ?? "";
    }

    /// <summary>The URL for one part, counted from 1.</summary>
    public static string GetPartUrl(JsonElement upload, int number) => upload.GetArray("part_urls")[number - 1].GetText("url")!;

    /// <summary>Confirms one part.</summary>
    public Task<ApiResponse> ConfirmAsync(JsonElement upload, int number, string etag, long size) =>
        PostAsync(upload, "parts/confirm", JsonSerializer.Serialize(new { part_number = number, etag, size_bytes = size }));

    /// <summary>Requests a new URL for one part.</summary>
    public Task<ApiResponse> RetryAsync(JsonElement upload, int number) =>
        PostAsync(upload, "parts/retry", JsonSerializer.Serialize(new { part_number = number }));

    /// <summary>Completes an upload; with a body of null the request has no body.</summary>
    public async Task<ApiResponse> CompleteAsync(JsonElement upload, string? idempotencyKey = null, string? body = "{}")
    {
        var response = await PostAsync(upload, "complete", body, idempotencyKey);
        if (response.Status != 202) return response;

        target.TrackDirectUpload(upload.GetText("upload_id")!, isOpen: false);
        target.TrackFile(response.Json.GetText("file_id"));
        return response;
    }

    /// <summary>Sends a POST with JSON, or without a body, below an upload's path.</summary>
    public Task<ApiResponse> PostAsync(JsonElement upload, string below, string? json, string? idempotencyKey = null)
    {
        Target.RequireWriteAccess();
        var content = json is null ? null : ApiClient.CreateJsonContent(json);
        return _api.SendAsync(HttpMethod.Post, $"{GetPath(upload)}/{below}", content, CreateHeaders(idempotencyKey));
    }

    /// <summary>Aborts an upload, with an optional reason.</summary>
    public Task<ApiResponse> AbortAsync(JsonElement upload, string? reason = null) =>
        _api.DeleteAsync(GetPath(upload) + (reason is null ? "" : $"?reason={Uri.EscapeDataString(reason)}"));

    /// <summary>Gets the upload's state, which must succeed.</summary>
    public async Task<JsonElement> GetStateAsync(JsonElement upload)
    {
        var response = await _api.GetAsync(GetPath(upload));
        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("direct-upload-state", response);
        return response.Json;
    }

    /// <summary>Downloads a file's bytes.</summary>
    public async Task<byte[]> DownloadAsync(string fileId)
    {
        var response = await _api.GetAsync($"/files/{fileId}/download");
        Documented("seed 001, File Listing & Retrieval").ExpectStatus(302, response);
        return (await target.Anonymous.GetAsync(response.Location!.ToString())).Bytes;
    }

    /// <summary>Whether files.check_duplicates finds a file with this content.</summary>
    public async Task<bool> IsDuplicateAsync(string hash)
    {
        var response = await _api.PostAsync("/files/check-duplicates", new { hashes = new[] { hash } });
        return response.Json.GetArray("duplicates").Count > 0;
    }

    private static string GetPath(JsonElement upload) => $"{Path}/{upload.GetText("upload_id")}";

    private static (string, string)[] CreateHeaders(string? key) => key is null ? [] : [("Idempotency-Key", key)];

    private static JsonObject CreateIntentBody(string name, string contentType, long size, string hash) => new()
    {
        ["filename"] = name,
        ["content_type"] = contentType,
        ["size_bytes"] = size,
        ["claimed_file_hash"] = hash,
        ["tags"] = CreateTags(),
    };

    private static JsonObject AddFields(JsonObject intent, (string Name, JsonNode? Value)[] more)
    {
        foreach (var (name, value) in more) intent[name] = value;
        return intent;
    }
}
