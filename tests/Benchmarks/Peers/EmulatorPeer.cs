using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Scopix.Benchmarks.Peers;

/// <summary>The emulator, seeded through its control API and measured through the API.</summary>
internal static class EmulatorPeer
{
    private const string Key = "Authorization: Bearer scopix_Emulator0localdevelopmentkey";

    /// <summary>The readiness request lists files: after it the tenant's state is open.</summary>
    public static GetRequest CreateReadinessRequest(Uri address) => new($"{address}api/v2/files", Key);

    /// <summary>Loads a hundred files and returns every operation.</summary>
    public static async Task<PeerOperations> PrepareAsync(PeerProcess server)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add(Key.Split(": ")[0], Key.Split(": ")[1]);
        await SendAsync(http, HttpMethod.Post, "_emulator/seed", """{"dataset":"scale","seed":42,"count":100}""");
        var list = new GetRequest($"{server.Address}api/v2/files?limit=50", Key);
        var first = (await SendAsync(http, HttpMethod.Get, "api/v2/files?limit=50")).GetProperty("items")[0];
        var id = first.GetProperty("id").GetString();
        var number = 1_000_000;
        return new PeerOperations(
            new GetRequest($"{server.Address}api/v2/files/{id}", Key), list,
            new GetRequest($"{server.Address}api/v2/files?search=crane&limit=50", Key), Upload,
            bytes => UploadAsync(http, bytes));

        HttpRequestMessage Upload()
        {
            var request = new HttpRequestMessage(HttpMethod.Post,
                $"{server.Address}api/v2/files/upload")
            {
                Content =
                    LoadGenerator.CreateForm(LoadGenerator.CreatePhoto(LoadGenerator.MiB, Interlocked.Increment(ref number)))
            };
            request.Headers.TryAddWithoutValidation(Key.Split(": ")[0], Key.Split(": ")[1]);
            return request;
        }
    }

    /// <summary>Creates a direct upload that stays open for PUTs, and a completed one of the same bytes for GETs.</summary>
    private static async Task<ObjectUrls> UploadAsync(HttpClient http, byte[] bytes)
    {
        var (_, put, headers) = await CreateIntentAsync(http, bytes);
        var (id, filledUrl, sent) = await CreateIntentAsync(http, bytes);
        await StoragePeers.PutAsync(new ObjectUrls(filledUrl, filledUrl, sent), bytes);
        var file = (await SendAsync(http, HttpMethod.Post, $"api/v2/files/direct-uploads/{id}/complete")).GetProperty("file_id")
            .GetString();
        using var download = await http.GetAsync($"api/v2/files/{file}/download");
        return new ObjectUrls(put, download.Headers.Location!.ToString(), headers);
    }

    private static async Task<(string Id, string Put, Dictionary<string, string> Headers)> CreateIntentAsync(HttpClient http, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var intent = await SendAsync(http, HttpMethod.Post, "api/v2/files/direct-uploads",
            $$"""
                {"filename":"photo.jpg","content_type":"image/jpeg","size_bytes":{{bytes.Length}},"claimed_file_hash":"{{hash}}",
                "upload_mode":"single_shot"}
                """);
        var headers = intent.GetProperty("headers").EnumerateObject()
            .ToDictionary(header => header.Name, header => header.Value.GetString()!);
        return (intent.GetProperty("upload_id").GetString()!, intent.GetProperty("presigned_url").GetString()!, headers);
    }

    private static async Task<JsonElement> SendAsync(HttpClient http, HttpMethod method, string path, string? body = null)
    {
        using var request =
            new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, null, "application/json") };
        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
