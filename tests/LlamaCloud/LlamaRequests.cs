using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FluentAssertions;

namespace Scopix.Emulator.Tests.LlamaCloud;

/// <summary>LlamaCloud's files through an emulator of a test's own.</summary>
internal static class LlamaRequests
{
    public const string Key = "llx-test";
    public const string FilesPath = "/api/v1/beta/files";
    public const string UnknownFileId = "00000000-0000-4000-8000-000000000000";
    public const string ProjectId = "123e4567-e89b-12d3-a456-426614174000";

    public static Task<TestApi> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null) => TestApi.StartAsync(change, Key);

    /// <summary>Uploads a file as .NET's own client writes forms.</summary>
    public static Task<TestResponse> PostFileAsync(
        this TestApi api, byte[] bytes, string name, string query = "", string purpose = "parse", string? external = null)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name },
            { new StringContent(purpose), "purpose" } };
        if (external is not null) form.Add(new StringContent(external), "external_file_id");
        return api.SendAsync(HttpMethod.Post, FilesPath + query, form);
    }

    /// <summary>Uploads a text that must be taken and answers the file's id.</summary>
    public static async Task<string> CreateFileAsync(
        this TestApi api, string name, string? text = null, string query = "", string? external = null)
    {
        var reply = await api.PostFileAsync(Encoding.UTF8.GetBytes(text ?? name), name, query, external: external);
        reply.Status.Should().Be(200, reply.Text);
        return reply["id"].GetString()!;
    }

    /// <summary>The URL of a file's bytes.</summary>
    public static async Task<Uri> GetDownloadUrlAsync(this TestApi api, string id, string query = "") =>
        new((await api.GetAsync($"{FilesPath}/{id}/content{query}"))["url"].GetString()!);

    /// <summary>What a URL answers to somebody without a key.</summary>
    public static async Task<(int Status, string Text, MediaTypeHeaderValue? Type)> FetchAsync(Uri url)
    {
        using var anyone = new HttpClient();
        using var answer = await anyone.GetAsync(url);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType);
    }

    /// <summary>The names of all pages of a list.</summary>
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

    /// <summary>The answer is a refusal in LlamaCloud's words and in no others.</summary>
    public static void ShouldBeRefused(this TestResponse reply, int status, string? detail = null)
    {
        reply.Status.Should().Be(status, reply.Text);
        reply.Header("Content-Type").Should().Be("application/json");
        reply.Json.EnumerateObject().Select(property => property.Name).Should().Equal("detail");
        reply.Header("X-RateLimit-Limit").Should().BeNull();
        reply["detail"].ValueKind.Should().Be(status == 422 ? JsonValueKind.Array : JsonValueKind.String, reply.Text);
        reply.Text.Should().NotMatchRegex(@"Scopix|System\.|\.NET");
        if (status == 422) reply["detail"][0].EnumerateObject().Select(property => property.Name).Should().Equal("loc", "msg", "type");
        if (detail is not null) reply["detail"].GetString().Should().Be(detail);
    }
}
