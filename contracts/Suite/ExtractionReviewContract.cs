namespace Scopix.Contracts;

/// <summary>files.review_extraction.</summary>
public sealed class ExtractionReviewContract(Target target)
{
    private const string Section = "seed 001, Image Operations";
    private const string Design = "architectural_design";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task The_documented_review_is_taken_and_read_back()
    {
        var id = await DesignAsync();
        var before = (await _api.GetAsync($"/files/{id}")).Json.At("architectural_design_data").GetRawText();

        var answer = await ReviewAsync(id, Design, Example);

        Documented(Section).Answers(200, answer);
        Fits("review-extraction-answer", answer);
        Documented(Section).Equal(id, answer.Json.Text("image_id"), "image_id");
        Documented(Section).Equal(Design, answer.Json.Text("domain_name"), "domain_name");
        var sent = JsonDocument.Parse(Example).RootElement;
        foreach (var part in new[] { "item_reviews", "field_edits" })
            Documented(Section).Sequence(Pairs(sent.At(part)), Pairs(answer.Json.At($"corrections.{part}")), part);
        var after = await _api.GetAsync($"/files/{id}");
        Fits("file-details", after);
        Documented($"{Section}: originals preserved").Equal(before, after.Json.At("architectural_design_data").GetRawText(), "the data");
        Assumed("seed 000 names extraction_corrections; its shape is our reading")
            .Sequence(Pairs(sent.At("item_reviews")), Pairs(after.Json.Find($"extraction_corrections.{Design}.item_reviews")), "extraction_corrections");
    }

    [Fact]
    public async Task Several_reviews_add_up()
    {
        var id = await DesignAsync();
        await ReviewAsync(id, Design, """{"item_reviews":{"furniture_items.0":"confirmed","furniture_items.1":"confirmed"}}""");

        var answer = await ReviewAsync(id, Design, """{"item_reviews":{"furniture_items.1":"rejected"},"field_edits":{"style":{"name":"Bauhaus","years":[1919,1933]}}}""");

        Documented(Section).Answers(200, answer);
        Documented($"{Section}: multiple calls merge additively").Equal("confirmed", answer.Json.At("corrections.item_reviews").Item("furniture_items.0"), "of the first call");
        Assumed("the later of two counts").Equal("rejected", answer.Json.At("corrections.item_reviews").Item("furniture_items.1"), "said twice");
        Documented(Section).Equal("""{"name":"Bauhaus","years":[1919,1933]}""", answer.Json.At("corrections.field_edits.style").GetRawText(), "an edit of any shape");
    }

    [Fact]
    public async Task A_review_may_be_posted()
    {
        var id = await DesignAsync();

        var answer = await _api.SendAsync(HttpMethod.Post, Path(id, Design), Api.JsonBody("""{"item_reviews":{"materials.0":"confirmed"}}"""));

        Assumed("the verb is not printed").Answers(200, answer);
    }

    [Theory]
    [InlineData("{}", "item_reviews")]
    [InlineData("""{"item_reviews":{},"field_edits":{}}""", "item_reviews")]
    [InlineData("""{"item_reviews":{"materials":"maybe"}}""", "item_reviews")]
    [InlineData("""{"item_reviews":{"materials":"Confirmed"}}""", "item_reviews")]
    [InlineData("""{"item_reviews":{"materials":null}}""", "item_reviews")]
    [InlineData("""{"item_reviews":["materials"]}""", "item_reviews")]
    [InlineData("""{"field_edits":"style"}""", "field_edits")]
    [InlineData("""{"item_reviews":{"materials.0":true}}""", "item_reviews")]
    public async Task A_review_that_says_nothing_or_no_known_word_is_refused(string body, string field)
    {
        var id = await DesignAsync();

        var answer = await ReviewAsync(id, Design, body);

        Documented(Section).Refuses(answer, 422, field);
    }

    [Theory]
    [InlineData("construction")]
    [InlineData("facility_assessment")]
    [InlineData("robotics")]
    [InlineData("marketplace")]
    [InlineData("custom_schema")]
    [InlineData("no_such_domain")]
    public async Task A_domain_that_is_none_of_the_twelve_is_a_400(string domain)
    {
        var id = await DesignAsync();

        var answer = await ReviewAsync(id, domain, Example);

        Documented(Section).Answers(400, answer);
        Fits("error", answer);
    }

    [Fact]
    public async Task A_file_that_is_no_image_is_a_400()
    {
        var id = await _api.UploadedAsync(Samples.Text());

        var answer = await ReviewAsync(id, Design, Example);

        Documented(Section).Answers(400, answer);
        Fits("error", answer);
    }

    [Fact]
    public async Task An_unknown_file_or_extraction_is_a_404()
    {
        var id = await _api.UploadedAsync(Samples.Png(), ("content_category", "general"));
        await _api.DoneAsync(id);

        var (noFile, noExtraction) = (await ReviewAsync("00000000-0000-4000-8000-000000000000", Design, Example), await ReviewAsync(id, Design, Example));

        Documented(Section).Answers(404, noFile);
        Documented(Section).Answers(404, noExtraction);
        Fits("error", noExtraction);
    }

    [Fact]
    public async Task Another_tenant_cannot_review_an_extraction()
    {
        var (stranger, id) = (target.Stranger, await DesignAsync());

        var answer = await stranger.PatchAsync(Path(id, Design), Example);

        Public("Error Codes Reference: 404 missing or not yours").Refuses(answer, 404, code: "HTTP_404");
    }

    private static string Example { get; } =
        File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "examples", "review-extraction-request.seed-001.json"));

    /// <summary>A described image with a design extraction; a given target may find none in our sample, and then has nothing to review.</summary>
    private async Task<string> DesignAsync()
    {
        var id = await _api.UploadedAsync(Samples.Png(), ("content_category", Design));
        await _api.DoneAsync(id);
        if ((await _api.GetAsync($"/files/{id}")).Json.Find("architectural_design_data").ValueKind != JsonValueKind.Object && Target.IsLive)
            Target.Skip("the target extracted nothing from the sample");
        return id;
    }

    private Task<Answer> ReviewAsync(string id, string domain, string json) => _api.PatchAsync(Path(id, domain), json);

    private static string Path(string id, string domain) => $"/files/{id}/extractions/{domain}/review";

    private static IEnumerable<string> Pairs(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(p => $"{p.Name}={p.Value}").Order() : [];
}
