using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Data;

public sealed class DescriptionHistoryTests
{
    [Fact]
    public async Task The_history_lists_only_described_images_newest_first()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var older = await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        var session = (await api.UploadBatchAsync([(Samples.Photo(2), "b.jpg")]))["session_id"].GetString()!;
        await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        await api.UploadAndGetIdAsync(Samples.Photo(3), "undescribed.jpg", "auto_describe=false");
        await api.UploadAndGetIdAsync(DescriptionHistoryRequests.DamagedPhoto, "broken.jpg");
        await api.DeleteAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.Photo(4), "gone.jpg")}");
        await api.WithKey(TestApi.CreateKey(1)).UploadAndGetIdAsync(Samples.Photo(5), "theirs.jpg");

        var page = await api.GetHistoryAsync();
        var (newest, oldest) = (page["items"][0], page["items"][1]);
        var described = (await api.GetAsync($"/api/v2/files/{older}"))["upload_description"].GetString();

        page["total_count"].GetInt32().Should().Be(2);
        oldest.EnumerateObject().Select(field => field.Name).Should().Equal(
            "id", "type", "source_type", "source_id", "created_at", "image_url", "description", "confidence_score", "verification",
            "image_id", "metadata");
        oldest.GetProperty("id").GetString().Should().Be("desc_" + older.Replace("-", "", StringComparison.Ordinal));
        oldest.GetProperty("image_id").GetString().Should().Be(older);
        oldest.GetProperty("source_id").GetString().Should().Be("op_" + older.Replace("-", "", StringComparison.Ordinal));
        oldest.GetProperty("created_at").GetString().Should().Be("2026-03-01T12:00:00Z");
        oldest.GetProperty("description").GetString().Should().Be(described);
        oldest.GetProperty("confidence_score").GetRawText().Should().Be("null");
        oldest.GetProperty("verification").GetRawText().Should().Be("null");
        oldest.GetProperty("metadata").GetRawText().Should().Be($$"""{"file_id":"{{older}}","filename":"a.jpg"}""");
        newest.GetProperty("source_type").GetString().Should().Be("batch");
        newest.GetProperty("source_id").GetString().Should().Be("op_" + session.Replace("-", "", StringComparison.Ordinal));
        (await api.WithKey(null).GetAsync(oldest.GetProperty("image_url").GetString()!)).Bytes.Should().Equal(Samples.Photo(1));
    }

    [Fact]
    public async Task A_description_appears_in_the_history_when_it_is_generated()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.UploadAndGetIdAsync(Samples.Photo(), "a.jpg");

        await api.AdvanceAsync(TimeSpan.FromMilliseconds(399));
        var early = await api.GetHistoryAsync();
        await api.AdvanceAsync(TimeSpan.FromSeconds(10));
        var late = await api.GetHistoryAsync();

        early["total_count"].GetInt32().Should().Be(0);
        late.GetItemValues("created_at").Should().Equal("2026-03-01T12:00:00.400000Z");
    }

    [Theory]
    [InlineData("start_date=2026-03-02T12:00:00Z", "b.jpg c.jpg", "Date: from 2026-03-02")]
    [InlineData("start_date=2026-03-02T12:00:01Z", "c.jpg", "Date: from 2026-03-02")]
    [InlineData("end_date=2026-03-02T12:00:00Z", "a.jpg b.jpg", "Date: until 2026-03-02")]
    [InlineData("end_date=2026-03-02", "a.jpg", "Date: until 2026-03-02")]
    [InlineData("start_date=2026-03-02&end_date=2026-03-02T23:59:59%2B00:00", "b.jpg", "Date: 2026-03-02 to 2026-03-02")]
    [InlineData("start_date=2026-03-03&end_date=2026-03-01", "", "Date: 2026-03-03 to 2026-03-01")]
    [InlineData("source_types=single", "a.jpg b.jpg", "Source types: single")]
    [InlineData("source_types=batch", "c.jpg", "Source types: batch")]
    [InlineData("source_types=batch, single,batch", "a.jpg b.jpg c.jpg", "No filters applied")]
    [InlineData("source_types=", "a.jpg b.jpg c.jpg", "No filters applied")]
    [InlineData("min_confidence=0.25&max_confidence=0.75", "a.jpg b.jpg c.jpg", "Min confidence: 0.25, Max confidence: 0.75")]
    [InlineData("min_confidence=0&max_confidence=1.0", "a.jpg b.jpg c.jpg", "No filters applied")]
    [InlineData("min_confidence=8e-1", "a.jpg b.jpg c.jpg", "Min confidence: 0.8")]
    [InlineData("search=,,", "a.jpg b.jpg c.jpg", "No filters applied")]
    public async Task Filters_restrict_the_history_and_are_summarized(string query, string files, string summary)
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg");
        await api.AdvanceAsync(TimeSpan.FromDays(1));
        await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg");
        await api.AdvanceAsync(TimeSpan.FromDays(1));
        await api.UploadBatchAsync([(Samples.Photo(3), "c.jpg")]);

        var page = await api.GetHistoryAsync(query);

        page["items"].EnumerateArray().Select(item => item.GetProperty("metadata").GetProperty("filename").GetString()).Reverse().Should()
            .Equal(
            files.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        page["filters_applied"].GetProperty("filter_summary").GetString().Should().Be(summary);
        page["filters_applied"].GetProperty("date_range_applied").GetBoolean().Should()
            .Be(query.Contains("_date", StringComparison.Ordinal));
        page["filters_applied"].GetProperty("confidence_range_applied").GetBoolean().Should()
            .Be(query.Contains("confidence", StringComparison.Ordinal));
        page["filters_applied"].GetProperty("search_applied").GetBoolean().Should().BeFalse();
        page["filters_applied"].GetProperty("source_types_filtered").GetBoolean().Should()
            .Be(summary.StartsWith("Source", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_finds_any_of_its_terms_only_in_AI_descriptions()
    {
        await using var api = await TestApi.StartAsync();
        for (var n = 0; n < 8; n++)
        {
            await api.UploadAndGetIdAsync(
                Samples.Photo(n), "zorblax.jpg", "title=zorblax", "tags=zorblax", "content_category=mining");
        }
        var all = await api.GetHistoryAsync();
        await api.PatchAsync($"/api/v2/files/{all.GetFileIds()[0]}", new { user_description = "a zorblax" });
        var texts = all.GetItemValues("description");
        string[] words = [.. texts[0]!.Split(' ', ',', '.').Where(word => word.Length > 4).Take(2)];

        var one = await api.GetHistoryAsync($"search={Uri.EscapeDataString(words[0].ToUpperInvariant())}");
        var either = await api.GetHistoryAsync($"search=xyzzyplugh, {Uri.EscapeDataString(words[0])}");
        var phrase = await api.GetHistoryAsync($"search={Uri.EscapeDataString(string.Join(' ', texts[1]!.Split(' ').Take(4)))}");

        (await api.GetHistoryAsync("search=zorblax"))["total_count"].GetInt32().Should()
            .Be(0, "title, name, tags and the user description are not searched");
        (await api.GetHistoryAsync("search=!!!"))["total_count"].GetInt32().Should().Be(0);
        (await api.GetHistoryAsync("search=%22")).Status.Should().Be(200);
        one.GetItemValues("description").Should().Contain(texts[0]);
        either.Text.Should().Contain(texts[0]!.Split('"')[0]);
        either["total_count"].GetInt32().Should().Be(one["total_count"].GetInt32());
        phrase.GetItemValues("description").Should().Contain(texts[1]).And
            .OnlyContain(text => text!.StartsWith(string.Join(' ', texts[1]!.Split(' ').Take(4)), StringComparison.Ordinal));
        one["filters_applied"].GetProperty("search_applied").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Statistics_count_every_match_and_not_only_the_page()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-03-01T23:59:59Z");
        await api.UploadAndGetIdAsync(Samples.Photo(1), "a.jpg");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        await api.UploadAndGetIdAsync(Samples.Photo(2), "b.jpg");
        await api.UploadBatchAsync([(Samples.Photo(3), "c.jpg")]);

        var page = await api.GetHistoryAsync("limit=1&offset=1");
        var singles = await api.GetHistoryAsync("source_types=single");
        var none = await api.GetHistoryAsync("start_date=2027-01-01");

        page["statistics"].GetRawText().Should().Be("""
            {"total_count":3,"average_confidence":0.0,"confidence_distribution":{},
            "daily_counts":[{"date":"2026-03-01","count":1},{"date":"2026-03-02","count":2}],
            "source_distribution":{"single":2,"batch":1}}
            """.OnOneLine());
        (page["items"].GetArrayLength(), page["limit"].GetInt32(), page["offset"].GetInt32(), page["has_more"].GetBoolean()).Should()
            .Be((1, 1, 1, true));
        singles["statistics"].GetProperty("source_distribution").GetRawText().Should().Be("""{"single":2}""");
        singles["has_more"].GetBoolean().Should().BeFalse();
        none["statistics"].GetRawText().Should().Be(
            """{"total_count":0,"average_confidence":0.0,"confidence_distribution":{},"daily_counts":[],"source_distribution":{}}""");
        (await api.GetHistoryAsync())["limit"].GetInt32().Should().Be(100);
        (await api.GetHistoryAsync("offset=2147483647"))["items"].GetArrayLength().Should().Be(0);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("offset=-1", "offset")]
    [InlineData("start_date=soon", "start_date")]
    [InlineData("end_date=2026-13-01", "end_date")]
    [InlineData("min_confidence=-0.1", "min_confidence")]
    [InlineData("min_confidence=NaN", "min_confidence")]
    [InlineData("min_confidence=high", "min_confidence")]
    [InlineData("max_confidence=1.1", "max_confidence")]
    [InlineData("max_confidence=Infinity", "max_confidence")]
    [InlineData("source_types=single,shoes", "source_types")]
    [InlineData("source_types=Single", "source_types")]
    public async Task An_invalid_query_is_refused_with_its_field(string query, string field)
    {
        await using var api = await TestApi.StartAsync();

        (await api.GetHistoryAsync(query)).ShouldFail(422, "VALIDATION_ERROR", field);
    }

    [Fact]
    public async Task A_search_is_limited_in_length_and_terms()
    {
        await using var api = await TestApi.StartAsync();

        (await api.GetHistoryAsync("search=" + new string('a', 1000))).Status.Should().Be(200);
        (await api.GetHistoryAsync("search=" + new string('a', 1001))).ShouldFail(422, "VALIDATION_ERROR", "search");
        (await api.GetHistoryAsync("search=" + string.Join(',', Enumerable.Repeat("a", 100)))).Status.Should().Be(200);
        (await api.GetHistoryAsync("search=" + string.Join(',', Enumerable.Repeat("a", 101)))).ShouldFail(422, "VALIDATION_ERROR",
            "search");
    }
}
