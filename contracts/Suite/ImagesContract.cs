namespace Scopix.Contracts;

/// <summary>files.trigger_variants, the pictures that details name, and what files.variant refuses.</summary>
public sealed class ImagesContract(Target target) : IAsyncLifetime
{
    private const string Section = "seed 001, Image Operations";
    private const string Nowhere = "00000000-0000-4000-8000-000000000000";

    private Api _api = target.Api;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _api = await target.PicturesAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("thumbnail_url")]
    [InlineData("medium_url")]
    [InlineData("full_url")]
    public async Task The_pictures_of_the_details_can_be_fetched(string field)
    {
        var id = await DoneAsync(Samples.Png());

        var url = (await _api.GetAsync($"/files/{id}")).Json.Text(field);
        var picture = await target.Anonymous.GetAsync(url ?? "");

        Documented("seed 001, File Listing & Retrieval").Answers(200, picture);
        Assumed("it is a picture").That(picture.Header("Content-Type")?.StartsWith("image/", StringComparison.Ordinal) == true, field);
        Documented("seed 001, File Listing & Retrieval").That(Pictures.IsWhole(picture.Bytes), $"{field} is there to its end");
    }

    [Fact]
    public async Task The_picture_of_a_list_can_be_fetched()
    {
        var id = await DoneAsync(Samples.Png());

        var url = (await _api.GetAsync($"/files?ids={id}")).Json.List("items")[0].Text("thumbnail_url");
        var picture = await target.Anonymous.GetAsync(url ?? "");

        Documented("seed 001, File Listing & Retrieval").Answers(200, picture);
        Documented("seed 001, File Listing & Retrieval").That(Pictures.IsWhole(picture.Bytes), "thumbnail_url is there to its end");
        Assumed("it is a picture").That(picture.Header("Content-Type")?.StartsWith("image/", StringComparison.Ordinal) == true, "its type");
    }

    [Fact]
    public async Task A_variant_needs_its_signature()
    {
        var id = await DoneAsync(Samples.Png());
        var link = (await _api.GetAsync($"/files/{id}/variant/small_256")).Location!;

        var stripped = await target.Anonymous.GetAsync(link.GetLeftPart(UriPartial.Path));

        Assumed("the URL is a presigned one").That(stripped.Status is 401 or 403, $"refused without its query, was {stripped.Status}");
    }

    [Fact]
    public async Task Other_media_types_are_refused()
    {
        var id = await DoneAsync(Samples.Text());

        var (variant, trigger) = (await _api.GetAsync($"/files/{id}/variant/small_256"), await TriggerAsync(id));

        Documented(Section).Refuses(variant, 400, code: "HTTP_400");
        Documented(Section).Refuses(trigger, 400, code: "HTTP_400");
    }

    [Fact]
    public async Task An_unknown_variant_is_refused()
    {
        var id = await DoneAsync(Samples.Png());

        var answer = await _api.GetAsync($"/files/{id}/variant/huge_4096");

        Documented(Section + ": variant_type options").Refuses(answer, 422, "variant_type");
    }

    [Fact]
    public async Task Triggering_variants_starts_them_again()
    {
        var id = await DoneAsync(Samples.Png());

        var answer = await TriggerAsync(id);
        await _api.DoneAsync(id);
        var picture = await _api.GetAsync($"/files/{id}/variant/small_256");

        Documented(Section).Answers(200, answer);
        Fits("trigger-variants-answer", answer);
        Documented(Section).Equal(id, answer.Json.Text("image_id"), "image_id");
        Documented(Section).Equal("Variant generation triggered", answer.Json.Text("message"), "message");
        Documented(Section).Answers(302, picture);
    }

    [Fact]
    public async Task Triggering_variants_that_are_being_made_reuses_their_task()
    {
        var alone = target.Alone;
        var id = await alone.UploadedAsync(Samples.Png());
        await alone.DoneAsync(id);
        await Target.StopTimeAsync(alone);

        var (first, second) = (await TriggerAsync(id, alone), await TriggerAsync(id, alone));

        foreach (var answer in new[] { first, second }) Fits("trigger-variants-answer", answer);
        Documented(Section).That(
            !first.Json.TryGetProperty("skipped_duplicate", out var skipped) || !skipped.GetBoolean(), "the first is no duplicate");
        Documented(Section).That(second.Json.Flag("skipped_duplicate"), "the second is a duplicate");
        Documented(Section).Equal("Variant generation already in progress", second.Json.Text("message"), "message");
        Documented("seed 000, Trigger Variants: reused existing task").Equal(
            first.Json.Text("task_id"), second.Json.Text("task_id"), "task_id");
    }

    [Fact]
    public async Task Triggering_variants_of_an_unknown_file_is_404()
    {
        Public("Error Codes Reference: 404 missing or not yours").Refuses(await TriggerAsync(Nowhere), 404, code: "HTTP_404");
    }

    private Task<Answer> TriggerAsync(string id, Api? api = null)
    {
        Target.Writes();
        return (api ?? _api).SendAsync(HttpMethod.Post, $"/files/{id}/trigger-variants");
    }

    private async Task<string> DoneAsync(Sample sample, params (string Name, string Value)[] fields)
    {
        var id = await _api.UploadedAsync(sample, fields);
        await _api.DoneAsync(id);
        return id;
    }
}
