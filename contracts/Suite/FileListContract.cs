namespace Scopix.Contracts;

/// <summary>files.list: paging, filters, sorting. Every test works on files that carry a tag of its own.</summary>
public sealed class FileListContract(Target target)
{
    private const string Section = "seed 001, File Listing & Retrieval";

    private readonly Api _api = target.Api;

    private static string Mine => Samples.Mark("list");

    [Fact]
    public async Task A_listed_file_fits_its_media_type()
    {
        await UploadAsync(Samples.Png());
        await UploadAsync(Samples.Text());

        var page = await _api.GetAsync($"/files?tags={Mine}");

        Documented(Section).Answers(200, page);
        Fits("file-list", page);
        Documented(Section).Equal(2, page.Json.Number("total_count"), "total_count");
        Documented(Section).Equal(20, page.Json.Number("limit"), "the default limit");
        Documented(Section).Equal(0, page.Json.Number("offset"), "the default offset");
    }

    [Fact]
    public async Task The_pages_hold_every_file_once_and_agree_with_the_counts()
    {
        var ids = await ThreeAsync();

        var first = await _api.GetAsync($"/files?tags={Mine}&limit=2");
        var second = await _api.GetAsync($"/files?tags={Mine}&limit=2&offset=2");
        var exact = await _api.GetAsync($"/files?tags={Mine}&limit=3");
        var beyond = await _api.GetAsync($"/files?tags={Mine}&limit=2&offset=4");

        Documented(Section).Equal(2, first.Json.List("items").Count, "items on the first page");
        Documented(Section).Equal(3, first.Json.Number("total_count"), "total_count");
        Documented(Section).That(first.Json.Flag("has_more"), "has_more on the first page");
        Documented(Section).That(!second.Json.Flag("has_more"), "no more after the second page");
        Documented(Section).That(!exact.Json.Flag("has_more"), "no more after a page that is exactly full");
        Documented(Section).Equal(2, second.Json.Number("offset"), "offset");
        Documented(Section).Equal(2, second.Json.Number("limit"), "limit");
        Documented(Section).Sequence(ids.Order(), Ids(first).Concat(Ids(second)).Order(), "the ids on both pages");
        Assumed("past the end is not an error").Sequence([], Ids(beyond), "the page past the end");
    }

    [Fact]
    public async Task Files_must_have_all_the_tags_that_are_asked_for()
    {
        var both = await UploadAsync(Samples.Png("a.png"), ("tags", "north,south"));
        await UploadAsync(Samples.Png("b.png"), ("tags", "north"));

        var page = await _api.GetAsync($"/files?tags={Mine}&tags=north&tags=south");

        Documented("seed 000, Filter by Tags").Sequence([both], Ids(page), "files with both tags");
    }

    [Fact]
    public async Task Media_types_are_alternatives()
    {
        var image = await UploadAsync(Samples.Png(), ("title", "A"));
        var document = await UploadAsync(Samples.Text(), ("title", "B"));

        await FindsAsync(Documented(Section), "media_types=image", image);
        await FindsAsync(Documented(Section), "media_types=document", document);
        await FindsAsync(Documented(Section), "media_types=image&media_types=document&sort_by=title&sort_order=asc", image, document);
        await FindsAsync(Documented(Section), "media_types=link");
    }

    [Fact]
    public async Task A_search_finds_words_of_the_title()
    {
        var word = "quux" + Mine[5..];
        var id = await UploadAsync(Samples.Png("a.png"), ("title", $"The {word} bridge"));
        await UploadAsync(Samples.Png("b.png"), ("title", "Another bridge"));
        await _api.DoneAsync(id);

        await FindsAsync(Documented(Section), $"search={word}", id);
        await FindsAsync(Documented(Section), $"search={word}&search_mode=all", id);
        await FindsAsync(Documented(Section), $"search={word}&search_mode=metadata", id);
        await FindsAsync(Assumed("a title is not visible text"), $"search={word}&search_mode=visible_text");
        await FindsAsync(Assumed("case does not matter"), $"search={word.ToUpperInvariant()}", id);
        await FindsAsync(Assumed("quotes are text, not syntax"), "search=%22%27%2A%28", []);
    }

    [Fact]
    public async Task Described_and_undescribed_files_are_told_apart()
    {
        var described = await UploadAsync(Samples.Png("a.png"));
        var silent = await UploadAsync(Samples.Png("b.png"), ("auto_describe", "false"));
        await _api.DoneAsync(described);
        await _api.DoneAsync(silent);

        await FindsAsync(Documented("seed 000, Filter by Description Status"), "has_description=true", described);
        await FindsAsync(Assumed("false is everything but completed"), "has_description=false", silent);
    }

    [Fact]
    public async Task Ids_choose_files()
    {
        var ids = await ThreeAsync();

        await FindsAsync(Documented(Section), $"ids={ids[0]}&ids={ids[2]}&sort_by=created_at&sort_order=asc", ids[0], ids[2]);
        await FindsAsync(Assumed("an unknown id matches nothing"), "ids=00000000-0000-4000-8000-000000000000");
    }

    [Fact]
    public async Task A_folder_and_a_project_choose_files()
    {
        if (Target.IsLive) Target.Skip("needs a folder and a project, which other operations make");
        const string folder = "770a0600-e29b-41d4-a716-446655440000", project = "880b0700-e29b-41d4-a716-446655440000";
        var foldered = await UploadAsync(Samples.Png("a.png"), ("folder_id", folder));
        var projected = await UploadAsync(Samples.Png("b.png"), ("project_id", project));

        await FindsAsync(Documented(Section), $"folder_id={folder}", foldered);
        await FindsAsync(Documented(Section), $"project_id={project}", projected);
        await FindsAsync(Documented(Section), "folder_id=folder_abc123");
    }

    [Fact]
    public async Task Dates_bound_the_creation_time_inclusively()
    {
        var id = await UploadAsync(Samples.Png());
        var created = (await _api.GetAsync($"/files/{id}")).Json.Time("created_at");

        await FindsAsync(Documented(Section), $"date_from={Stamp(created, -1)}&date_to={Stamp(created, 1)}", id);
        await FindsAsync(Documented(Section), $"date_from={Stamp(created, 1)}");
        await FindsAsync(Documented(Section), $"date_to={Stamp(created, -1)}");
        await FindsAsync(Assumed("both ends belong to the range"), $"date_from={Stamp(created, 0)}&date_to={Stamp(created, 0)}", id);
    }

    [Fact]
    public async Task A_compliance_status_chooses_files()
    {
        await UploadAsync(Samples.Png());

        await FindsAsync(Assumed("a file that was never checked has not passed"), "compliance_status=passed");
    }

    [Fact]
    public async Task Files_are_sorted_as_asked()
    {
        var small = await UploadAsync(Samples.Png("a.png"), ("title", "Beta"));
        var large = await UploadAsync(Samples.Png("b.png", padding: 5000), ("title", "Alpha"));
        var medium = await UploadAsync(Samples.Png("c.png", padding: 500), ("title", "Gamma"));

        await FindsAsync(Documented(Section), "sort_by=size_bytes", large, medium, small);
        await FindsAsync(Documented(Section), "sort_by=size_bytes&sort_order=asc", small, medium, large);
        await FindsAsync(Documented(Section), "sort_by=title&sort_order=asc", large, small, medium);
        await FindsAsync(Documented(Section), "sort_by=title&sort_order=desc", medium, small, large);
    }

    [Fact]
    public async Task Files_are_sorted_by_time_newest_first_unless_asked_otherwise()
    {
        var ids = await ThreeAsync();
        string[] newestFirst = [ids[2], ids[1], ids[0]];

        var page = await _api.GetAsync($"/files?tags={Mine}&sort_by=created_at");
        var times = page.Json.List("items").Select(i => i.Time("created_at")).ToList();

        Documented(Section).Sequence(times.OrderDescending(), times, "created_at, newest first");
        var reading = Assumed("of two files of one moment, the later counts as newer");
        await FindsAsync(reading, "sort_by=created_at", newestFirst);
        await FindsAsync(reading, "sort_by=created_at&sort_order=asc", ids);
        await FindsAsync(Assumed("without a time of its own, content sorts as created_at"), "sort_by=content_created_at", newestFirst);
        await FindsAsync(Public("OpenAPI file of March 2026: the default is content_created_at, desc"), "", newestFirst);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    public async Task A_page_holds_1_to_100_files(string query, string field)
    {
        var (least, most) = (await _api.GetAsync("/files?limit=1"), await _api.GetAsync("/files?limit=100"));

        var beyond = await _api.GetAsync($"/files?{query}");

        Documented(Section).Answers(200, least);
        Documented(Section).Answers(200, most);
        Documented(Section).Refuses(beyond, 422, field);
    }

    [Fact]
    public async Task At_most_500_ids_are_asked_for()
    {
        // 20 KB of URL: a server must allow for it.
        var (most, beyond) = (await _api.GetAsync(Many(500)), await _api.GetAsync(Many(501)));

        Documented("seed 000, Filter by IDs").Answers(200, most);
        Documented("seed 000, Filter by IDs").Refuses(beyond, 422, "ids");
    }

    [Theory]
    [InlineData("offset=-1", "offset")]
    [InlineData("limit=many", "limit")]
    [InlineData("media_types=sound", "media_types")]
    [InlineData("search_mode=fuzzy", "search_mode")]
    [InlineData("sort_by=colour", "sort_by")]
    [InlineData("sort_order=sideways", "sort_order")]
    [InlineData("has_description=perhaps", "has_description")]
    [InlineData("date_from=yesterday", "date_from")]
    [InlineData("date_to=2026-13-01T00:00:00Z", "date_to")]
    [InlineData("ids=not-a-uuid", "ids")]
    public async Task An_unknown_value_is_refused(string query, string field)
    {
        var answer = await _api.GetAsync($"/files?{query}");

        Assumed("seed 001 lists what it may be").Refuses(answer, 422, field);
    }

    private async Task<string[]> ThreeAsync() =>
        [await UploadAsync(Samples.Png("a.png")), await UploadAsync(Samples.Png("b.png")), await UploadAsync(Samples.Png("c.png"))];

    private Task<string> UploadAsync(Sample sample, params (string Name, string Value)[] fields) =>
        _api.UploadedAsync(sample, [.. fields, ("tags", Mine)]);

    private async Task FindsAsync(Claim claim, string query, params string[] expected)
    {
        var page = await _api.GetAsync($"/files?tags={Mine}&{query}");

        claim.Answers(200, page);
        if (page.Status != 200) return;
        claim.Sequence(expected, Ids(page), $"files found by {query}");
        claim.Equal(expected.Length, page.Json.Number("total_count"), $"total_count of {query}");
    }

    private static IReadOnlyList<string?> Ids(Answer page) => page.Json.Each("items", "id");

    private static string Stamp(DateTimeOffset time, int minutes) =>
        time.AddMinutes(minutes).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);

    private static string Many(int ids) =>
        "/files?" + string.Join('&', Enumerable.Range(1, ids).Select(i => $"ids=00000000-0000-4000-8000-{i:x12}"));
}
