using System.Text.Json;

namespace Scopix.Emulator.Tests.Extractions;

/// <summary>Short ways to review.</summary>
internal static class Reviews
{
    public static string Path(string id, string domain) => $"/api/v2/files/{id}/extractions/{domain}/review";

    public static Task<Reply> ReviewAsync(this Api api, string id, string domain, string json) => api.SendTextAsync(HttpMethod.Patch, Path(id, domain), json);

    /// <summary>An image of a category, described.</summary>
    public static Task<string> OfAsync(this Api api, string category, int n = 0) => api.UploadedAsync(Samples.Photo(n), "photo.jpg", $"content_category={category}");

    /// <summary>A review with many entries of one kind.</summary>
    public static string Many(string field, int from, int count, string value) =>
        $"{{\"{field}\":{{{string.Join(',', Enumerable.Range(from, count).Select(n => $"\"items.{n}\":{value}"))}}}}}";

    public static JsonElement Corrections(this Reply reply, string domain) => reply["extraction_corrections"].GetProperty(domain);

    public static async Task<string> MarkdownAsync(this Api api, string id) => (await api.GetAsync($"/api/v2/files/{id}?format=markdown")).Json.Text("formatted_document")!;
}
