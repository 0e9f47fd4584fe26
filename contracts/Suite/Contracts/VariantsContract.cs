using System.Buffers.Binary;

namespace Scopix.Contracts;

/// <summary>files.variant: sizes, proportions, the original.</summary>
public sealed class VariantsContract(Target target) : IAsyncLifetime
{
    private const string Section = "seed 001, Image Operations";

    private ApiClient _api = target.Api;

    public static TheoryData<string, int> Sizes => new()
    {
        { "tiny_64", 64 }, { "small_256", 256 }, { "medium_512", 512 }, { "medium_750", 750 }, { "large_1024", 1024 },
    };

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _api = await target.GetWithPreviewsAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_variant_is_a_picture_of_at_most_its_size_with_the_original_s_proportions(string variant, int longest)
    {
        var id = await UploadAndWaitAsync(Samples.CreatePng(width: 1600, height: 800));

        var response = await _api.GetAsync($"/files/{id}/variant/{variant}");
        var picture = await DownloadAsync(response);

        Documented(Section).ExpectStatus(302, response);
        Documented(Section).ExpectStatus(200, picture);
        Documented(Section)
            .Expect(picture.GetHeader("Content-Type")?.StartsWith("image/", StringComparison.Ordinal) == true, "the response is a picture");
        if (ReadPngSize(picture.Bytes) is not var (width, height)) return;
        Documented(Section).ExpectEqual(longest, Math.Max(width, height), "the longer side");
        Assumed("the proportions are unchanged").ExpectEqual(longest / 2, Math.Min(width, height), "the shorter side");
    }

    [Fact]
    public async Task A_variant_is_never_larger_than_the_original()
    {
        var id = await UploadAndWaitAsync(Samples.CreatePng(width: 100, height: 80));

        var picture = await DownloadAsync(await _api.GetAsync($"/files/{id}/variant/large_1024"));

        Documented(Section).ExpectStatus(200, picture);
        if (ReadPngSize(picture.Bytes) is { } size) Assumed("nothing is enlarged").ExpectEqual((100, 80), size, "width and height");
    }

    [Fact]
    public async Task The_original_variant_is_the_uploaded_file()
    {
        var sample = Samples.CreatePng();
        var id = await UploadAndWaitAsync(sample);

        var response = await _api.GetAsync($"/files/{id}/variant/original");
        var file = await DownloadAsync(response);

        Documented(Section).ExpectStatus(302, response);
        Documented(Section).Expect(file.Bytes.SequenceEqual(sample.Bytes), "the downloaded bytes equal the uploaded ones");
    }

    [Fact]
    public async Task An_annotated_drawing_exists_only_for_its_category()
    {
        var (photo, plan) = (await UploadAndWaitAsync(Samples.CreatePng("photo.png")),
            await UploadAndWaitAsync(Samples.CreatePng("plan.png"), ("content_category", "architectural_design")));

        var refused = await _api.GetAsync($"/files/{photo}/variant/architectural_design_annotated");
        var response = await _api.GetAsync($"/files/{plan}/variant/architectural_design_annotated");

        Assumed("an annotated picture needs something to annotate").ExpectRefusal(refused, 404, code: "HTTP_404");
        Assumed("the category has annotated variants").ExpectStatus(302, response);
    }

    private Task<ApiResponse> DownloadAsync(ApiResponse redirect) => target.Anonymous.GetAsync(redirect.Location?.ToString() ?? "");

    private async Task<string> UploadAndWaitAsync(SampleFile sample, params (string Name, string Value)[] fields)
    {
        var id = await _api.UploadAndGetIdAsync(sample, fields);
        await _api.WaitUntilProcessedAsync(id);
        return id;
    }

    private static (int Width, int Height)? ReadPngSize(byte[] bytes) =>
        bytes.AsSpan().StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G'])
        ? (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)))
        : null;
}
