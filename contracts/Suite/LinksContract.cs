namespace Scopix.Contracts;

/// <summary>links.create and links.recrawl, and links among the files.</summary>
public sealed class LinksContract(Target target)
{
    private const string Older = "Files API of March 2026, Website Links";
    private const string Section = "seed 001, File Listing & Retrieval";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task A_saved_link_is_a_file_of_its_own_media_type()
    {
        var url = Url("guide");

        var created = await SaveAsync(url, "Saved link");

        Public(Older).Answers(201, created);
        Fits("link-created-answer", created);
        Public(Older).Equal(url, created.Json.Text("source_url"), "source_url");
        Public(Older).Equal("example.com", created.Json.Text("domain"), "domain");
        var id = created.Json.Text("id")!;
        var listed = await _api.DoneAsync(id);
        var details = await _api.GetAsync($"/files/{id}");
        Fits("link-file-details", details);
        NamesEveryProperty("link-file-details", details.Json);
        Fits("file-list", await _api.GetAsync($"/files?ids={id}"));
        Documented(Section).Equal("link", listed.Text("media_type"), "media_type");
        Documented(Section).Equal(url, listed.Text("source_url"), "source_url");
        Documented(Section).That(listed.Text("crawl_status") is "completed" or "failed", "the crawl ends");
        Documented("seed 000, LinkFileDetails").Equal(url, details.Json.Text("source_url"), "source_url");
        Public(Older).Equal("Saved link", details.Json.Text("title"), "title");
    }

    [Fact]
    public async Task A_list_can_be_of_links_alone()
    {
        var id = (await SaveAsync(Url("filter"))).Json.Text("id");
        var photo = await _api.UploadedAsync(Samples.Png());

        var answer = await _api.GetAsync($"/files?media_types=link&ids={id}&ids={photo}");

        Documented(Section).Sequence([id], answer.Json.List("items").Select(item => item.Text("id")), "items");
    }

    [Fact]
    public async Task A_link_is_renamed_and_deleted_as_other_files_are()
    {
        var id = (await SaveAsync(Url("life"))).Json.Text("id");
        await _api.DoneAsync(id!);

        var changed = await _api.PatchAsync($"/files/{id}", """{"title":"Renamed"}""");
        var deleted = await _api.DeleteAsync($"/files/{id}");

        Documented("seed 001, One Resource for Every Media Type").Answers(200, changed);
        Documented("seed 001, File Updates & Deletion").Equal("Renamed", changed.Json.Text("title"), "title");
        Documented("seed 001, One Resource for Every Media Type").Answers(200, deleted);
        Documented("seed 001, File Updates & Deletion").Answers(404, await _api.GetAsync($"/files/{id}"));
    }

    [Fact]
    public async Task The_same_address_is_saved_again_and_flagged()
    {
        var url = Url("twice");
        var first = await SaveAsync(url);

        var second = await SaveAsync(url);

        Public("OpenAPI file of March 2026: duplicates are allowed and flagged").That(!first.Json.Flag("is_duplicate") && second.Json.Flag("is_duplicate"), "is_duplicate");
        Public("OpenAPI file of March 2026: duplicates are allowed and flagged").That(first.Json.Text("id") != second.Json.Text("id"), "a link of its own");
    }

    [Theory]
    [InlineData("ftp://example.com/file")]
    [InlineData("no address")]
    [InlineData("https://user:secret@example.com/")]
    public async Task What_is_no_web_address_is_refused(string url)
    {
        var answer = await SaveAsync(url);

        Public("OpenAPI file of March 2026: a bad URL is a 400").Refuses(answer, 400, "url");
    }

    [Fact]
    public async Task A_link_is_not_crawled_twice_in_an_hour()
    {
        var id = (await SaveAsync(Url("again"))).Json.Text("id")!;
        await _api.DoneAsync(id);

        var answer = await RecrawlAsync(id);

        Public("OpenAPI file of March 2026: once an hour").Refuses(answer, 429, null, "RATE_LIMIT_ERROR");
    }

    [Fact]
    public async Task A_link_that_was_saved_without_crawling_is_crawled_when_asked()
    {
        Target.Writes();
        var saved = await _api.PostAsync("/user-files/links", new { url = Url("later"), tags = new[] { Api.Tag }, auto_crawl = false });
        var id = saved.Json.Text("id")!;
        target.Remember(id);

        var answer = await RecrawlAsync(id);

        Public(Older).Answers(200, answer);
        Fits("link-recrawl-answer", answer);
        Public(Older).Equal(id, answer.Json.Text("link_id"), "link_id");
    }

    [Fact]
    public async Task A_picture_cannot_be_crawled_and_a_link_cannot_be_downloaded()
    {
        var photo = await _api.UploadedAsync(Samples.Png());
        var id = (await SaveAsync(Url("kinds"))).Json.Text("id");

        Public("OpenAPI file of March 2026: not a link is a 400").Refuses(await RecrawlAsync(photo), 400, null, "HTTP_400");
        Assumed("a link has no content").Refuses(await _api.GetAsync($"/files/{id}/download"), 400, null, "HTTP_400");
    }

    private static string Url(string page) => $"https://example.com/{Samples.Mark(page)}/{page}";

    private Task<Answer> RecrawlAsync(string id)
    {
        Target.Writes();
        return _api.SendAsync(HttpMethod.Post, $"/user-files/{id}/recrawl");
    }

    private async Task<Answer> SaveAsync(string url, string? title = null)
    {
        Target.Writes();
        var answer = await _api.PostAsync("/user-files/links", new { url, title, tags = new[] { Api.Tag } });
        if (answer.Status == 201) target.Remember(answer.Json.Text("id"));
        return answer;
    }
}
