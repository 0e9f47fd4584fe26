using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Search;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Search;

public sealed class SearchTests
{
    [Theory]
    [InlineData("damaged equipment", "The broken machinery was taken out of service.")]
    [InlineData("rusty pipes", "Corrosion was found on the conduit.")]
    [InlineData("worker injuries", "An accident of a staff member was reported.")]
    [InlineData("how do I leave the building in an emergency?", "Escape routes: keep every exit of the house free in a crisis.")]
    [InlineData("car repair", "Vehicle maintenance is due.")]
    public async Task A_query_finds_text_in_other_words(string question, string text)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(ToBytes(text), "right.txt");
        await api.UploadAndGetIdAsync(ToBytes("Lunch is served in the canteen at noon."), "wrong.txt");

        var found = await SearchAsync(api, new { query = question });

        found["items"].EnumerateArray().Select(item => item.GetProperty("document_id").GetString()).Should().Equal(id);
        found["items"][0].GetProperty("similarity_score").GetDouble().Should().BeInRange(0.3, 0.9);
    }

    [Fact]
    public async Task Exact_words_score_higher_than_synonyms_and_all_words_higher_than_some()
    {
        await using var api = await TestApi.StartAsync();
        var same = await api.UploadAndGetIdAsync(ToBytes("Damaged equipment."), "same.txt");
        var other = await api.UploadAndGetIdAsync(ToBytes("Broken machinery."), "other.txt");
        var half = await api.UploadAndGetIdAsync(ToBytes("Equipment list."), "half.txt");

        var found = await SearchAsync(api, new { query = "damaged equipment", similarity_threshold = 0 });

        found["items"].EnumerateArray().Select(item => item.GetProperty("document_id").GetString()).Should().Equal(same, other, half);
        found["items"][0].GetProperty("similarity_score").GetDouble().Should().BeGreaterThan(0.9);
    }

    [Fact]
    public async Task Words_are_found_in_any_form_and_any_case_and_in_headings()
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(ToBytes("# Turbine overhaul\n\nDone by the INSPECTORS.\n"), "a.md");

        (await SearchAsync(api, new { query = "inspector" }))["total_count"].GetInt32().Should().Be(1);
        (await SearchAsync(api, new { query = "overhauls" }))["total_count"].GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_document_is_found_only_after_its_vectors_exist_and_until_it_is_deleted()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        var id = await api.UploadAndGetIdAsync(ToBytes("Zirconium ledger"), "a.txt");

        var before = await SearchAsync(api, new { query = "zirconium" });
        foreach (var stage in (string[])["text_extraction", "embedding"])
            await api.PostAsync($"/_emulator/files/{id}/stages/{stage}", new { action = "complete" });
        var withVectors = await SearchAsync(api, new { query = "zirconium" });
        await api.DeleteAsync($"/api/v2/files/{id}");
        var afterDeletion = await SearchAsync(api, new { query = "zirconium" });

        (before["total_count"].GetInt32(), withVectors["total_count"].GetInt32(), afterDeletion["total_count"].GetInt32()).Should()
            .Be((0, 1, 0));
    }

    [Fact]
    public async Task A_search_is_limited_to_the_requested_documents()
    {
        await using var api = await TestApi.StartAsync();
        var (a, b) =
            (await api.UploadAndGetIdAsync(ToBytes("crane one"), "a.txt"), await api.UploadAndGetIdAsync(ToBytes("crane two"), "b.txt"));

        (await SearchForIdsAsync(api, new { query = "crane", document_ids = new[] { b.ToUpperInvariant() } })).Should().Equal(b);
        (await SearchForIdsAsync(api, new { query = "crane", document_ids = new[] { "00000000-0000-4000-8000-000000000000" } })).Should()
            .BeEmpty();
        (await SearchForIdsAsync(api, new { query = "crane", document_ids = Array.Empty<string>() })).Should().BeEmpty();
        (await SearchForIdsAsync(api, new { query = "crane" })).Should().BeEquivalentTo(a, b);
        (await SearchForIdsAsync(api.WithKey(TestApi.CreateKey(1)), new { query = "crane" })).Should().BeEmpty();
    }

    [Theory]
    [InlineData("the of and")]
    [InlineData("\"crane\" OR * NEAR(")]
    [InlineData("'; DROP TABLE chunks; --")]
    [InlineData("🏗️")]
    [InlineData("日本語 のクレーン")]
    public async Task Any_text_is_a_valid_query(string question)
    {
        await using var api = await TestApi.StartAsync();
        await api.UploadAndGetIdAsync(ToBytes("A crane."), "a.txt");

        var found = await SearchAsync(api, new { query = question });

        (found.Status, found["query"].GetString()).Should().Be((200, question));
    }

    [Fact]
    public async Task A_query_has_at_most_1000_characters()
    {
        await using var api = await TestApi.StartAsync();

        (await SearchAsync(api, new { query = string.Join(' ', Enumerable.Repeat("crane", 166)) + "abcd" })).Status.Should().Be(200);
        (await SearchAsync(api, new { query = new string('x', 1001) })).ShouldFail(422, "VALIDATION_ERROR", "query");
        (await SearchAsync(api, new { query = "x", document_ids = new string?[] { null } })).ShouldFail(422, "VALIDATION_ERROR",
            "document_ids");
        (await SearchAsync(api, new { query = "  " })).ShouldFail(422, "VALIDATION_ERROR", "query");
    }

    [Theory]
    [InlineData("damaged", "broken")]
    [InlineData("Corroding", "rust")]
    [InlineData("inspections", "audit")]
    public void Synonyms_are_found_from_any_form(string word, string other) =>
        Synonyms.Find(word.ToLowerInvariant()).Should().Contain(other);

    private static async Task<string?[]> SearchForIdsAsync(TestApi api, object body) =>
        [.. (await SearchAsync(api, body))["items"].EnumerateArray().Select(item => item.GetProperty("document_id").GetString())];

    private static Task<TestResponse> SearchAsync(TestApi api, object body) => api.PostAsync("/api/v2/files/search", body);

    private static byte[] ToBytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
