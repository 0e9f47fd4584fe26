using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary>Pictures of a running program, whose pipeline must be <c>instant</c>.</summary>
internal static class PictureRequests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Uploads a file, and returns its details.</summary>
    public static async Task<JsonElement> UploadAsync(this HttpClient client, byte[] bytes, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } };
        using var uploaded = await client.PostAsync("/api/v2/files/upload", form, Cancel);
        var id = (await uploaded.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("file_id");
        return await client.GetFromJsonAsync<JsonElement>($"/api/v2/files/{id}", Cancel);
    }

    /// <summary>Uploads a file, and fetches its thumbnail: the bytes, and what the response says of a placeholder.</summary>
    public static async Task<(byte[] Bytes, string? Hint)> ThumbnailAsync(this HttpClient client, byte[] bytes, string name)
    {
        var details = await client.UploadAsync(bytes, name);
        using var response = await client.GetAsync(details.Text("thumbnail_url"), Cancel);
        response.EnsureSuccessStatusCode();
        var hint = response.Headers.TryGetValues("X-Emulator-Hint", out var hints) ? hints.Single() : null;
        return (await response.Content.ReadAsByteArrayAsync(Cancel), hint);
    }
}
