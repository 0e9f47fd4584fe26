using System.Text.Json;

namespace Scopix.Emulator.Tests;

/// <summary>Short forms of common requests.</summary>
public static class ApiRequests
{
    public static Task<TestResponse> GetFileAsync(this TestApi api, string id) => api.GetAsync($"/api/v2/files/{id}");

    public static Task<TestResponse> ListFilesAsync(this TestApi api, string query = "") => api.GetAsync($"/api/v2/files?{query}");

    public static Task<TestResponse> GetUploadStatusAsync(this TestApi api, string id) =>
        api.GetAsync($"/api/v2/files/uploads-status/{id}");

    public static Task<TestResponse> GetSessionAsync(
        this TestApi api, string id, string view = "status") => api.GetAsync($"/api/v2/files/sessions/{id}/{view}");

    /// <summary>Uploads that count against the month.</summary>
    public static async Task<int> GetMonthlyUsageAsync(this TestApi api) =>
        (await api.GetAsync("/api/v2/files/quota-check?file_count=1"))["current_usage"].GetInt32();

    /// <summary>Stops the tenant's clock.</summary>
    public static Task<TestResponse> FreezeAsync(this TestApi api, string at) => api.PostAsync("/_emulator/clock/freeze", new { at });

    /// <summary>Releases a held stage.</summary>
    public static Task<TestResponse> ReleaseStageAsync(this TestApi api, string id, string stage) =>
        api.PostAsync($"/_emulator/files/{id}/stages/{stage}", new { action = "release" });

    /// <summary>The bytes that <c>files.download</c> redirects to, fetched without a key.</summary>
    public static async Task<byte[]> DownloadAsync(this TestApi api, string id)
    {
        using var client = new HttpClient();
        return await client.GetByteArrayAsync((await api.GetAsync($"/api/v2/files/{id}/download")).Headers.Location);
    }

    /// <summary>Joins a text that the source breaks over several lines.</summary>
    public static string OnOneLine(this string text) => text.ReplaceLineEndings("");

    public static string? Text(this JsonElement json, string property) => json.GetProperty(property).GetString();

    public static int Number(this JsonElement json, string property) => json.GetProperty(property).GetInt32();

    public static string[] Texts(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    public static JsonElement[] Items(this TestResponse response, string property = "items") => [.. response[property].EnumerateArray()];

    public static string[] Ids(this TestResponse list) => [.. list.Items().Select(item => item.Text("id")!)];
}
