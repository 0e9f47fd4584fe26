namespace Scopix.Contracts;

/// <summary>links.create and links.recrawl, and links among the files.</summary>
public sealed class LinksContract(Target target)
{
    private const string OlderSource = "Files API of March 2026, Website Links";
    private const string Section = "seed 001, File Listing & Retrieval";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task A_saved_link_is_a_file_of_its_own_media_type()
    {
        var url = Url("guide");

        var created = await SaveAsync(url, "Saved link");

        Public(OlderSource).ExpectStatus(201, created);
        ExpectSchema("link-created-answer", created);
        Public(OlderSource).ExpectEqual(url, created.Json.GetText("source_url"), "source_url");
        Public(OlderSource).ExpectEqual("example.com", created.Json.GetText("domain"), "domain");
        var id = created.Json.GetText("id")!;
        var listed = await _api.WaitUntilProcessedAsync(id);
        var details = await _api.GetAsync($"/files/{id}");
        ExpectSchema("link-file-details", details);
        ExpectEveryProperty("link-file-details", details.Json);
        ExpectSchema("file-list", await _api.GetAsync($"/files?ids={id}"));
        Documented(Section).ExpectEqual("link", listed.GetText("media_type"), "media_type");
        Documented(Section).ExpectEqual(url, listed.GetText("source_url"), "source_url");
        Documented(Section).Expect(listed.GetText("crawl_status") is "completed" or "failed", "the crawl ends");
        Documented("seed 000, LinkFileDetails").ExpectEqual(url, details.Json.GetText("source_url"), "source_url");
        Public(OlderSource).ExpectEqual("Saved link", details.Json.GetText("title"), "title");
    }

    [Fact]
    public async Task A_list_can_be_filtered_to_links()
    {
        var id = (await SaveAsync(Url("filter"))).Json.GetText("id");
        var photo = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        var response = await _api.GetAsync($"/files?media_types=link&ids={id}&ids={photo}");

        Documented(Section).ExpectSequence([id], response.Json.GetArray("items").Select(item => item.GetText("id")), "items");
    }

    [Fact]
    public async Task A_link_is_renamed_and_deleted_like_other_files()
    {
        var id = (await SaveAsync(Url("life"))).Json.GetText("id");
        await _api.WaitUntilProcessedAsync(id!);

        var changed = await _api.PatchAsync($"/files/{id}", """{"title":"Renamed"}""");
        var deleted = await _api.DeleteAsync($"/files/{id}");

        Documented("seed 001, One Resource for Every Media Type").ExpectStatus(200, changed);
        Documented("seed 001, File Updates & Deletion").ExpectEqual("Renamed", changed.Json.GetText("title"), "title");
        Documented("seed 001, One Resource for Every Media Type").ExpectStatus(200, deleted);
        Documented("seed 001, File Updates & Deletion").ExpectStatus(404, await _api.GetAsync($"/files/{id}"));
    }

    [Fact]
    public async Task The_same_address_is_saved_again_and_flagged()
    {
        var url = Url("twice");
        var first = await SaveAsync(url);

        var second = await SaveAsync(url);

        Public("OpenAPI file of March 2026: duplicates are allowed and flagged")
            .Expect(!first.Json.GetFlag("is_duplicate") && second.Json.GetFlag("is_duplicate"), "is_duplicate");
        Public("OpenAPI file of March 2026: duplicates are allowed and flagged")
            .Expect(first.Json.GetText("id") != second.Json.GetText("id"), "the second link has its own id");
    }

    [Theory]
    [InlineData("ftp://example.com/file")]
    [InlineData("no address")]
    [InlineData("https://user:secret@example.com/")]
    public async Task An_invalid_web_address_is_refused(string url)
    {
        var response = await SaveAsync(url);

        Public("OpenAPI file of March 2026: a bad URL is a 400").ExpectRefusal(response, 400, "url");
    }

    [Fact]
    public async Task A_link_is_not_crawled_twice_in_an_hour()
    {
        var id = (await SaveAsync(Url("again"))).Json.GetText("id")!;
        await _api.WaitUntilProcessedAsync(id);

        var response = await RecrawlAsync(id);

        Public("OpenAPI file of March 2026: once an hour").ExpectRefusal(response, 429, null, "RATE_LIMIT_ERROR");
    }

    [Fact]
    public async Task A_link_that_was_saved_without_crawling_is_crawled_on_request()
    {
        Target.RequireWriteAccess();
        var saved = await _api
            .PostAsync("/user-files/links", new { url = Url("later"), tags = new[] { ApiClient.TestTag }, auto_crawl = false });
        var id = saved.Json.GetText("id")!;
        target.TrackFile(id);

        var response = await RecrawlAsync(id);

        Public(OlderSource).ExpectStatus(200, response);
        ExpectSchema("link-recrawl-answer", response);
        Public(OlderSource).ExpectEqual(id, response.Json.GetText("link_id"), "link_id");
    }

    [Fact]
    public async Task A_picture_cannot_be_crawled_and_a_link_cannot_be_downloaded()
    {
        var photo = await _api.UploadAndGetIdAsync(Samples.CreatePng());
        var id = (await SaveAsync(Url("kinds"))).Json.GetText("id");

        Public("OpenAPI file of March 2026: not a link is a 400").ExpectRefusal(await RecrawlAsync(photo), 400, null, "HTTP_400");
        Assumed("a link has no content").ExpectRefusal(await _api.GetAsync($"/files/{id}/download"), 400, null, "HTTP_400");
    }

    private static string Url(string page) => $"https://example.com/{Samples.CreateMarker(page)}/{page}";

    private Task<ApiResponse> RecrawlAsync(string id)
    {
        Target.RequireWriteAccess();
        return _api.SendAsync(HttpMethod.Post, $"/user-files/{id}/recrawl");
    }

    private async Task<ApiResponse> SaveAsync(string url, string? title = null)
    {
        Target.RequireWriteAccess();
        var response = await _api.PostAsync("/user-files/links", new { url, title, tags = new[] { ApiClient.TestTag } });
        if (response.Status == 201) target.TrackFile(response.Json.GetText("id"));
        return response;
    }
}
