using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>What a client of the service does in a session: some sixty requests to most operations, a few of which are refused.</summary>
internal sealed class ClientWalk(HttpClient http)
{
    private const string UnknownId = "11111111-2222-4333-8444-555555555555";

    /// <summary>The uploaded files by their names.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files { get; } = new Dictionary<string, byte[]>
    {
        ["kitchen.jpg"] = Samples.Photo(1),
        ["manual.md"] = Encoding.UTF8.GetBytes("# Manual\n\nHelmets are worn on the site."),
        ["a.jpg"] = Samples.Photo(2),
        ["b.jpg"] = Samples.Photo(3),
    };

    public async Task RunAsync()
    {
        var picture = await UploadAsync("kitchen.jpg", "tags=walk", "title=Kitchen");
        var document = await UploadAsync("manual.md", "tags=walk,paper");
        await ListAsync();
        foreach (var file in (string[])[picture, document])
        {
            foreach (var view in (string[])["", "", "/processing-status"]) await GetAsync($"/api/v2/files/{file}{view}");
            foreach (var _ in (int[])[1, 2]) await GetAsync($"/api/v2/files/uploads-status/{file}");
            await GetAsync($"/api/v2/files/{file}/download");
        }
        await GetAsync($"/api/v2/files/{picture}/variant/small_256");
        foreach (var view in (string[])["text", "chunks", "digitization", "digitization/status"])
            await GetAsync($"/api/v2/files/{document}/{view}");
        await SendAsync(HttpMethod.Patch, $"/api/v2/files/{picture}", new { title = "A new kitchen", tags = (string[])["walk"] });
        await GetAsync($"/api/v2/files/{picture}");
        await PostAsync("/api/v2/files/search", new { query = "helmets" });
        await SessionsAsync();
        await DirectUploadAsync();
        await RecordsAsync();
        await RefusalsAsync();
        await SendAsync(HttpMethod.Delete, $"/api/v2/files/{picture}");
        await GetAsync($"/api/v2/files/{picture}");
        await PostAsync("/api/v2/files/batch-delete", new { file_ids = (string[])[document] });
    }

    public async Task RunLlamaAsync()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent("Helmets are worn."u8.ToArray()), "file", "manual.txt" },
            { new StringContent("user_data"), "purpose" },
        };
        var id = (string)(await SendAsync(HttpMethod.Post, "/api/v1/beta/files", form))!["id"]!;
        using var refused = new MultipartFormDataContent
        {
            { new ByteArrayContent("Helmets are worn."u8.ToArray()), "file", "manual.txt" },
            { new StringContent("sale"), "purpose" },
        };
        await SendAsync(HttpMethod.Post, "/api/v1/beta/files", refused);
        await GetAsync("/api/v1/beta/files?page_size=5");
        await GetAsync($"/api/v1/beta/files/{id}");
        await GetAsync($"/api/v1/beta/files/{id.Replace("dfl-", "", StringComparison.Ordinal)}");
        await GetAsync($"/api/v1/beta/files/{id}/content");
        await SendAsync(HttpMethod.Delete, $"/api/v1/beta/files/{id}");
        await GetAsync($"/api/v1/beta/files/{id}");
    }

    private async Task ListAsync()
    {
        await GetAsync("/api/v2/files");
        foreach (var query in (string[])
            ["limit=1", "limit=1&offset=1", "media_types=image", "tags=paper", "sort_by=size_bytes&sort_order=asc", "sort_by=created_at",
                "date_from=2020-01-01T00:00:00Z", "date_to=2020-01-01T00:00:00Z", "search=helmets"])
            await GetAsync("/api/v2/files?" + query);
    }

    private async Task SessionsAsync()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Files["a.jpg"]), "files", "a.jpg" },
            { new ByteArrayContent(Files["b.jpg"]), "files", "b.jpg" },
        };
        var session = (string)(await SendAsync(HttpMethod.Post, "/api/v2/files/upload/batch", form))!["session_id"]!;
        foreach (var view in (string[])["status", "status", "results", "summary"])
            await GetAsync($"/api/v2/files/sessions/{session}/{view}");
        await GetAsync("/api/v2/files/sessions?limit=5");
        await GetAsync("/api/v2/files/sessions/stuck");
    }

    private async Task DirectUploadAsync()
    {
        var intent = await PostAsync("/api/v2/files/direct-uploads", new
        {
            filename = "video.mp4",
            content_type = "video/mp4",
            size_bytes = 1_000_000,
            claimed_file_hash = new string('a', 64),
        });
        var id = (string?)intent?["upload_id"] ?? UnknownId;
        await GetAsync($"/api/v2/files/direct-uploads/{id}");
        await SendAsync(HttpMethod.Delete, $"/api/v2/files/direct-uploads/{id}");
    }

    private async Task RecordsAsync()
    {
        await PostAsync("/api/v2/folders", new { name = "Site" });
        await GetAsync("/api/v2/folders");
        await PostAsync("/api/v2/projects", new { name = "Tower" });
        await GetAsync("/api/v2/projects");
        await GetAsync("/api/v2/data/descriptions?limit=5");
        var export = await PostAsync("/api/v2/data/export", new { data_type = "descriptions", format = "csv" });
        await GetAsync($"/api/v2/data/export/{export?["export_id"]}");
        await GetAsync("/api/v2/files/quota-check?file_count=1");
        await PostAsync("/api/v2/files/check-duplicates", new { hashes = (string[])[new string('b', 64)] });
        await GetAsync("/api/v2/files/export/columns");
    }

    private async Task RefusalsAsync()
    {
        await GetAsync("/api/v2/files?limit=500");
        await GetAsync($"/api/v2/files/{UnknownId}");
        await GetAsync("/api/v2/files/sessions/no-uuid/status");
        await PostAsync("/api/v2/files/search", new { query = "x", limit = 5_000 });
        await RefusedFormsAsync();
        using var keyless = new HttpRequestMessage(HttpMethod.Get, "/api/v2/files?search=keyless");
        keyless.Headers.Add(LiveLikeTarget.KeyOfTest, http.DefaultRequestHeaders.Authorization!.Parameter);
        using var client = new HttpClient { BaseAddress = http.BaseAddress };
        (await client.SendAsync(keyless)).Dispose();
    }

    /// <summary>The query tells a test which form it is.</summary>
    private async Task RefusedFormsAsync()
    {
        var title = "title=" + new string('x', 256);
        foreach (var field in (string[])["auto_describe=perhaps", "folder_id=root", "content_category=sale", title])
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(field.Split('=')[1]), field.Split('=')[0] },
                { new ByteArrayContent(Samples.Photo(4)), "file", "refused.jpg" },
            };
            await SendAsync(HttpMethod.Post, "/api/v2/files/upload?form=" + field.Split('=')[0], form);
        }
        using var empty = new MultipartFormDataContent { { new StringContent("Kitchen"), "title" } };
        await SendAsync(HttpMethod.Post, "/api/v2/files/upload?form=file", empty);
        using var analysis = new MultipartFormDataContent
        {
            { new ByteArrayContent("# Manual"u8.ToArray()), "file", "manual.md" },
            { new StringContent("121"), "timeout" },
        };
        await SendAsync(HttpMethod.Post, "/api/v2/files/analyze?form=timeout", analysis);
    }

    private async Task<string> UploadAsync(string name, params string[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var field in fields) form.Add(new StringContent(field.Split('=')[1]), field.Split('=')[0]);
        form.Add(new ByteArrayContent(Files[name]), "file", name);
        return (string)(await SendAsync(HttpMethod.Post, "/api/v2/files/upload", form))!["file_id"]!;
    }

    private Task<JsonNode?> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    private Task<JsonNode?> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, body);

    private Task<JsonNode?> SendAsync(HttpMethod method, string path, object body) => SendAsync(method, path, JsonContent.Create(body));

    /// <summary>Sends a request; the result is null when the response is no JSON.</summary>
    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
