using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Journal;

/// <summary>The journal tells why a search of <c>files.list</c> has found a file.</summary>
public sealed class SearchMatchTests
{
    [Fact]
    public async Task The_fields_that_have_a_word_of_the_search_are_named_for_each_file()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false });
        await api.PostAsync("/_emulator/stubs",
            new { filename = "a*", description = "Corroded girder.", tags = new[] { "steel" }, visible_text = "DANGER" });
        await AddPlainStubAsync(api, "corroded*");
        var described = await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");
        var named = await api.UploadAndGetIdAsync(Samples.Photo(1), "corroded steel.jpg", "title=Steel");

        (await ReadMatchesAsync(api, "search=corroding steel")).Should().Be($"{named}: title,filename; {described}: tags,description");
        (await ReadMatchesAsync(api, "search=steel&search_mode=metadata")).Should().Be($"{named}: title,filename; {described}: tags");
        (await ReadMatchesAsync(api, "search=danger&search_mode=visible_text")).Should().Be($"{described}: visible_text");
        (await ReadMatchesAsync(api, "limit=5")).Should().BeNull("that is no search");
    }

    [Fact]
    public async Task A_file_that_was_deleted_since_has_no_fields()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "valve.jpg");
        await api.GetAsync("/api/v2/files?search=valve");
        await api.DeleteAsync($"/api/v2/files/{id}");

        var entry = (await api.GetAsync("/_emulator/requests?operation=files.list"))["items"][0].Text("id");
        var matches = (await api.GetAsync($"/_emulator/requests/{entry}"))["matches"];

        matches[0].Text("file_id").Should().Be(id);
        matches[0].GetProperty("fields").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task The_list_searches_whole_words_in_any_form_and_no_text_of_documents()
    {
        await using var api = await TestApi.StartAsync(options => options with { Previews = false });
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "title=Corrosion of the inlets");
        await AddPlainStubAsync(api, "b*");
        await api.UploadAndGetIdAsync("The injection pump was replaced."u8.ToArray(), "b.txt");

        (await CountAsync(api, "inlet")).Should().Be(1, "forms of a word are one word");
        (await CountAsync(api, "corros")).Should().Be(0, "the beginning of a word is not the word");
        (await CountAsync(api, "injection")).Should().Be(0, "files.search searches the text of documents");
    }

    private static Task<TestResponse> AddPlainStubAsync(TestApi api, string filename) =>
        api.PostAsync("/_emulator/stubs", new { filename, description = "Nothing to see.", tags = Array.Empty<string>() });

    private static async Task<int> CountAsync(TestApi api, string search) =>
        (await api.GetAsync($"/api/v2/files?search={search}"))["total_count"].GetInt32();

    private static async Task<string?> ReadMatchesAsync(TestApi api, string query)
    {
        (await api.GetAsync($"/api/v2/files?sort_by=created_at&{query}")).EnsureStatus(200);
        var entry = (await api.GetAsync("/_emulator/requests?operation=files.list&limit=1"))["items"][0].Text("id");
        var details = await api.GetAsync($"/_emulator/requests/{entry}");
        return details["matches"].ValueKind == JsonValueKind.Null ? null : string.Join("; ", details["matches"].EnumerateArray()
            .Select(match => $"{match.Text("file_id")}: {string.Join(',', match.GetProperty("fields").EnumerateArray())}"));
    }
}
