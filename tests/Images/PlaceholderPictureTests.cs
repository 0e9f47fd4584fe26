using System.IO.Compression;
using FluentAssertions;
using Scopix.Media.Previews;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

public sealed class PlaceholderPictureTests
{
    [Theory]
    [InlineData("photo.jpg", "64x48", "256x192", "512x384", "640x480", "640x480")]
    [InlineData("rotated.jpg", "48x64", "192x256", "240x320", "240x320", "240x320")]
    public async Task Without_a_preview_program_a_placeholder_of_the_right_size_is_served(string fixture, params string[] expected)
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = false });
        var id = await api.UploadAndGetIdAsync(Samples.File(fixture), fixture);

        var redirect = await api.GetAsync($"/api/v2/files/{id}/variant/small_256");
        var pictures = await Task.WhenAll(VariantsTests.Sizes.Select(size => api.VariantAsync(id, size)));
        var details = (await api.GetFileAsync(id)).Json;

        (redirect.Status, redirect.Header("X-Emulator-Evidence")).Should().Be((302, "assumed"));
        pictures.Select(picture => TestPictures.Describe(picture.Bytes)).Should().Equal(expected.Select(size => "png " + size));
        pictures.Select(picture => picture.Header("Content-Type")).Should().AllBe("image/png");
        pictures.Should().OnlyContain(picture => TestPictures.IsPlaceholder(picture.Bytes));
        details.Text("blur_hash").Should().BeNull();
        details.Number("variant_count").Should().Be(5);
    }

    [Fact]
    public async Task Placeholders_are_replaced_by_real_pictures_once_the_program_is_available()
    {
        using var folder = new DataDirectory();
        string id;
        await using (var picturesWithoutProgram = await TestApi.StartAsync(o => o with { Data = folder.Location, Previews = false }))
        {
            id = await picturesWithoutProgram.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");
            TestPictures.IsPlaceholder((await picturesWithoutProgram.VariantAsync(id, "tiny_64")).Bytes).Should().BeTrue();
        }

        await using var picturesWithProgram = await TestApi.StartAsync(o => o with { Data = folder.Location, Previews = true });
        var picture = await picturesWithProgram.VariantAsync(id, "tiny_64");

        TestPictures.Describe(picture.Bytes).Should().Be("jpeg 64x48");
    }

    public static TheoryData<string> Hostile => ["garbage data", "a bomb of 50000 x 50000", "an interlaced bomb", "short data"];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Bytes_that_no_program_can_decode_get_the_placeholder_with_evidence_assumed(string kind)
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var (bytes, size) = CreateHostilePicture(kind);
        var id = await api.UploadAndGetIdAsync(bytes, "upload.bin");

        var redirect = await api.GetAsync($"/api/v2/files/{id}/variant/small_256");
        var picture = await api.WithKey(null).GetAsync(redirect.Header("Location")!);
        var details = (await api.GetFileAsync(id)).Json;

        (redirect.Status, redirect.Header("X-Emulator-Evidence")).Should().Be((302, "assumed"));
        TestPictures.IsPlaceholder(picture.Bytes).Should().BeTrue();
        TestPictures.Describe(picture.Bytes).Should().Be("png " + size);
        (details.Text("blur_hash"), details.Text("variant_status")).Should().Be((null, "completed"));
    }

    [Fact]
    public async Task A_real_picture_does_not_have_evidence_assumed()
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        (await api.GetAsync($"/api/v2/files/{id}/variant/small_256")).Header("X-Emulator-Evidence").Should().Be("public");
    }

    [Theory]
    [InlineData(4000, 3000, 1024, 1024, 768)]
    [InlineData(3000, 4000, 256, 192, 256)]
    [InlineData(640, 480, 1024, 640, 480)]
    [InlineData(100_000, 10, 64, 64, 1)]
    [InlineData(1, 1, 64, 1, 1)]
    [InlineData(1024, 1023, 1024, 1024, 1023)]
    public void A_picture_is_fitted_without_changing_its_proportions_or_growing(
        int width, int height, int longest, int fitWidth, int fitHeight) =>
        PreviewRenderer.FitWithin(width, height, longest).Should().Be((fitWidth, fitHeight));

    private static (byte[] Bytes, string Size) CreateHostilePicture(string kind) => kind switch
    {
        "garbage data" => (TestPictures.CreatePng(400, 300, 2, 8, [.. Enumerable.Repeat((byte)'x', 500)]), "256x192"),
        "short data" => (TestPictures.CreatePng(400, 300, 2, 8, Zlib(10_000)), "256x192"),
        "a bomb of 50000 x 50000" => (TestPictures.CreatePng(50_000, 50_000, 0, 1, Zlib(50_000L * 6_251)), "256x256"),
        _ => (Interlaced(TestPictures.CreatePng(16_000, 16_000, 2, 8, Zlib(16_000L * 48_001 / 4))), "256x256"),
    };

    private static byte[] Zlib(long zeros)
    {
        var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
            for (var block = new byte[1 << 20]; zeros > 0; zeros -= block.Length)
                zlib.Write(block.AsSpan(0, (int)Math.Min(zeros, block.Length)));
        return data.ToArray();
    }

    /// <summary>Sets the interlace flag in the header and corrects the checksum.</summary>
    private static byte[] Interlaced(byte[] png)
    {
        png[28] = 1;
        var crc = System.IO.Hashing.Crc32.HashToUInt32(png.AsSpan(12, 17));
        for (var i = 0; i < 4; i++) png[29 + i] = (byte)(crc >> (24 - 8 * i));
        return png;
    }
}
