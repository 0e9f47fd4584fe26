using System.Text.Json;

namespace Scopix.Emulator.Tests.Extractions;

/// <summary>Short forms of review requests.</summary>
internal static class ReviewRequests
{
    public static string Path(string id, string domain) => $"/api/v2/files/{id}/extractions/{domain}/review";

    public static Task<TestResponse> ReviewAsync(
        this TestApi api, string id, string domain, string json) => api.SendTextAsync(HttpMethod.Patch, Path(id, domain), json);

    /// <summary>Uploads a photo with a content category.</summary>
    public static Task<string> UploadPhotoOfCategoryAsync(this TestApi api, string category, int n = 0) =>
        api.UploadAndGetIdAsync(Samples.Photo(n), "photo.jpg", $"content_category={category}");

    /// <summary>Creates a review with many entries of one kind.</summary>
    public static string CreateReview(string field, int from, int count, string value) =>
        $"{{\"{field}\":{{{string.Join(',', Enumerable.Range(from, count).Select(n => $"\"items.{n}\":{value}"))}}}}}";

    public static JsonElement GetCorrections(this TestResponse response, string domain) =>
        response["extraction_corrections"].GetProperty(domain);

    public static async Task<string> GetFormattedDocumentAsync(
        this TestApi api, string id) => (await api.GetAsync($"/api/v2/files/{id}?format=markdown")).Json.Text("formatted_document")!;
}
