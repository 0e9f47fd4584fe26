namespace Scopix.Contracts;

/// <summary>files.review_extraction.</summary>
public sealed class ExtractionReviewContract(Target target)
{
    private const string Section = "seed 001, Image Operations";
    private const string Design = "architectural_design";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task The_documented_review_is_accepted_and_read_back()
    {
        var id = await UploadDesignAsync();
        var before = (await _api.GetAsync($"/files/{id}")).Json.GetRequired("architectural_design_data").GetRawText();

        var response = await ReviewAsync(id, Design, ExampleReview);

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("review-extraction-answer", response);
        Documented(Section).ExpectEqual(id, response.Json.GetText("image_id"), "image_id");
        Documented(Section).ExpectEqual(Design, response.Json.GetText("domain_name"), "domain_name");
        var sent = JsonDocument.Parse(ExampleReview).RootElement;
        foreach (var part in new[] { "item_reviews", "field_edits" })
            Documented(Section)
                .ExpectSequence(FlattenPairs(sent.GetRequired(part)), FlattenPairs(response.Json.GetRequired($"corrections.{part}")), part);
        var after = await _api.GetAsync($"/files/{id}");
        ExpectSchema("file-details", after);
        Documented($"{Section}: originals preserved")
            .ExpectEqual(before, after.Json.GetRequired("architectural_design_data").GetRawText(), "the data");
        Assumed("seed 000 names extraction_corrections; its shape is our reading")
            .ExpectSequence(FlattenPairs(sent.GetRequired("item_reviews")),
                FlattenPairs(after.Json.Find($"extraction_corrections.{Design}.item_reviews")), "extraction_corrections");
    }

    [Fact]
    public async Task Several_reviews_are_merged()
    {
        var id = await UploadDesignAsync();
        await ReviewAsync(id, Design, """{"item_reviews":{"furniture_items.0":"confirmed","furniture_items.1":"confirmed"}}""");

        var response = await ReviewAsync(id, Design,
            """{"item_reviews":{"furniture_items.1":"rejected"},"field_edits":{"style":{"name":"Bauhaus","years":[1919,1933]}}}""");

        Documented(Section).ExpectStatus(200, response);
        Documented($"{Section}: multiple calls merge additively")
            .ExpectEqual("confirmed", response.Json.GetRequired("corrections.item_reviews").FindText("furniture_items.0"),
                "the item of the first call");
        Assumed("the later of two reviews replaces the earlier one")
            .ExpectEqual("rejected", response.Json.GetRequired("corrections.item_reviews").FindText("furniture_items.1"),
                "the item that was reviewed twice");
        Documented(Section)
            .ExpectEqual("""{"name":"Bauhaus","years":[1919,1933]}""",
                response.Json.GetRequired("corrections.field_edits.style").GetRawText(), "an edit of any shape");
    }

    [Fact]
    public async Task A_review_may_be_posted()
    {
        var id = await UploadDesignAsync();

        var response = await _api.SendAsync(HttpMethod.Post, GetReviewPath(id, Design),
                ApiClient.CreateJsonContent("""{"item_reviews":{"materials.0":"confirmed"}}"""));

        Assumed("the documents do not name the verb").ExpectStatus(200, response);
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
    public async Task An_empty_review_or_one_with_unknown_values_is_refused(string body, string field)
    {
        var id = await UploadDesignAsync();

        var response = await ReviewAsync(id, Design, body);

        Documented(Section).ExpectRefusal(response, 422, field);
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
        var id = await UploadDesignAsync();

        var response = await ReviewAsync(id, domain, ExampleReview);

        Documented(Section).ExpectStatus(400, response);
        ExpectSchema("error", response);
    }

    [Fact]
    public async Task A_file_that_is_not_an_image_is_a_400()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreateText());

        var response = await ReviewAsync(id, Design, ExampleReview);

        Documented(Section).ExpectStatus(400, response);
        ExpectSchema("error", response);
    }

    [Fact]
    public async Task An_unknown_file_or_extraction_is_a_404()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("content_category", "general"));
        await _api.WaitUntilProcessedAsync(id);

        var (noFile, noExtraction) = (await ReviewAsync(Samples.UnknownId, Design, ExampleReview),
            await ReviewAsync(id, Design, ExampleReview));

        Documented(Section).ExpectStatus(404, noFile);
        Documented(Section).ExpectStatus(404, noExtraction);
        ExpectSchema("error", noExtraction);
    }

    [Fact]
    public async Task Another_tenant_cannot_review_an_extraction()
    {
        var (otherTenant, id) = (target.OtherTenant, await UploadDesignAsync());

        var response = await otherTenant.PatchAsync(GetReviewPath(id, Design), ExampleReview);

        Public("Error Codes Reference: 404 missing or not yours").ExpectRefusal(response, 404, code: "HTTP_404");
    }

    private static string ExampleReview { get; } =
        File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "examples", "review-extraction-request.seed-001.json"));

    /// <summary>
    /// Uploads an image and waits for its design extraction; skips the test when a live target extracts nothing from the sample.
    /// </summary>
    private async Task<string> UploadDesignAsync()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng(), ("content_category", Design));
        await _api.WaitUntilProcessedAsync(id);
        if ((await _api.GetAsync($"/files/{id}")).Json.Find("architectural_design_data").ValueKind != JsonValueKind.Object && Target.IsLive)
            Target.Skip("the target extracted nothing from the sample");
        return id;
    }

    private Task<ApiResponse> ReviewAsync(string id, string domain, string json) => _api.PatchAsync(GetReviewPath(id, domain), json);

    private static string GetReviewPath(string id, string domain) => $"/files/{id}/extractions/{domain}/review";

    private static IEnumerable<string> FlattenPairs(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(p => $"{p.Name}={p.Value}").Order() : [];
}
