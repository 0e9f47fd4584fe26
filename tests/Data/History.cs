using System.Text.Json;

namespace Scopix.Emulator.Tests.Data;

/// <summary>Reading and exporting the history of descriptions.</summary>
internal static class History
{
    public static Task<Reply> HistoryAsync(this Api api, string query = "") => api.GetAsync("/api/v2/data/descriptions?" + query);

    public static Task<Reply> ExportDataAsync(this Api api, object body) => api.PostAsync("/api/v2/data/export", body);

    public static Task<Reply> StateAsync(this Api api, Reply export) => api.GetAsync($"/api/v2/data/export/{export["export_id"].GetString()}");

    /// <summary>One text of every item of a page.</summary>
    public static string?[] Each(this Reply page, string name) => [.. page["items"].EnumerateArray().Select(item => item.GetProperty(name).GetString())];

    /// <summary>The files that a page's items are of.</summary>
    public static string?[] Files(this Reply page) => [.. page["items"].EnumerateArray().Select(item => item.GetProperty("metadata").GetProperty("file_id").GetString())];

    /// <summary>The objects of an exported history, a line each.</summary>
    public static JsonElement[] Lines(this Reply content) => [.. content.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>A picture that cannot be described.</summary>
    public static byte[] Broken => Samples.File("hostile/truncated.jpg");
}
