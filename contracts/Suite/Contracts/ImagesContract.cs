namespace Scopix.Contracts;

/// <summary>files.trigger_variants, the pictures that details name, and what files.variant refuses.</summary>
public sealed class ImagesContract(Target target) : IAsyncLifetime
{
    private const string Section = "seed 001, Image Operations";

    private ApiClient _api = target.Api;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _api = await target.GetWithPreviewsAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("thumbnail_url")]
    [InlineData("medium_url")]
    [InlineData("full_url")]
    public async Task The_pictures_of_the_details_can_be_fetched(string field)
    {
        var id = await UploadAndWaitAsync(Samples.CreatePng());

        var url = (await _api.GetAsync($"/files/{id}")).Json.GetText(field);
        var picture = await target.Anonymous.GetAsync(url ?? "");

        Documented("seed 001, File Listing & Retrieval").ExpectStatus(200, picture);
        Assumed("the response is a picture")
            .Expect(picture.GetHeader("Content-Type")?.StartsWith("image/", StringComparison.Ordinal) == true, field);
        Documented("seed 001, File Listing & Retrieval")
            .Expect(ImageBytes.IsComplete(picture.Bytes), $"the picture of {field} is complete");
    }

    [Fact]
    public async Task The_picture_of_a_list_can_be_fetched()
    {
        var id = await UploadAndWaitAsync(Samples.CreatePng());

        var url = (await _api.GetAsync($"/files?ids={id}")).Json.GetArray("items")[0].GetText("thumbnail_url");
        var picture = await target.Anonymous.GetAsync(url ?? "");

        Documented("seed 001, File Listing & Retrieval").ExpectStatus(200, picture);
        Documented("seed 001, File Listing & Retrieval")
            .Expect(ImageBytes.IsComplete(picture.Bytes), "the picture of thumbnail_url is complete");
        Assumed("the response is a picture")
            .Expect(picture.GetHeader("Content-Type")?.StartsWith("image/", StringComparison.Ordinal) == true,
                "the media type of the picture");
    }

    [Fact]
    public async Task A_variant_needs_its_signature()
    {
        var id = await UploadAndWaitAsync(Samples.CreatePng());
        var link = (await _api.GetAsync($"/files/{id}/variant/small_256")).Location!;

        var stripped = await target.Anonymous.GetAsync(link.GetLeftPart(UriPartial.Path));

        Assumed("the URL is presigned").Expect(stripped.Status is 401 or 403, $"refused without its query, was {stripped.Status}");
    }

    [Fact]
    public async Task Other_media_types_are_refused()
    {
        var id = await UploadAndWaitAsync(Samples.CreateText());

        var (variant, trigger) = (await _api.GetAsync($"/files/{id}/variant/small_256"), await TriggerAsync(id));

        Documented(Section).ExpectRefusal(variant, 400, code: "HTTP_400");
        Documented(Section).ExpectRefusal(trigger, 400, code: "HTTP_400");
    }

    [Fact]
    public async Task An_unknown_variant_is_refused()
    {
        var id = await UploadAndWaitAsync(Samples.CreatePng());

        var response = await _api.GetAsync($"/files/{id}/variant/huge_4096");

        Documented(Section + ": variant_type options").ExpectRefusal(response, 422, "variant_type");
    }

    [Fact]
    public async Task Triggering_variants_starts_them_again()
    {
        var id = await UploadAndWaitAsync(Samples.CreatePng());

        var response = await TriggerAsync(id);
        await _api.WaitUntilProcessedAsync(id);
        var picture = await _api.GetAsync($"/files/{id}/variant/small_256");

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("trigger-variants-answer", response);
        Documented(Section).ExpectEqual(id, response.Json.GetText("image_id"), "image_id");
        Documented(Section).ExpectEqual("Variant generation triggered", response.Json.GetText("message"), "message");
        Documented(Section).ExpectStatus(302, picture);
    }

    [Fact]
    public async Task Triggering_variants_that_are_being_made_reuses_their_task()
    {
        var isolatedTenant = target.IsolatedTenant;
        var id = await isolatedTenant.UploadAndGetIdAsync(Samples.CreatePng());
        await isolatedTenant.WaitUntilProcessedAsync(id);
        await EmulatorControl.FreezeClockAsync(isolatedTenant);

        var (first, second) = (await TriggerAsync(id, isolatedTenant), await TriggerAsync(id, isolatedTenant));

        foreach (var response in new[] { first, second }) ExpectSchema("trigger-variants-answer", response);
        Documented(Section).Expect(
            !first.Json.TryGetProperty("skipped_duplicate", out var skipped) || !skipped.GetBoolean(), "the first is no duplicate");
        Documented(Section).Expect(second.Json.GetFlag("skipped_duplicate"), "the second trigger is a duplicate");
        Documented(Section).ExpectEqual("Variant generation already in progress", second.Json.GetText("message"), "message");
        Documented("seed 000, Trigger Variants: reused existing task").ExpectEqual(
            first.Json.GetText("task_id"), second.Json.GetText("task_id"), "task_id");
    }

    [Fact]
    public async Task Triggering_variants_of_an_unknown_file_is_404()
    {
        Public("Error Codes Reference: 404 missing or not yours")
            .ExpectRefusal(await TriggerAsync(Samples.UnknownId), 404, code: "HTTP_404");
    }

    private Task<ApiResponse> TriggerAsync(string id, ApiClient? api = null)
    {
        Target.RequireWriteAccess();
        return (api ?? _api).SendAsync(HttpMethod.Post, $"/files/{id}/trigger-variants");
    }

    private async Task<string> UploadAndWaitAsync(SampleFile sample, params (string Name, string Value)[] fields)
    {
        var id = await _api.UploadAndGetIdAsync(sample, fields);
        await _api.WaitUntilProcessedAsync(id);
        return id;
    }
}
