using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PhotoLibraries;

/// <summary>The code that is tested: photos in Scopix.</summary>
public sealed class PhotoLibrary(HttpClient http)
{
    /// <summary>Adds a photo and answers its id.</summary>
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

    /// <summary>A link to the photo's preview, good for a while and for anybody.</summary>
    public async Task<Uri> GetPreviewUrlAsync(string id) =>
        new((await http.GetFromJsonAsync<JsonElement>($"api/v2/files/{id}")).GetProperty("thumbnail_url").GetString()!);

    /// <summary>How many photos there are; it waits and asks again when it is told to.</summary>
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
