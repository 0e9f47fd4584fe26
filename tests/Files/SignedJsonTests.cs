using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

/// <summary>The JSON of a file is cached with its URLs: a response must be what an emulator without a cache would send.</summary>
public sealed class SignedJsonTests
{
    private static readonly string[] Paths = ["/api/v2/files?limit=50", "/api/v2/files?search=photo", "/api/v2/files?sort_by=title"];

    [Fact]
    public async Task Responses_whose_URLs_are_signed_anew_are_those_of_an_emulator_that_was_asked_for_the_first_time()
    {
        await using var asked = await StartAsync(new Uri("http://scopix.test"));
        var ids = await UploadAllAsync(asked);
        await GetAllAsync(asked, ids);
        await asked.AdvanceAsync(TimeSpan.FromSeconds(61));
        await GetAllAsync(asked, ids);
        await asked.AdvanceAsync(TimeSpan.FromSeconds(1));
        var signedAnew = await GetAllAsync(asked, ids);

        await using var other = await StartAsync(new Uri("http://scopix.test"));
        await UploadAllAsync(other);
        await other.AdvanceAsync(TimeSpan.FromSeconds(62));
        var first = await GetAllAsync(other, ids);

        signedAnew.Should().Equal(first);
        signedAnew[0].Should().Contain("X-Amz-Date=20260301T120102Z").And.NotContain("X-Amz-Date=20260301T120000Z");
        signedAnew.Skip(Paths.Length).Should().OnlyContain(details => !details.Contains("unsigned:"));
    }

    [Fact]
    public async Task Every_URL_of_a_list_that_is_signed_anew_leads_to_bytes()
    {
        await using var api = await StartAsync();
        var ids = await UploadAllAsync(api);
        await GetAllAsync(api, ids);
        await api.AdvanceAsync(TimeSpan.FromHours(2));

        var list = await api.GetAsync("/api/v2/files?limit=50");

        foreach (var item in list["items"].EnumerateArray())
            foreach (var name in (string[])["thumbnail_url", "medium_url", "full_url", "document_url"])
                if (item.TryGetProperty(name, out var url) && url.GetString() is { } text)
                    (await api.WithKey(null).GetAsync(text)).Status.Should().Be(200, "{0} is {1}", name, text);
    }

    [Fact]
    public async Task The_URLs_lead_to_the_host_that_the_request_names()
    {
        await using var api = await TestApi.StartAsync();
        await UploadAllAsync(api);
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var port = api.Http.BaseAddress!.Port;

        var (first, other, again) = (await GetAsync("127.0.0.1"), await GetAsync("localhost"), await GetAsync("127.0.0.1"));

        other.Should().Contain($"http://localhost:{port}/_s3/").And.NotContain("http://127.0.0.1");
        again.Should().Be(first).And.Contain($"http://127.0.0.1:{port}/_s3/").And.NotContain("localhost");

        async Task<string> GetAsync(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/files?limit=50") { Headers = { Host = $"{host}:{port}" } };
            request.Headers.Add("Authorization", $"Bearer {api.Key}");
            using var response = await api.Http.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task A_title_that_looks_like_an_unsigned_URL_stays_as_it_is()
    {
        await using var api = await StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "unsigned:", "title=unsigned:", "tags=unsigned:");

        var (list, details) = (await api.GetAsync("/api/v2/files"), await api.GetAsync($"/api/v2/files/{id}"));

        list["items"][0].GetProperty("title").GetString().Should().Be("unsigned:");
        (details["title"].GetString(), details["tags"][0].GetString()).Should().Be(("unsigned:", "unsigned:"));
    }

    private static async Task<TestApi> StartAsync(Uri? publicUrl = null)
    {
        var api = await TestApi.StartAsync(options => options with { PublicUrl = publicUrl });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        return api;
    }

    private static async Task<List<string>> UploadAllAsync(TestApi api) =>
    [
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "title=\"Nörth\" \\ wall"),
        await api.UploadAndGetIdAsync(Samples.Note(), "note.txt"),
        await api.UploadAndGetIdAsync(Samples.File("report.pdf"), "report.pdf"),
        await api.UploadAndGetIdAsync(Samples.File("clip.mp4"), "clip.mp4"),
        (await api.PostAsync("/api/v2/user-files/links", new { url = "https://example.com/a" }))["id"].GetString()!,
    ];

    private static async Task<List<string>> GetAllAsync(TestApi api, List<string> ids)
    {
        var responses = new List<string>();
        foreach (var path in Paths.Concat(ids.Select(id => $"/api/v2/files/{id}")))
        {
            var response = await api.GetAsync(path);
            response.Status.Should().Be(200);
            responses.Add(response.Text);
        }
        return responses;
    }
}
