namespace Scopix.Contracts;

/// <summary>files.list: paging, filters, sorting. Every test works on files with a tag of its own.</summary>
public sealed class FileListContract(Target target)
{
    private const string Section = "seed 001, File Listing & Retrieval";

    private readonly ApiClient _api = target.Api;

    private static string TagFilter => Samples.CreateMarker("list");

    [Fact]
    public async Task A_listed_file_fits_its_media_type()
    {
        await UploadAsync(Samples.CreatePng());
        await UploadAsync(Samples.CreateText());

        var page = await _api.GetAsync($"/files?tags={TagFilter}");

        Documented(Section).ExpectStatus(200, page);
        ExpectSchema("file-list", page);
        Documented(Section).ExpectEqual(2, page.Json.GetNumber("total_count"), "total_count");
        Documented(Section).ExpectEqual(20, page.Json.GetNumber("limit"), "the default limit");
        Documented(Section).ExpectEqual(0, page.Json.GetNumber("offset"), "the default offset");
    }

    [Fact]
    public async Task The_pages_contain_every_file_once_and_agree_with_the_counts()
    {
        var ids = await UploadThreeAsync();

        var first = await _api.GetAsync($"/files?tags={TagFilter}&limit=2");
        var second = await _api.GetAsync($"/files?tags={TagFilter}&limit=2&offset=2");
        var exact = await _api.GetAsync($"/files?tags={TagFilter}&limit=3");
        var beyond = await _api.GetAsync($"/files?tags={TagFilter}&limit=2&offset=4");

        Documented(Section).ExpectEqual(2, first.Json.GetArray("items").Count, "items on the first page");
        Documented(Section).ExpectEqual(3, first.Json.GetNumber("total_count"), "total_count");
        Documented(Section).Expect(first.Json.GetFlag("has_more"), "has_more on the first page");
        Documented(Section).Expect(!second.Json.GetFlag("has_more"), "no more after the second page");
        Documented(Section).Expect(!exact.Json.GetFlag("has_more"), "no more after a page that is exactly full");
        Documented(Section).ExpectEqual(2, second.Json.GetNumber("offset"), "offset");
        Documented(Section).ExpectEqual(2, second.Json.GetNumber("limit"), "limit");
        Documented(Section).ExpectSequence(ids.Order(), GetIds(first).Concat(GetIds(second)).Order(), "the ids on both pages");
        Assumed("an offset beyond the end is not an error").ExpectSequence([], GetIds(beyond), "the items of the page beyond the end");
    }

    [Fact]
    public async Task Listed_files_have_all_requested_tags()
    {
        var both = await UploadAsync(Samples.CreatePng("a.png"), ("tags", "north,south"));
        await UploadAsync(Samples.CreatePng("b.png"), ("tags", "north"));

        var page = await _api.GetAsync($"/files?tags={TagFilter}&tags=north&tags=south");

        Documented("seed 000, Filter by Tags").ExpectSequence([both], GetIds(page), "files with both tags");
    }

    [Fact]
    public async Task Media_types_are_alternatives()
    {
        var image = await UploadAsync(Samples.CreatePng(), ("title", "A"));
        var document = await UploadAsync(Samples.CreateText(), ("title", "B"));

        await ExpectFoundAsync(Documented(Section), "media_types=image", image);
        await ExpectFoundAsync(Documented(Section), "media_types=document", document);
        await ExpectFoundAsync(Documented(Section), "media_types=image&media_types=document&sort_by=title&sort_order=asc", image, document);
        await ExpectFoundAsync(Documented(Section), "media_types=link");
    }

    [Fact]
    public async Task A_search_finds_words_of_the_title()
    {
        var word = "quux" + TagFilter[5..];
        var id = await UploadAsync(Samples.CreatePng("a.png"), ("title", $"The {word} bridge"));
        await UploadAsync(Samples.CreatePng("b.png"), ("title", "Another bridge"));
        await _api.WaitUntilProcessedAsync(id);

        await ExpectFoundAsync(Documented(Section), $"search={word}", id);
        await ExpectFoundAsync(Documented(Section), $"search={word}&search_mode=all", id);
        await ExpectFoundAsync(Documented(Section), $"search={word}&search_mode=metadata", id);
        await ExpectFoundAsync(Assumed("a title is not visible text"), $"search={word}&search_mode=visible_text");
        await ExpectFoundAsync(Assumed("case does not matter"), $"search={word.ToUpperInvariant()}", id);
        await ExpectFoundAsync(Assumed("quotes are text, not syntax"), "search=%22%27%2A%28", []);
    }

    [Fact]
    public async Task Files_are_filtered_by_whether_they_are_described()
    {
        var described = await UploadAsync(Samples.CreatePng("a.png"));
        var undescribed = await UploadAsync(Samples.CreatePng("b.png"), ("auto_describe", "false"));
        await _api.WaitUntilProcessedAsync(described);
        await _api.WaitUntilProcessedAsync(undescribed);

        await ExpectFoundAsync(Documented("seed 000, Filter by Description Status"), "has_description=true", described);
        await ExpectFoundAsync(Assumed("false selects every status but completed"), "has_description=false", undescribed);
    }

    [Fact]
    public async Task Files_are_filtered_by_ids()
    {
        var ids = await UploadThreeAsync();

        await ExpectFoundAsync(Documented(Section), $"ids={ids[0]}&ids={ids[2]}&sort_by=created_at&sort_order=asc", ids[0], ids[2]);
        await ExpectFoundAsync(Assumed("an unknown id matches nothing"), $"ids={Samples.UnknownId}");
    }

    [Fact]
    public async Task Files_are_filtered_by_folder_and_project()
    {
        if (Target.IsLive) Target.Skip("needs a folder and a project, which other operations make");
        const string folder = "770a0600-e29b-41d4-a716-446655440000", project = "880b0700-e29b-41d4-a716-446655440000";
        var inFolder = await UploadAsync(Samples.CreatePng("a.png"), ("folder_id", folder));
        var inProject = await UploadAsync(Samples.CreatePng("b.png"), ("project_id", project));

        await ExpectFoundAsync(Documented(Section), $"folder_id={folder}", inFolder);
        await ExpectFoundAsync(Documented(Section), $"project_id={project}", inProject);
        await ExpectFoundAsync(Documented(Section), "folder_id=folder_abc123");
    }

    [Fact]
    public async Task Dates_bound_the_creation_time_inclusively()
    {
        var id = await UploadAsync(Samples.CreatePng());
        var created = (await _api.GetAsync($"/files/{id}")).Json.GetTime("created_at");

        await ExpectFoundAsync(Documented(Section), $"date_from={FormatTime(created, -1)}&date_to={FormatTime(created, 1)}", id);
        await ExpectFoundAsync(Documented(Section), $"date_from={FormatTime(created, 1)}");
        await ExpectFoundAsync(Documented(Section), $"date_to={FormatTime(created, -1)}");
        await ExpectFoundAsync(Assumed("the range includes both ends"),
            $"date_from={FormatTime(created, 0)}&date_to={FormatTime(created, 0)}", id);
    }

    [Fact]
    public async Task Files_are_filtered_by_compliance_status()
    {
        await UploadAsync(Samples.CreatePng());

        await ExpectFoundAsync(Assumed("a file that was never checked has not passed"), "compliance_status=passed");
    }

    [Fact]
    public async Task Files_are_sorted_as_requested()
    {
        var small = await UploadAsync(Samples.CreatePng("a.png"), ("title", "Beta"));
        var large = await UploadAsync(Samples.CreatePng("b.png", padding: 5000), ("title", "Alpha"));
        var medium = await UploadAsync(Samples.CreatePng("c.png", padding: 500), ("title", "Gamma"));

        await ExpectFoundAsync(Documented(Section), "sort_by=size_bytes", large, medium, small);
        await ExpectFoundAsync(Documented(Section), "sort_by=size_bytes&sort_order=asc", small, medium, large);
        await ExpectFoundAsync(Documented(Section), "sort_by=title&sort_order=asc", large, small, medium);
        await ExpectFoundAsync(Documented(Section), "sort_by=title&sort_order=desc", medium, small, large);
    }

    [Fact]
    public async Task Files_are_sorted_by_time_newest_first_by_default()
    {
        var ids = await UploadThreeAsync();
        string[] newestFirst = [ids[2], ids[1], ids[0]];

        var page = await _api.GetAsync($"/files?tags={TagFilter}&sort_by=created_at");
        var times = page.Json.GetArray("items").Select(i => i.GetTime("created_at")).ToList();

        Documented(Section).ExpectSequence(times.OrderDescending(), times, "created_at, newest first");
        var reading = Assumed("of two files of one moment, the later counts as newer");
        await ExpectFoundAsync(reading, "sort_by=created_at", newestFirst);
        await ExpectFoundAsync(reading, "sort_by=created_at&sort_order=asc", ids);
        await ExpectFoundAsync(Assumed("a file without content_created_at is sorted by created_at"), "sort_by=content_created_at",
            newestFirst);
        await ExpectFoundAsync(Public("OpenAPI file of March 2026: the default is content_created_at, desc"), "", newestFirst);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    public async Task A_page_has_1_to_100_files(string query, string field)
    {
        var (minimum, maximum) = (await _api.GetAsync("/files?limit=1"), await _api.GetAsync("/files?limit=100"));

        var beyond = await _api.GetAsync($"/files?{query}");

        Documented(Section).ExpectStatus(200, minimum);
        Documented(Section).ExpectStatus(200, maximum);
        Documented(Section).ExpectRefusal(beyond, 422, field);
    }

    [Fact]
    public async Task At_most_500_ids_are_accepted()
    {
        // A URL of 20 KB, which a server must accept.
        var (maximum, beyond) = (await _api.GetAsync(CreateIds(500)), await _api.GetAsync(CreateIds(501)));

        Documented("seed 000, Filter by IDs").ExpectStatus(200, maximum);
        Documented("seed 000, Filter by IDs").ExpectRefusal(beyond, 422, "ids");
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
        var response = await _api.GetAsync($"/files?{query}");

        Assumed("seed 001 lists what it may be").ExpectRefusal(response, 422, field);
    }

    private async Task<string[]> UploadThreeAsync() =>
        [await UploadAsync(Samples.CreatePng("a.png")), await UploadAsync(Samples.CreatePng("b.png")),
            await UploadAsync(Samples.CreatePng("c.png"))];

    private Task<string> UploadAsync(SampleFile sample, params (string Name, string Value)[] fields) =>
        _api.UploadAndGetIdAsync(sample, [.. fields, ("tags", TagFilter)]);

    private async Task ExpectFoundAsync(Claim claim, string query, params string[] expected)
    {
        var page = await _api.GetAsync($"/files?tags={TagFilter}&{query}");

        claim.ExpectStatus(200, page);
        if (page.Status != 200) return;
        claim.ExpectSequence(expected, GetIds(page), $"files found by {query}");
        claim.ExpectEqual(expected.Length, page.Json.GetNumber("total_count"), $"total_count of {query}");
    }

    private static IReadOnlyList<string?> GetIds(ApiResponse page) => page.Json.GetTexts("items", "id");

    private static string FormatTime(DateTimeOffset time, int minutes) =>
        time.AddMinutes(minutes).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);

    private static string CreateIds(int ids) =>
        "/files?" + string.Join('&', Enumerable.Range(1, ids).Select(i => $"ids=00000000-0000-4000-8000-{i:x12}"));
}
