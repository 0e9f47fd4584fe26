using System.Text;
using FluentAssertions;
using Scopix.Media.Previews;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary>
/// The expected hashes of white and noise were computed by woltapp's TypeScript encoder (npm <c>blurhash</c> 2.0.5); that of the
/// slope after woltapp's C encoder, since the other takes the largest component with its sign and clips such a picture.
/// </summary>
public sealed class BlurHashTests
{
    private const string SlopeHash = "LsGuUI2*wyoyqdR.jue:f~fkfQfj";

    [Theory]
    [InlineData("slope", SlopeHash)]
    [InlineData("white", "LRTSUA_3fQ_3~qoffQoffQfQfQfQ")]
    [InlineData("noise", "LDLnZzgPfNgO}ufhe:flfLfOfMfR")]
    public void The_hash_equals_that_of_the_reference_encoder(string picture, string expected)
    {
        byte[] rgb = [.. Enumerable.Range(0, 12).SelectMany(y => Enumerable.Range(0, 16).SelectMany(x => Pixel(picture, x, y)))];

        BlurHash.Encode(new Pixels(16, 12, rgb)).Should().Be(expected);
    }

    [Fact]
    public async Task A_blur_hash_is_computed_from_the_pixels_and_shown_in_list_and_details()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api.UploadAndGetIdAsync(TestPictures.CreatePng(16, 12, (x, y) => Pixel("slope", x, y)), "slope.png");

        var (listed, details) = ((await api.ListFilesAsync()).Items()[0], (await api.GetFileAsync(id)).Json);

        (listed.Text("blur_hash"), details.Text("blur_hash")).Should().Be((SlopeHash, SlopeHash));
    }

    [Fact]
    public async Task A_hash_is_revealed_with_the_variants()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual, Previews = true });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var before = (await api.GetFileAsync(id)).Json;
        await api.ReleaseStageAsync(id, "variants");
        await api.AdvanceAsync(TimeSpan.FromSeconds(1));
        var after = (await api.GetFileAsync(id)).Json;

        before.Text("blur_hash").Should().BeNull();
        after.Text("blur_hash").Should().MatchRegex("^L[^ ]{27}$");
    }

    [Fact]
    public async Task Two_runs_with_a_frozen_clock_give_the_same_responses_and_pictures()
    {
        var runs = await Task.WhenAll(GetBlurHashResponsesAsync(), GetBlurHashResponsesAsync());

        runs[0].Should().Equal(runs[1]);
        runs[0][0].Should().MatchRegex("\"blur_hash\":\"L");
    }

    [Theory]
    [InlineData("P6\n# by hand\n2 1\n255\nabcdef", true)]
    [InlineData("P6 2 1 255 abcdef", true)]
    [InlineData("P6\n2 1\n255\nabcde", false)]
    [InlineData("P6\n2 1\n255\nabcdefg", false)]
    [InlineData("P6\n65 1\n255\nabcdef", false)]
    [InlineData("P6\n2 1\n65535\nabcdef", false)]
    [InlineData("P6\n99999999999 1\n255\nabcdef", false)]
    [InlineData("P5\n2 1\n255\nabc", false)]
    [InlineData("P6\n# no end", false)]
    [InlineData("", false)]
    public async Task Only_a_complete_small_PPM_is_read(string ppm, bool isRead)
    {
        var pixels = await Pixels.ReadPpmAsync(new MemoryStream(Encoding.ASCII.GetBytes(ppm)), TestContext.Current.CancellationToken);

        if (isRead) pixels!.Rgb.Should().Equal("abcdef"u8.ToArray());
        else pixels.Should().BeNull();
    }

    [Fact]
    public async Task A_greyscale_picture_is_read_as_RGB()
    {
        var pixels = await Pixels.ReadPpmAsync(new MemoryStream("P5\n2 1\n255\nab"u8.ToArray()), TestContext.Current.CancellationToken);

        pixels!.Rgb.Should().Equal("aaabbb"u8.ToArray());
    }

    private static byte[] Pixel(string picture, int x, int y) => picture switch
    {
        "slope" => [(byte)(16 * x), (byte)(20 * y), (byte)(8 * (x + y))],
        "white" => [255, 255, 255],
        _ when y * 16 + x is var i => [(byte)(i % 2 * 255), (byte)(i % 3 * 80), (byte)(i * 37)],
        _ => [],
    };

    private static async Task<string[]> GetBlurHashResponsesAsync()
    {
        await using var api = await TestApi.StartAsync(o => o with { PublicUrl = new Uri("http://scopix.test:8340"), Previews = true });
        await api.FreezeAsync("2026-02-01T00:00:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
        var details = await api.GetFileAsync(id);
        var pictures = await Task.WhenAll(VariantsTests.Sizes.Select(size => api.GetAsync($"/api/v2/files/{id}/variant/{size}")));
        return [details.Text, (await api.ListFilesAsync()).Text, .. pictures.Select(redirect => redirect.Header("Location")!)];
    }
}
