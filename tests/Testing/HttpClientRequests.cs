using System.Net;
using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>Requests that a user's code sends with the client that the public API creates.</summary>
internal static class HttpClientRequests
{
    /// <summary>Uploads a file and returns its id.</summary>
    public static async Task<string> UploadAndGetIdAsync(this HttpClient http, byte[] bytes, string filename)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", filename } };
        using var response = await http.PostAsync("/api/v2/files/upload", form);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return response.StatusCode == HttpStatusCode.Created
            ? (string)answer["file_id"]! : throw new InvalidOperationException(answer.ToJsonString());
    }

    /// <summary>The JSON of a successful response.</summary>
    public static async Task<JsonNode> GetJsonAsync(
        this HttpClient http, string path) => JsonNode.Parse(await http.GetStringAsync("/api/v2/" + path))!;

    /// <summary>The status of a response.</summary>
    public static async Task<int> GetStatusAsync(this HttpClient http, string path)
    {
        using var response = await http.GetAsync("/api/v2/" + path);
        return (int)response.StatusCode;
    }
}
