using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Scopix.ManyFiles;

/// <summary>Uploads small notes, each with its own text.</summary>
internal static class UploadRequests
{
    /// <summary>The ways to upload.</summary>
    public static readonly (string Name, Func<HttpClient, int, Task<long>> Send)[] All = [("upload: files.upload", UploadAsync),
        ("upload: direct, create, PUT, complete", UploadDirectAsync)];

    /// <summary>Storage refuses a key next to a signature.</summary>
    private static readonly HttpClient Storage = new();

    private static async Task<long> UploadAsync(HttpClient http, int n)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(CreateNote("streamed", n)), "file", $"note {n}.txt" } };
        using var response = await http.PostAsync("/api/v2/files/upload", form);
        await ReadAsync(response);
        return -1;
    }

    private static async Task<long> UploadDirectAsync(HttpClient http, int n)
    {
        var note = CreateNote("direct", n);
        var body = new
        {
            filename = $"direct {n}.txt",
            size_bytes = note.Length,
            content_type = "text/plain",
            claimed_file_hash = Convert.ToHexStringLower(SHA256.HashData(note)),
            upload_mode = "single_shot",
        };
        using var created = await http.PostAsJsonAsync("/api/v2/files/direct-uploads", body);
        var intent = await ReadAsync(created);
        using var put = new HttpRequestMessage(HttpMethod.Put,
            intent.GetProperty("presigned_url").GetString())
        { Content = new ByteArrayContent(note) };
        foreach (var header in intent.GetProperty("headers").EnumerateObject())
            if (!put.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()))
                put.Content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        using var stored = await Storage.SendAsync(put);
        if (!stored.IsSuccessStatusCode)
            throw new InvalidOperationException($"PUT: {(int)stored.StatusCode} {await stored.Content.ReadAsStringAsync()}");
        using var completed =
            await http.PostAsync($"/api/v2/files/direct-uploads/{intent.GetProperty("upload_id").GetString()}/complete", null);
        await ReadAsync(completed);
        return -1;
    }

    private static byte[] CreateNote(string method, int n) =>
        Encoding.UTF8.GetBytes($"Note {n}, {method}: the valve of pump {n} was found leaking and has been repaired.");

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement
            : throw new InvalidOperationException($"{response.RequestMessage?.RequestUri}: {(int)response.StatusCode} {text}");
    }
}
