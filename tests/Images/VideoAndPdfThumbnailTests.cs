using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

public sealed class VideoAndPdfThumbnailTests
{
    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("clip.mov")]
    [InlineData("clip.m4v")]
    [InlineData("clip.webm")]
    [InlineData("clip.avi")]
    public async Task A_video_s_thumbnail_is_its_first_frame(string fixture)
    {
        ExternalPrograms.Require("ffmpeg");
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api.UploadAndGetIdAsync(Samples.File(fixture), fixture);

        var details = (await api.GetFileAsync(id)).Json;
        var picture = await api.WithKey(null).GetAsync(details.Text("thumbnail_url")!);

        (TestPictures.Describe(picture.Bytes), picture.Header("Content-Type")).Should().Be(("jpeg 160x120", "image/jpeg"));
        details.Text("blur_hash").Should().MatchRegex("^L[^ ]{27}$");
    }

    [Fact]
    public async Task A_PDF_s_thumbnail_is_its_first_page()
    {
        ExternalPrograms.Require("vipsthumbnail", "pdftoppm");
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api.UploadAndGetIdAsync(Samples.File("report.pdf"), "report.pdf");

        var picture = await api.WithKey(null).GetAsync((await api.GetFileAsync(id)).Json.Text("thumbnail_url")!);

        TestPictures.Describe(picture.Bytes).Should().Match("png 18?x256", "vipsthumbnail makes 181 columns, pdftoppm 182");
        TestPictures.IsPlaceholder(picture.Bytes).Should().BeFalse();
    }

    [Theory]
    [InlineData("clip.mp4", "png 160x120")]
    [InlineData("report.pdf", "png 181x256")]
    public async Task Without_a_program_their_thumbnail_is_a_placeholder(string fixture, string expected)
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = false });
        var id = await api.UploadAndGetIdAsync(Samples.File(fixture), fixture);

        var picture = await api.WithKey(null).GetAsync((await api.GetFileAsync(id)).Json.Text("thumbnail_url")!);

        TestPictures.Describe(picture.Bytes).Should().Be(expected);
        TestPictures.IsPlaceholder(picture.Bytes).Should().BeTrue();
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("guide.md")]
    [InlineData("report.docx")]
    public async Task Other_documents_have_no_thumbnail(string fixture)
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api.UploadAndGetIdAsync(Samples.File(fixture), fixture);

        (await api.GetFileAsync(id)).Json.Text("thumbnail_url").Should().BeNull();
    }
}
