using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FluentAssertions;

namespace Scopix.Emulator.Tests.LlamaCloud;

/// <summary>Requests to LlamaCloud's file API of a test's emulator.</summary>
internal static class LlamaRequests
{
    public const string Key = "llx-test";
    public const string FilesPath = "/api/v1/beta/files";
    public const string UnknownFileId = "00000000-0000-4000-8000-000000000000";
    public const string ProjectId = "123e4567-e89b-12d3-a456-426614174000";

    public static Task<TestApi> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null) => TestApi.StartAsync(change, Key);

    /// <summary>Uploads a file in a form as .NET's HttpClient writes it.</summary>
    public static Task<TestResponse> PostFileAsync(
        this TestApi api, byte[] bytes, string name, string query = "", string purpose = "parse", string? external = null)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name },
            { new StringContent(purpose), "purpose" } };
        if (external is not null) form.Add(new StringContent(external), "external_file_id");
        return api.SendAsync(HttpMethod.Post, FilesPath + query, form);
    }

    /// <summary>Uploads a text, checks that it is accepted, and returns the file's id.</summary>
    public static async Task<string> CreateFileAsync(
        this TestApi api, string name, string? text = null, string query = "", string? external = null)
    {
        var response = await api.PostFileAsync(Encoding.UTF8.GetBytes(text ?? name), name, query, external: external);
        response.Status.Should().Be(200, response.Text);
        return response["id"].GetString()!;
    }

    /// <summary>The URL of a file's bytes.</summary>
    public static async Task<Uri> GetDownloadUrlAsync(this TestApi api, string id, string query = "") =>
        new((await api.GetAsync($"{FilesPath}/{id}/content{query}"))["url"].GetString()!);

    /// <summary>The response of a URL to a client without a key.</summary>
    public static async Task<(int Status, string Text, MediaTypeHeaderValue? Type)> FetchAsync(Uri url)
    {
        using var anonymous = new HttpClient();
        using var response = await anonymous.GetAsync(url);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType);
    }

    /// <summary>The names of the files on all pages of a list.</summary>
    public static async Task<string[]> ListNamesAsync(this TestApi api, string query)
    {
        var names = new List<string>();
        for (var token = ""; ;)
        {
            var page = await api.GetAsync($"{FilesPath}?{query}{token}");
            page.Status.Should().Be(200, page.Text);
            names.AddRange(page.Items().Select(item => item.Text("name")!));
            if (page["next_page_token"].ValueKind == JsonValueKind.Null) return [.. names];
            page.Items().Should().NotBeEmpty("clients stop at an empty page");
            token = "&page_token=" + Uri.EscapeDataString(page.Json.Text("next_page_token")!);
        }
    }

    /// <summary>Checks that the response is a refusal in LlamaCloud's error format only.</summary>
    public static void ShouldBeRefused(this TestResponse response, int status, string? detail = null)
    {
        response.Status.Should().Be(status, response.Text);
        response.Header("Content-Type").Should().Be("application/json");
        response.Json.EnumerateObject().Select(property => property.Name).Should().Equal("detail");
        response.Header("X-RateLimit-Limit").Should().BeNull();
        response["detail"].ValueKind.Should().Be(status == 422 ? JsonValueKind.Array : JsonValueKind.String, response.Text);
        response.Text.Should().NotMatchRegex(@"Scopix|System\.|\.NET");
        if (status == 422) response["detail"][0].EnumerateObject().Select(property => property.Name).Should().Equal("loc", "msg", "type");
        if (detail is not null) response["detail"].GetString().Should().Be(detail);
    }
}
