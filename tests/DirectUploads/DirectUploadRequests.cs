using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tests.DirectUploads;

/// <summary>Requests of direct uploads: intent, PUT without a key, confirmation, completion.</summary>
internal static class DirectUploadRequests
{
    public const string DirectUploadsPath = "/api/v2/files/direct-uploads";

    /// <summary>The minimum size of every part but the last, in bytes.</summary>
    public const int MinimumPartSize = 5 << 20;

    private static readonly HttpClient KeylessClient = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static string ComputeSha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Creates the intent for some bytes; <paramref name="overrides"/> sets other properties.</summary>
    public static JsonObject CreateIntentBody(byte[] bytes, params (string Name, JsonNode? Value)[] overrides)
    {
        var intent = new JsonObject
        {
            ["filename"] = "photo.jpg",
            ["content_type"] = "image/jpeg",
            ["size_bytes"] = bytes.Length,
            ["claimed_file_hash"] = ComputeSha256(bytes),
        };
        foreach (var (name, value) in overrides) intent[name] = value;
        return intent;
    }

    /// <summary>Creates the intent for bytes that are uploaded in parts of the minimum size.</summary>
    public static JsonObject CreateMultipartIntentBody(byte[] bytes, params (string Name, JsonNode? Value)[] overrides) =>
        CreateIntentBody(bytes, [("upload_mode", "multipart"), ("part_size_bytes", MinimumPartSize), .. overrides]);

    /// <summary>Creates a photo of the given number of full parts and a short last one; each part has other bytes.</summary>
    public static byte[] CreateLongPhoto(int parts = 1, int n = 0)
    {
        var bytes = new byte[(parts * MinimumPartSize) + 1000];
        Samples.Photo(n).CopyTo(bytes, 0);
        for (var part = 1; part <= parts; part++) bytes[part * MinimumPartSize] = (byte)part;
        return bytes;
    }

    public static byte[] GetPart(
        byte[] bytes, int number) => bytes[((number - 1) * MinimumPartSize)..Math.Min(number * MinimumPartSize, bytes.Length)];

    public static Task<TestResponse> PostIntentAsync(this TestApi api, JsonObject intent, string? key = null) =>
        api.SendAsync(HttpMethod.Post, DirectUploadsPath, JsonContent.Create(intent), CreateIdempotencyHeader(key));

    public static async Task<JsonElement> CreateIntentAsync(this TestApi api, JsonObject intent)
    {
        var response = await api.PostIntentAsync(intent);
        return response.Status == 201 ? response.Json : throw new InvalidOperationException($"{response.Status} {response.Text}");
    }

    /// <summary>Creates an intent, PUTs and confirms all bytes.</summary>
    public static async Task<JsonElement> CreateAndSendAsync(this TestApi api, byte[] bytes, JsonObject? intent = null)
    {
        var upload = await api.CreateIntentAsync(intent ?? CreateIntentBody(bytes));
        if (upload.Text("upload_mode") == "single_shot") (await PutAsync(upload, bytes)).EnsureStatus(200);
        else for (var part = 1; part <= upload.Number("total_parts"); part++) await api.SendPartAsync(upload, bytes, part);
        return upload;
    }

    /// <summary>PUTs and confirms one part.</summary>
    public static async Task<TestResponse> SendPartAsync(this TestApi api, JsonElement upload, byte[] bytes, int number)
    {
        var part = GetPart(bytes, number);
        var put = (await PutPartAsync(upload, number, part)).EnsureStatus(200);
        return (await api.ConfirmPartAsync(upload, number, put.Header("ETag")!, part.Length)).EnsureStatus(200);
    }

    /// <summary>PUTs to the presigned URL with the headers of the intent, some of which can be changed.</summary>
    public static Task<TestResponse> PutAsync(JsonElement upload, byte[] bytes, params (string Name, string Value)[] changed)
    {
        var headers = upload.GetProperty("headers").EnumerateObject()
            .ToDictionary(header => header.Name, header => header.Value.GetString()!);
        foreach (var (name, value) in changed) headers[name] = value;
        return PutAsync(upload.Text("presigned_url")!, bytes, headers);
    }

    public static Task<TestResponse> PutPartAsync(JsonElement upload, int number, byte[] bytes) =>
        PutAsync(GetPartUrl(upload, number), bytes);

    public static string GetPartUrl(JsonElement upload, int number) => upload.GetProperty("part_urls")[number - 1].Text("url")!;

    public static Task<TestResponse> PutAsync(string url, byte[] bytes, IReadOnlyDictionary<string, string>? headers = null) =>
        SendToStorageAsync(HttpMethod.Put, url, new ByteArrayContent(bytes), headers);

    /// <summary>Sends a request to storage without a key.</summary>
    public static async Task<TestResponse> SendToStorageAsync(
        HttpMethod method, string url, HttpContent content, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            if (!request.Headers.TryAddWithoutValidation(name, value)) content.Headers.TryAddWithoutValidation(name, value);
        using var response = await KeylessClient.SendAsync(request);
        return new TestResponse((int)response.StatusCode, response.Headers, response.Content.Headers,
            await response.Content.ReadAsByteArrayAsync());
    }

    public static Task<TestResponse> ConfirmPartAsync(this TestApi api, JsonElement upload, int number, string etag, long size) =>
        api.PostAsync($"{DirectUploadsPath}/{upload.Text("upload_id")}/parts/confirm",
            new { part_number = number, etag, size_bytes = size });

    public static Task<TestResponse> RetryPartAsync(this TestApi api, JsonElement upload, int number) =>
        api.PostAsync($"{DirectUploadsPath}/{upload.Text("upload_id")}/parts/retry", new { part_number = number });

    public static Task<TestResponse> CompleteAsync(this TestApi api, JsonElement upload, string? key = null) =>
        api.SendAsync(HttpMethod.Post, $"{DirectUploadsPath}/{upload.Text("upload_id")}/complete", null, CreateIdempotencyHeader(key));

    public static Task<TestResponse> AbortAsync(this TestApi api, JsonElement upload, string? reason = null) =>
        api.DeleteAsync(
            $"{DirectUploadsPath}/{upload.Text("upload_id")}{(reason is null ? "" : "?reason=" + Uri.EscapeDataString(reason))}");

    public static Task<TestResponse> GetIntentAsync(
        this TestApi api, JsonElement upload) => api.GetAsync($"{DirectUploadsPath}/{upload.Text("upload_id")}");

    public static async Task<string> GetIntentStatusAsync(
        this TestApi api, JsonElement upload) => (await api.GetIntentAsync(upload)).Json.Text("status")!;

    /// <summary>Polls for up to ten seconds until a condition is true.</summary>
    public static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await condition()) return;
            await Task.Delay(50);
        }

        throw new InvalidOperationException("The condition was not met within ten seconds.");
    }

    /// <summary>The status and the code of an S3 error, e.g. <c>403 AccessDenied</c>.</summary>
    public static string StatusAndS3Code(this TestResponse response) =>
        response.Text.Split("<Code>") is [_, var code, ..]
            ? $"{response.Status} {code.Split('<')[0]}"
            : $"{response.Status} {response.Text}".Trim();

    private static TestResponse EnsureStatus(this TestResponse response, int status) =>
        response.Status == status ? response : throw new InvalidOperationException($"{response.Status} {response.Text}");

    private static (string, string)[] CreateIdempotencyHeader(string? key) => key is null ? [] : [("Idempotency-Key", key)];
}
