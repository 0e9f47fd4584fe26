using System.Buffers.Binary;

namespace Scopix.Contracts;

/// <summary>files.variant and files.trigger_variants.</summary>
public sealed class ImagesContract(Target target)
{
    private const string Section = "seed 001, Image Operations";
    private const string Nowhere = "00000000-0000-4000-8000-000000000000";

    private readonly Api _api = target.Api;

    public static TheoryData<string, int> Sizes => new()
    {
        { "tiny_64", 64 }, { "small_256", 256 }, { "medium_512", 512 }, { "medium_750", 750 }, { "large_1024", 1024 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_variant_is_a_picture_of_at_most_its_size_with_the_original_s_proportions(string variant, int longest)
    {
        var id = await DoneAsync(Samples.Png(width: 1600, height: 800));

        var answer = await _api.GetAsync($"/files/{id}/variant/{variant}");
        var picture = await FetchAsync(answer);

        Documented(Section).Answers(302, answer);
        Documented(Section).Answers(200, picture);
        Documented(Section).That(picture.Header("Content-Type")?.StartsWith("image/", StringComparison.Ordinal) == true, "it is a picture");
        if (SizeOfPng(picture.Bytes) is not var (width, height)) return;
        Documented(Section).Equal(longest, Math.Max(width, height), "the longer side");
        Assumed("the proportions stay").Equal(longest / 2, Math.Min(width, height), "the shorter side");
    }

    [Fact]
    public async Task A_variant_is_never_larger_than_the_original()
    {
        var id = await DoneAsync(Samples.Png(width: 100, height: 80));

        var picture = await FetchAsync(await _api.GetAsync($"/files/{id}/variant/large_1024"));

        Documented(Section).Answers(200, picture);
        if (SizeOfPng(picture.Bytes) is { } size) Assumed("nothing is enlarged").Equal((100, 80), size, "width and height");
    }

    [Fact]
    public async Task The_original_variant_is_the_uploaded_file()
    {
        var sample = Samples.Png();
        var id = await DoneAsync(sample);

        var answer = await _api.GetAsync($"/files/{id}/variant/original");
        var file = await FetchAsync(answer);

        Documented(Section).Answers(302, answer);
        Documented(Section).That(file.Bytes.SequenceEqual(sample.Bytes), "the bytes are those that were uploaded");
    }

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
    public async Task An_annotated_drawing_is_only_there_for_its_category()
    {
        var (photo, plan) = (await DoneAsync(Samples.Png("photo.png")), await DoneAsync(Samples.Png("plan.png"), ("content_category", "architectural_design")));

        var refused = await _api.GetAsync($"/files/{photo}/variant/architectural_design_annotated");
        var answer = await _api.GetAsync($"/files/{plan}/variant/architectural_design_annotated");

        Assumed("an annotated picture needs something to annotate").Refuses(refused, 404, code: "HTTP_404");
        Assumed("the category fits").Answers(302, answer);
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
    public async Task Triggering_variants_of_an_unknown_file_is_404()
    {
        Public("Error Codes Reference: 404 missing or not yours").Refuses(await TriggerAsync(Nowhere), 404, code: "HTTP_404");
    }

    private Task<Answer> TriggerAsync(string id)
    {
        Target.Writes();
        return _api.SendAsync(HttpMethod.Post, $"/files/{id}/trigger-variants");
    }

    private Task<Answer> FetchAsync(Answer redirect) => target.Anonymous.GetAsync(redirect.Location?.ToString() ?? "");

    private async Task<string> DoneAsync(Sample sample, params (string Name, string Value)[] fields)
    {
        var id = await _api.UploadedAsync(sample, fields);
        await _api.DoneAsync(id);
        return id;
    }

    private static (int Width, int Height)? SizeOfPng(byte[] bytes) => bytes.AsSpan().StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G'])
        ? (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)))
        : null;
}
