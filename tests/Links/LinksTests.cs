using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Links;

public sealed class LinksTests
{
    private const string Url = "https://docs.example.com/guides/north-pier_2026.html?v=2#top";

    [Theory]
    [InlineData("/_emulator/links")]
    [InlineData("/api/v2/user-files/links")]
    public async Task A_saved_link_is_crawled_and_described_without_any_network(string path)
    {
        await using var api = await TestApi.StartAsync();

        var created = await api.PostAsync(path, new { url = Url, tags = new[] { "pier" } });
        var link = (await api.GetAsync($"/api/v2/files/{created.Json.Text("id")}")).Json;

        created.Status.Should().Be(201);
        (created.Json.Text("source_url"), created.Json.Text("domain"), created.Json.Text("crawl_status"),
            created["is_duplicate"].GetBoolean())
            .Should().Be((Url, "docs.example.com", "completed", false));
        (link.Text("media_type"), link.Text("title"), link.Text("page_title"), link.Text("favicon_url"), link.Text("content_type"))
            .Should().Be(("link", "North pier 2026", "North pier 2026", "https://docs.example.com/favicon.ico", "text/html"));
        var og = link.GetProperty("og_metadata");
        (og.Text("title"), og.Text("site_name"), og.Text("type"), og.Text("image_url"), og.Text("image"), og.Text("locale"))
            .Should().Be(
                ("North pier 2026", "Example", "article", "https://docs.example.com/og-image.jpg", "https://docs.example.com/og-image.jpg",
                    "en_US"));
        (link.Text("crawl_status"), link.Text("description_status"), link.Text("primary_status")).Should()
            .Be(("completed", "completed", "completed"));
        link.Text("upload_description").Should().Contain("North pier 2026");
        link.GetProperty("tags").GetRawText().Should().Be("""["pier"]""");
        link.GetProperty("extracted_images").GetProperty("images").GetArrayLength().Should()
            .Be(link.GetProperty("extracted_images_count").GetInt32());
        (link.GetProperty("filename").ValueKind, link.GetProperty("size_bytes").GetInt64()).Should().Be((JsonValueKind.Null, 0));
    }

    [Fact]
    public async Task Crawl_and_description_are_revealed_on_schedule_and_fill_the_title()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-01-15T10:30:00Z");
        var created = await api.PostAsync("/_emulator/links", new { url = Url });
        var path = $"/api/v2/files/{created.Json.Text("id")}";

        var states = new List<string> { await GetStateAsync(api, path) };
        foreach (var step in new[] { 199, 1, 199, 1 })
        {
            await api.AdvanceAsync(TimeSpan.FromMilliseconds(step));
            states.Add(await GetStateAsync(api, path));
        }

        created.Json.Text("crawl_status").Should().Be("processing");
        states.Should().Equal(
            "processing queued  null", "processing queued  null", "completed processing North pier 2026 \"2026-01-15T10:30:00.200000Z\"",
            "completed processing North pier 2026 \"2026-01-15T10:30:00.200000Z\"",
            "completed completed North pier 2026 \"2026-01-15T10:30:00.200000Z\"");
    }

    [Fact]
    public async Task Links_are_listed_filtered_found_changed_and_deleted_like_other_files()
    {
        await using var api = await TestApi.StartAsync();
        var folder = Guid.NewGuid();
        var id = (await api.PostAsync("/_emulator/links", new { url = Url, title = "The pier", folder_id = folder })).Json.Text("id");
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var listed = await api.GetAsync("/api/v2/files?media_types=link");
        var all = await api.GetAsync("/api/v2/files?media_types=link&media_types=image");
        int[] found = [.. await Task
            .WhenAll(new[] { "search=pier", "search=north+2026", "search=docs.example.com", $"folder_id={folder}",
                "has_description=true&media_types=link" }
            .Select(async query => (await api.GetAsync("/api/v2/files?" + query))["items"].EnumerateArray()
                .Count(item => item.Text("id") == id)))];
        var changed = await api.PatchAsync($"/api/v2/files/{id}", new { title = "Quay", tags = new[] { "quay" } });
        var deleted = await api.DeleteAsync($"/api/v2/files/{id}");

        var item = listed["items"][0];
        (listed["total_count"].GetInt32(), all["total_count"].GetInt32()).Should().Be((1, 2));
        (item.Text("media_type"), item.Text("source_url"), item.Text("domain"), item.Text("crawl_status"), item.Text("title")).Should()
            .Be(("link", Url, "docs.example.com", "completed", "The pier"));
        found.Should().OnlyContain(count => count == 1);
        (changed.Json.Text("title"), deleted.Status).Should().Be(("Quay", 200));
        (await api.GetAsync($"/api/v2/files/{id}")).Status.Should().Be(404);
        await api.AdvanceAsync(TimeSpan.FromDays(31));
        (await api.PostAsync($"/_emulator/files/{id}/restore")).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_link_cannot_be_downloaded_and_is_not_a_duplicate_of_a_file()
    {
        await using var api = await TestApi.StartAsync();
        var id = (await api.PostAsync("/_emulator/links", new { url = "https://example.com/" })).Json.Text("id");
        var hash = (await api.GetAsync($"/api/v2/files/{id}")).Json.Text("hash");

        var known = await api.PostAsync("/api/v2/files/check-duplicates", new { hashes = new[] { hash } });
        var text = await api.UploadAsync("https://example.com/"u8.ToArray(), "a.txt", "skip_duplicates=true");

        (await api.GetAsync($"/api/v2/files/{id}/download")).ShouldFail(400, "HTTP_400", null);
        (await api.GetAsync($"/api/v2/videos/{id}/scenes")).ShouldFail(400, "HTTP_400", null);
        known["duplicates"].GetArrayLength().Should().Be(0);
        text["skipped"].GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Fields_of_a_link_are_accepted_at_their_limit_and_refused_beyond()
    {
        await using var api = await TestApi.StartAsync();
        var longest = "https://example.com/" + new string('a', 2048 - 20);

        (await api.PostAsync("/_emulator/links", new { url = longest, title = new string('t', 500) })).Status.Should().Be(201);
        (await api.PostAsync("/_emulator/links", new { url = longest + "a" })).ShouldFail(400, "VALIDATION_ERROR", "url");
        (await api.PostAsync("/_emulator/links", new { url = Url, title = new string('t', 501) })).ShouldFail(422, "VALIDATION_ERROR",
            "title");
        (await api.PostAsync("/_emulator/links", new { url = Url, tags = Enumerable.Repeat("t", 41) })).ShouldFail(422, "VALIDATION_ERROR",
            "tags");
        (await api.PostAsync("/_emulator/links", new { url = Url, folder_id = "here" })).ShouldFail(422, "VALIDATION_ERROR", "folder_id");
        (await api.PostAsync("/_emulator/links", new { title = "no url" })).ShouldFail(422, "VALIDATION_ERROR", "url");
        (await api.WithKey(null).PostAsync("/_emulator/links", new { url = Url })).ShouldFail(401, "INVALID_API_KEY", null);
    }

    [Fact]
    public async Task Without_auto_crawl_a_link_is_crawled_only_on_request()
    {
        await using var api = await TestApi.StartAsync();
        var id = (await api.PostAsync("/_emulator/links", new { url = Url, auto_crawl = false })).Json.Text("id");
        var before = (await api.GetAsync($"/api/v2/files/{id}")).Json;

        var requested = await api.PostAsync($"/api/v2/user-files/{id}/recrawl");

        (before.Text("crawl_status"), before.Text("description_status"), before.GetProperty("og_metadata").ValueKind).Should()
            .Be(("skipped", "skipped", JsonValueKind.Null));
        requested.Text.Should().Be($$"""{"status":"queued","link_id":"{{id}}"}""");
        (await api.GetAsync($"/api/v2/files/{id}")).Json.Text("crawl_status").Should().Be("completed");
    }

    [Fact]
    public async Task A_link_can_be_crawled_again_after_an_hour_and_not_while_it_is_processed()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-01-15T10:30:00Z");
        var id = (await api.PostAsync("/_emulator/links", new { url = Url })).Json.Text("id");
        var photo = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var path = $"/api/v2/user-files/{id}/recrawl";

        var processing = await api.PostAsync(path);
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var early = await api.PostAsync(path);
        await api.AdvanceAsync(TimeSpan.FromSeconds(3599.2));
        var afterAnHour = await api.PostAsync(path);

        processing.ShouldFail(400, "HTTP_400", null);
        early.ShouldFail(429, "RATE_LIMIT_ERROR", null);
        early.GetHeaderNumber("Retry-After").Should().Be(3600);
        afterAnHour.Status.Should().Be(200);
        (await api.GetAsync($"/api/v2/files/{id}")).Json.Text("crawl_status").Should().Be("processing");
        (await api.PostAsync($"/api/v2/user-files/{photo}/recrawl")).ShouldFail(400, "HTTP_400", null);
        (await api.PostAsync($"/api/v2/user-files/{Guid.Empty}/recrawl")).ShouldFail(404, "HTTP_404", null);
    }

    [Fact]
    public async Task A_fault_fails_the_crawl_and_a_stub_sets_the_page()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { stage = "crawl", fail = "timeout", message = "The site did not answer" });
        await api.PostAsync("/_emulator/stubs",
            new
            {
                media_type = "link",
                filename = "*status*",
                text = "All systems operational\nNo incidents today.\nUptime quorumwort",
                description = "A status page."
            });

        var failed =
            (await api.GetAsync($"/api/v2/files/{(await api.PostAsync("/_emulator/links", new { url = Url })).Json.Text("id")}")).Json;
        var link = await api.PostAsync("/_emulator/links", new { url = "https://example.com/status" });
        var stubbed = (await api.GetFileAsync(link.Json.Text("id")!)).Json;
        var found = await api.GetAsync("/api/v2/files?search=quorumwort");

        (failed.Text("crawl_status"), failed.Text("crawl_error"), failed.Text("description_status"), failed.Text("primary_status")).Should()
            .Be(("failed", "The site did not answer", "skipped", "failed"));
        (failed.GetProperty("crawled_at").ValueKind, failed.GetProperty("page_title").ValueKind).Should()
            .Be((JsonValueKind.Null, JsonValueKind.Null));
        (stubbed.Text("page_title"), stubbed.GetProperty("og_metadata").Text("description"), stubbed.Text("upload_description")).Should()
            .Be(("All systems operational", "No incidents today.", "A status page."));
        found["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Links_survive_a_restart_and_belong_to_their_tenant()
    {
        using var data = new DataDirectory();
        string before, id;
        await using (var first = await TestApi.StartAsync(o => o with { Data = data.Location }))
        {
            id = (await first.PostAsync("/_emulator/links", new { url = Url })).Json.Text("id")!;
            before = (await first.GetAsync($"/api/v2/files/{id}")).Text;
        }

        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });

        (await api.GetAsync($"/api/v2/files/{id}")).Text.Should().Be(before);
        (await api.WithKey(TestApi.CreateKey(1)).GetAsync($"/api/v2/files/{id}")).Status.Should().Be(404);
    }

    private static async Task<string> GetStateAsync(TestApi api, string path)
    {
        var link = await api.GetAsync(path);
        return $"{link.Json.Text("crawl_status")} {link.Json.Text("description_status")} {link.Json.Text("title")} "
            + $"{link["crawled_at"].GetRawText()}";
    }
}
