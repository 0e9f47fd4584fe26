using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PhotoLibraries;

/// <summary>The code under test: a library of photos in Scopix.</summary>
public sealed class PhotoLibrary(HttpClient http)
{
    /// <summary>Adds a photo and returns its id.</summary>
    public async Task<string> AddAsync(byte[] photo, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(photo), "file", name } };
        using var response = await http.PostAsync(new Uri("api/v2/files/upload", UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("file_id").GetString()!;
    }

    /// <summary>Waits until a photo is described; null when it cannot be.</summary>
    public async Task<string?> GetDescriptionAsync(string id)
    {
        while (true)
        {
            var photo = await http.GetFromJsonAsync<JsonElement>($"api/v2/files/{id}");
            switch (photo.GetProperty("description_status").GetString())
            {
                case "completed": return photo.GetProperty("upload_description").GetString();
                case "failed": return null;
            }
            await Task.Delay(20);
        }
    }

    /// <summary>A link to the photo's preview, which needs no key and expires.</summary>
    public async Task<Uri> GetPreviewUrlAsync(string id) =>
        new((await http.GetFromJsonAsync<JsonElement>($"api/v2/files/{id}")).GetProperty("thumbnail_url").GetString()!);

    /// <summary>The number of photos; a request that is refused with 429 is sent again after Retry-After.</summary>
    public async Task<int> CountAsync()
    {
        while (true)
        {
            using var response = await http.GetAsync(new Uri("api/v2/files?limit=1", UriKind.Relative));
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
                return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("total_count").GetInt32();
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
        }
    }
}
