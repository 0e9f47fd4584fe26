using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Extractions;

public sealed class ReviewTests
{
    [Fact]
    public async Task Reviews_of_several_calls_and_domains_are_merged_and_do_not_change_the_data()
    {
        await using var api = await TestApi.StartAsync();
        await api.FreezeAsync("2026-04-13T10:00:00Z");
        var id = await api.UploadPhotoOfCategoryAsync("ce_plan");
        var before = await api.GetFileAsync(id);

        await api.ReviewAsync(id, "ce_plan", """{"item_reviews":{"elements.0":"confirmed"},"field_edits":{"scale":"1:500"}}""");
        await api.AdvanceAsync(TimeSpan.FromMinutes(30));
        var second = await api.ReviewAsync(id, "ce_plan", """{"item_reviews":{"elements.1":"rejected"},"field_edits":{"scale":null}}""");
        await api.ReviewAsync(id, "legend", """{"field_edits":{"items.0.name":"Hecke","x":[1.50,{"a":true}]},"item_reviews":null}""");

        second.Text.Should().Be($$$"""
            {"image_id":"{{{id}}}","domain_name":"ce_plan","corrections":{"item_reviews":{"elements.0":"confirmed",
            "elements.1":"rejected"},"field_edits":{"scale":null}},"updated_at":"2026-04-13T10:30:00Z"}
            """.OnOneLine());
        var after = await api.GetFileAsync(id);
        after["extraction_corrections"].GetRawText().Should().Be("""
            {"ce_plan":{"item_reviews":{"elements.0":"confirmed","elements.1":"rejected"},"field_edits":{"scale":null}},
            "legend":{"item_reviews":{},"field_edits":{"items.0.name":"Hecke","x":[1.50,{"a":true}]}}}
            """.OnOneLine());
        after["updated_at"].GetString().Should().Be("2026-04-13T10:30:00Z");
        before["extraction_corrections"].ValueKind.Should().Be(JsonValueKind.Null);
        foreach (var field in new[] { "ce_plan_data", "legend_data", "layout_region_data", "schedule_data" })
            after[field].GetRawText().Should().Be(before[field].GetRawText());
    }

    [Theory]
    [InlineData("architectural_design", "architectural_design")]
    [InlineData("ce_plan", "ce_plan")]
    [InlineData("layout_region", "blueprint")]
    [InlineData("legend", "map")]
    [InlineData("schedule", "blueprint")]
    [InlineData("mining", "mining")]
    [InlineData("real_estate", "real_estate")]
    [InlineData("technical_diagram", "technical_diagram")]
    [InlineData("pid", "pid")]
    [InlineData("pfd", "pfd")]
    [InlineData("text_regions", "pid")]
    [InlineData("mls_compliance", "general")]
    public async Task Each_of_the_twelve_domains_can_be_reviewed_when_it_has_data(string domain, string category)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api
            .UploadAndGetIdAsync(Samples.Photo(), "a.jpg", $"content_category={category}", "compliance_type=mls",
                "compliance_standard=nar_baseline");
        await api.PostAsync("/_emulator/stubs", new { visible_text = "" });
        var bare = await api
            .UploadAndGetIdAsync(Samples.Photo(), "b.jpg", $"content_category={(category == "general" ? "mining" : "general")}");

        var (reviewed, none) = (await api.ReviewAsync(id, domain, ConfirmingReview), await api.ReviewAsync(bare, domain, ConfirmingReview));

        reviewed.Status.Should().Be(200, reviewed.Text);
        (await api.GetFileAsync(id)).GetCorrections(domain).GetProperty("item_reviews").Text("items.0").Should().Be("confirmed");
        none.ShouldFail(404, "HTTP_404");
        (await api.GetFileAsync(bare))["extraction_corrections"].ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Reviewing_an_undescribed_deleted_or_foreign_image_returns_404()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        var id = await api.UploadPhotoOfCategoryAsync("pid");

        var early = await api.ReviewAsync(id, "pid", ConfirmingReview);
        await api.ReleaseStageAsync(id, "description");
        await api.AdvanceAsync(TimeSpan.FromMinutes(1));
        var others = await api.WithKey(TestApi.CreateKey(1)).ReviewAsync(id, "pid", ConfirmingReview);
        var done = await api.ReviewAsync(id.ToUpperInvariant(), "pid", ConfirmingReview);
        await api.DeleteAsync($"/api/v2/files/{id}");

        early.ShouldFail(404, "HTTP_404");
        others.ShouldFail(404, "HTTP_404");
        done["image_id"].GetString().Should().Be(id);
        (await api.ReviewAsync(id, "pid", ConfirmingReview)).ShouldFail(404, "HTTP_404");
    }

    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("notes.txt")]
    public async Task Only_images_can_be_reviewed(string fixture)
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadAndGetIdAsync(Samples.File(fixture), fixture, "content_category=pid");

        (await api.ReviewAsync(id, "pid", ConfirmingReview)).ShouldFail(400, "HTTP_400");
    }

    [Fact]
    public async Task A_review_accepts_only_PATCH_and_POST_and_full_ids()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadPhotoOfCategoryAsync("pid");

        (await api.SendTextAsync(HttpMethod.Post, ReviewRequests.Path(id, "pid"), ConfirmingReview)).Status.Should().Be(200);
        (await api.SendTextAsync(HttpMethod.Put, ReviewRequests.Path(id, "pid"), ConfirmingReview)).ShouldFail(405, "HTTP_405");
        (await api.GetAsync(ReviewRequests.Path(id, "pid"))).ShouldFail(405, "HTTP_405");
        (await api.ReviewAsync(id[..8], "pid", ConfirmingReview)).ShouldFail(422, "VALIDATION_ERROR", "file_id");
        (await api.ReviewAsync(id, "pid_data", ConfirmingReview)).ShouldFail(400, "HTTP_400", "domain_name");
        (await api.ReviewAsync(id, "PID", ConfirmingReview)).ShouldFail(400, "HTTP_400", "domain_name");
    }

    [Fact]
    public async Task Thirty_concurrent_reviews_are_all_stored()
    {
        await using var api = await TestApi.StartAsync();
        var id = await api.UploadPhotoOfCategoryAsync("pid");

        var responses = await Task
            .WhenAll(Enumerable.Range(0, 30)
                .Select(n => api.ReviewAsync(id, "pid", $$$"""{"item_reviews":{"items.{{{n}}}":"rejected"}}""")));

        responses.Should().OnlyContain(response => response.Status == 200);
        (await api.GetFileAsync(id)).GetCorrections("pid").GetProperty("item_reviews").EnumerateObject().Should().HaveCount(30);
    }

    [Fact]
    public async Task Domain_data_and_reviews_survive_a_restart_with_another_seed()
    {
        using var data = new DataDirectory();
        string id, before;
        await using (var api = await TestApi.StartAsync(o => o with { Data = data.Location }))
        {
            id = await api
                .UploadAndGetIdAsync(Samples.Photo(), "a.jpg", "content_category=mining", "compliance_type=mls",
                    "compliance_standard=nar_baseline");
            await api.ReviewAsync(id, "mining", """{"field_edits":{"site_type":"⛏","deep":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}}""");
            before = ReadExtractions(await api.GetFileAsync(id));
        }

        await using var again = await TestApi.StartAsync(o => o with { Data = data.Location, Seed = 7 });

        before.Should().Contain("⛏");
        ReadExtractions(await again.GetFileAsync(id)).Should().Be(before);
        (await again.ReviewAsync(id, "mining", ConfirmingReview))["corrections"].GetProperty("field_edits").Text("site_type").Should()
            .Be("⛏");
    }

    private const string ConfirmingReview = """{"item_reviews":{"items.0":"confirmed"}}""";

    private static string ReadExtractions(TestResponse file) =>
        string.Join('\n',
            new[] { "mining_data", "mls_compliance_check", "extraction_corrections" }.Select(field => file[field].GetRawText()));
}
