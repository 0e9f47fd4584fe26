using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

public sealed class FileUrlTests
{
    [Theory]
    [InlineData("plain.txt", "plain.txt", "plain.txt")]
    [InlineData("two words.txt", "two words.txt", "two%20words.txt")]
    [InlineData("Prüfung.txt", "Pr_fung.txt", "Pr%C3%BCfung.txt")]
    [InlineData("検査.txt", "__.txt", "%E6%A4%9C%E6%9F%BB.txt")]
    [InlineData("🔥.txt", "__.txt", "%F0%9F%94%A5.txt")]
    [InlineData("فحص.txt", "___.txt", "%D9%81%D8%AD%D8%B5.txt")]
    [InlineData("a \"b\"; c=d, 100%&'()*.txt", "a _b_; c=d, 100%&'()*.txt", "a%20%22b%22%3B%20c%3Dd%2C%20100%25%26%27%28%29%2A.txt")]
    public async Task A_download_carries_its_file_name_in_any_script(string filename, string ascii, string encoded)
    {
        await using var api = await TestApi.StartAsync();
        var upload = await api
            .PostAsync(MultipartRequests.CreateSingleFileBody($"form-data; name=file; filename*=utf-8''{Uri.EscapeDataString(filename)}"));

        var redirect = await api.GetAsync($"/api/v2/files/{upload.Json.Text("file_id")}/download");
        var response = await api.WithKey(null).GetAsync(redirect.Header("Location")!);

        redirect.Status.Should().Be(302);
        response.Status.Should().Be(200);
        response.Header("Content-Disposition").Should().Be($"attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
        response.Header("Content-Type").Should().StartWith("text/plain");
        response.Text.Should().Be("Hello");
    }

    [Fact]
    public async Task A_download_URL_is_valid_for_anyone_for_300_seconds_on_the_tenants_clock()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var link = (await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location")!;

        await api.AdvanceAsync(TimeSpan.FromSeconds(300));
        var (withoutKey, otherTenant) = (await api.WithKey(null).GetAsync(link), await api.WithKey(TestApi.CreateKey(1)).GetAsync(link));
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var late = await api.WithKey(null).GetAsync(link);

        (withoutKey.Status, otherTenant.Status, late.Status).Should().Be((200, 200, 403));
        late.Text.Should().Contain("<Code>AccessDenied</Code>").And.Contain("expired");
    }

    [Theory]
    [InlineData("photo.jpg", "original_url")]
    [InlineData("clip.mp4", "video_url")]
    [InlineData("notes.txt", "document_url")]
    public async Task A_media_URL_is_valid_for_an_hour_on_the_tenants_clock(string fixture, string fields)
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var file = (await api.GetFileAsync(await api.UploadAndGetIdAsync(Samples.File(fixture), fixture))).Json;

        foreach (var link in fields.Split(' ').Select(field => file.Text(field)!))
        {
            await api.FreezeAsync("2026-02-01T01:00:00Z");
            var edge = await api.WithKey(null).GetAsync(link);
            await api.FreezeAsync("2026-02-01T01:00:01Z");
            var late = await api.WithKey(null).GetAsync(link);

            (edge.Status, late.Status).Should().Be((200, 403));
            edge.Bytes.Should().Equal(Samples.File(fixture));
        }
    }

    [Theory]
    [InlineData("thumbnail_url")]
    [InlineData("medium_url")]
    [InlineData("full_url")]
    public async Task A_variant_URL_is_valid_for_an_hour_on_the_tenants_clock(string field)
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var link = (await api.GetFileAsync(await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg"))).Json.Text(field)!;

        await api.FreezeAsync("2026-02-01T01:00:00Z");
        var edge = await api.WithKey(null).GetAsync(link);
        await api.FreezeAsync("2026-02-01T01:00:01Z");
        var late = await api.WithKey(null).GetAsync(link);

        (edge.Status, late.Status).Should().Be((200, 403));
    }

    [Fact]
    public async Task URLs_in_lists_and_results_can_be_fetched_without_a_key()
    {
        await using var api = await TestApi.StartAsync();
        var batch = await api.UploadBatchAsync([(Samples.Photo(), "photo.jpg")]);

        var listed = (await api.ListFilesAsync()).Items()[0].Text("thumbnail_url")!;
        var result = (await api.GetSessionAsync(batch.Json.Text("session_id")!, "results")).Items("results")[0].Text("thumbnail_url")!;

        var (first, second) = (await api.WithKey(null).GetAsync(listed), await api.WithKey(null).GetAsync(result));
        (first.Status, second.Status).Should().Be((200, 200));
        first.Bytes.Should().Equal(second.Bytes);
    }

    [Fact]
    public async Task Downloading_a_deleted_file_returns_404()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        await api.DeleteAsync($"/api/v2/files/{id}");

        var download = await api.GetAsync($"/api/v2/files/{id}/download");

        download.Status.Should().Be(404);
    }

    [Fact]
    public async Task URLs_begin_with_the_public_URL()
    {
        await using var api = await TestApi.StartAsync(o => o with { PublicUrl = new Uri("https://scopix.test:9443") });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var link = (await api.GetAsync($"/api/v2/files/{id}/download")).Header("Location");

        link.Should().StartWith("https://scopix.test:9443/_s3/");
    }
}
