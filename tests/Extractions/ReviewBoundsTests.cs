using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Extractions;

public sealed class ReviewBoundsTests
{
    [Theory]
    [InlineData("""{"item_reviews":{"":"confirmed"}}""", "item_reviews")]
    [InlineData("""{"item_reviews":{".":"confirmed"}}""", "item_reviews")]
    [InlineData("""{"item_reviews":{"items..0":"confirmed"}}""", "item_reviews")]
    [InlineData("""{"item_reviews":{"items.0.":"confirmed"}}""", "item_reviews")]
    [InlineData("""{"item_reviews":{"items. ":"confirmed"}}""", "item_reviews")]
    [InlineData("""{"item_reviews":{"items\n0":"confirmed"}}""", "item_reviews")]
    [InlineData("""{"field_edits":{"items\u0000":1}}""", "field_edits")]
    [InlineData("""{"field_edits":{"\ud800":1}}""", "field_edits")]
    [InlineData("""{"field_edits":{"a":"\ud800"}}""", "field_edits")]
    [InlineData("""{"field_edits":{"a":[{"\udc00":1}]}}""", "field_edits")]
    [InlineData("""{"field_edits":{"a":{"b":1,"b":2}}}""", "field_edits")]
    [InlineData("""{"field_edits":{"a.b":1},"item_reviews":{"a.b":"perhaps"}}""", "item_reviews")]
    [InlineData("""{"item_reviews":null,"field_edits":null}""", "item_reviews")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    public async Task An_invalid_review_is_refused_with_its_field_and_changes_nothing(string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadPhotoOfCategoryAsync("pid");

        (await api.ReviewAsync(id, "pid", body)).ShouldFail(422, "VALIDATION_ERROR", field);

        (await api.GetFileAsync(id))["extraction_corrections"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Each_limit_is_accepted_at_its_edge_and_refused_beyond_it()
    {
        await using var api = await TestApi.StartAsync();

        await CheckLimitAsync(api, "item_reviews", ReviewWithPath(255), ReviewWithPath(256));
        await CheckLimitAsync(api, "field_edits", ReviewWithValue(new string('v', 9_998)), ReviewWithValue(new string('v', 9_999)));
        await CheckLimitAsync(api, "field_edits", ReviewWithDepth(16), ReviewWithDepth(17));
        await CheckLimitAsync(api, "item_reviews", ReviewRequests.CreateReview("item_reviews", 0, 1_000, "\"confirmed\""),
            ReviewRequests.CreateReview("item_reviews", 0, 1_001, "\"confirmed\""));
        await CheckLimitAsync(api, "field_edits", ReviewRequests.CreateReview("field_edits", 0, 1_000, "1"),
            ReviewRequests.CreateReview("field_edits", 0, 1_001, "1"));
    }

    [Fact]
    public async Task Reviews_of_an_extraction_have_at_most_1000_entries_and_existing_ones_can_be_replaced()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadPhotoOfCategoryAsync("pid");
        await api.ReviewAsync(id, "pid", ReviewRequests.CreateReview("item_reviews", 0, 1_000, "\"confirmed\""));

        var (more, again) = (await api.ReviewAsync(id, "pid", ReviewRequests.CreateReview("item_reviews", 1_000, 1, "\"confirmed\"")),
            await api.ReviewAsync(id, "pid", ReviewRequests.CreateReview("item_reviews", 0, 1_000, "\"rejected\"")));

        more.ShouldFail(422, "VALIDATION_ERROR", "item_reviews");
        again["corrections"].GetProperty("item_reviews").Text("items.999").Should().Be("rejected");
    }

    [Fact]
    public async Task All_corrections_of_a_file_together_have_at_most_256_Ki_characters()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadPhotoOfCategoryAsync("blueprint");
        const int value = 9_998 + 2, path = 3; // the quotes and the paths a00 to a25 count
        foreach (var n in Enumerable.Range(0, 26))
            (await api.ReviewAsync(id,
                n % 2 == 0 ? "legend" : "schedule", $$$"""{"field_edits":{"a{{{n:00}}}":"{{{new string('v', value - 2)}}}"}}""")).Status
                .Should().Be(200);
        var left = (256 * 1024) - (26 * (value + path)) - path;

        var (over, edge) = (await LastAsync(left + 1), await LastAsync(left));

        over.ShouldFail(422, "VALIDATION_ERROR", "field_edits");
        edge.Status.Should().Be(200);

        Task<TestResponse> LastAsync(int characters) =>
            api.ReviewAsync(id, "layout_region", $$$"""{"field_edits":{"end":"{{{new string('v', characters - 2)}}}"}}""");
    }

    [Fact]
    public async Task Text_of_any_script_and_numbers_out_of_range_are_stored_unchanged()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadPhotoOfCategoryAsync("pid");

        await api.ReviewAsync(id, "pid", """{"field_edits":{"größe.0.名前":"✓ \u0000 \"","n":1e9999,"f":1.50}}""");

        (await api.GetFileAsync(id)).GetCorrections("pid").GetProperty("field_edits").GetRawText().Should()
            .Be("""{"größe.0.名前":"✓ \u0000 \"","n":1e9999,"f":1.50}""");
        (await api.GetFormattedDocumentAsync(id)).Should().Contain("- `größe.0.名前`: ").And.Contain("- `n`: 1e9999\n");
    }

    private static async Task CheckLimitAsync(TestApi api, string field, string edge, string beyond)
    {
        var id = await api.UploadPhotoOfCategoryAsync("pid");
        (await api.ReviewAsync(id, "pid", beyond)).ShouldFail(422, "VALIDATION_ERROR", field);
        (await api.ReviewAsync(id, "pid", edge)).Status.Should().Be(200);
        (await api.GetFileAsync(id)).GetCorrections("pid").GetProperty(field).EnumerateObject().Should().NotBeEmpty();
    }

    private static string ReviewWithPath(int length) => $$$"""{"item_reviews":{"{{{new string('é', length)}}}":"confirmed"}}""";

    private static string ReviewWithValue(string text) => $$$"""{"field_edits":{"a":"{{{text}}}"}}""";

    private static string ReviewWithDepth(
        int levels) => $$$"""{"field_edits":{"a":{{{new string('[', levels)}}}{{{new string(']', levels)}}}}}""";
}
