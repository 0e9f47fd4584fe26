using System.Text.Json;

namespace Scopix.Emulator.Tests.Data;

/// <summary>Requests that read and export the history of descriptions.</summary>
internal static class DescriptionHistoryRequests
{
    public static Task<TestResponse> GetHistoryAsync(this TestApi api, string query = "") =>
        api.GetAsync("/api/v2/data/descriptions?" + query);

    public static Task<TestResponse> ExportDataAsync(this TestApi api, object body) => api.PostAsync("/api/v2/data/export", body);

    public static Task<TestResponse> GetExportStatusAsync(
        this TestApi api, TestResponse export) => api.GetAsync($"/api/v2/data/export/{export["export_id"].GetString()}");

    /// <summary>Reads a text property of every item of a page.</summary>
    public static string?[] GetItemValues(
        this TestResponse page, string name) => [.. page["items"].EnumerateArray().Select(item => item.GetProperty(name).GetString())];

    /// <summary>Reads the file ids of a page's items.</summary>
    public static string?[] GetFileIds(
        this TestResponse page) => [.. page["items"].EnumerateArray()
            .Select(item => item.GetProperty("metadata").GetProperty("file_id").GetString())];

    /// <summary>Parses the lines of an exported history.</summary>
    public static JsonElement[] ParseJsonLines(
        this TestResponse content) => [.. content.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>A picture that cannot be described.</summary>
    public static byte[] DamagedPhoto => Samples.File("hostile/truncated.jpg");
}
