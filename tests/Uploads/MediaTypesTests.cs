using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Uploads;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("photo.jpg", "image", null, "image/jpeg", "jpeg", 640, 480)]
    [InlineData("rotated.jpg", "image", null, "image/jpeg", "jpeg", 240, 320)]
    [InlineData("photo.png", "image", null, "image/png", "png", 200, 150)]
    [InlineData("photo.webp", "image", null, "image/webp", "webp", 400, 300)]
    [InlineData("animation.gif", "image", null, "image/gif", "gif", 120, 90)]
    [InlineData("report.pdf", "document", "pdf", "application/pdf", null, null, null)]
    [InlineData("report.docx", "document", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", null, null,
        null)]
    [InlineData("notes.txt", "document", "txt", "text/plain", null, null, null)]
    [InlineData("notes-utf16.txt", "document", "txt", "text/plain", null, null, null)]
    [InlineData("notes-latin1.txt", "document", "txt", "text/plain", null, null, null)]
    [InlineData("clip.mp4", "video", null, "video/mp4", "mp4", 160, 120)]
    [InlineData("clip.mov", "video", null, "video/quicktime", "mov", 160, 120)]
    [InlineData("clip.m4v", "video", null, "video/x-m4v", "m4v", 160, 120)]
    [InlineData("clip.webm", "video", null, "video/webm", "webm", 160, 120)]
    [InlineData("clip.avi", "video", null, "video/x-msvideo", "avi", 160, 120)]
    public async Task The_bytes_of_a_file_decide_its_type_whatever_its_name_and_declared_type(
        string fixture, string mediaType, string? documentType, string contentType, string? format, int? width, int? height)
    {
        await using var api = await TestApi.StartAsync();
        var body = MultipartRequests.Concatenate(
            MultipartRequests.JoinLines("--BOUNDARY", "Content-Disposition: form-data; name=\"file\"; filename=\"lies.exe\"",
                "Content-Type: application/x-msdownload", ""),
            Samples.File(fixture), MultipartRequests.JoinLines("", "--BOUNDARY--"));

        var uploaded = await api.PostAsync(body);

        uploaded.Status.Should().Be(201, uploaded.Text);
        (uploaded.Json.Text("media_type"), uploaded.Json.Text("document_type")).Should().Be((mediaType, documentType));
        var file = (await api.GetFileAsync(uploaded.Json.Text("file_id")!)).Json;
        file.Text("content_type").Should().Be(contentType);
        file.Text("original_filename").Should().Be("lies.exe");
        if (mediaType != "document")
        {
            file.Text("format").Should().Be(format);
            file.GetProperty("dimensions").GetRawText().Should().Be(width is null ? "{}" : $"{{\"width\":{width},\"height\":{height}}}");
        }
    }

    [Theory]
    [InlineData("guide.md", "md", "text/markdown")]
    [InlineData("guide.MARKDOWN", "md", "text/markdown")]
    [InlineData("guide.txt", "txt", "text/plain")]
    [InlineData("guide", "txt", "text/plain")]
    public async Task Only_the_name_distinguishes_Markdown_from_plain_text(string filename, string documentType, string contentType)
    {
        await using var api = await TestApi.StartAsync();

        var id = await api.UploadAndGetIdAsync(Samples.File("guide.md"), filename);

        var file = (await api.GetFileAsync(id)).Json;
        (file.Text("document_type"), file.Text("content_type")).Should().Be((documentType, contentType));
    }

    [Theory]
    [InlineData("empty.jpg")]
    [InlineData("page.html")]
    [InlineData("php-in.jpg")]
    [InlineData("polyglot.gif")]
    [InlineData("program.elf")]
    [InlineData("script.sh")]
    [InlineData("unknown.bin")]
    [InlineData("vector.svg")]
    [InlineData("zip-renamed.docx")]
    public async Task A_hostile_file_is_refused_under_any_name_and_leaves_nothing(string fixture)
    {
        using var data = new DataDirectory();
        await using var api = await TestApi.StartAsync(o => o with { Data = data.Location });

        var own = await api.UploadAsync(Samples.File("hostile/" + fixture), fixture);
        var disguised = await api.UploadAsync(Samples.File("hostile/" + fixture), "photo.jpg");

        own.Status.Should().Be(400, own.Text);
        own.Field.Should().Be("file");
        disguised.Status.Should().Be(400, disguised.Text);
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
        (await api.GetMonthlyUsageAsync()).Should().Be(0);
        data.ListObjects().Should().BeEmpty();
    }

    [Fact]
    public async Task A_truncated_picture_is_accepted_and_its_processing_fails()
    {
        await using var api = await TestApi.StartAsync();

        var uploaded = await api.UploadAsync(Samples.File("hostile/truncated.jpg"), "truncated.jpg");

        uploaded.Status.Should().Be(201, uploaded.Text);
        var file = (await api.GetFileAsync(uploaded.Json.Text("file_id")!)).Json;
        (file.Text("primary_status"), file.Text("variant_status"), file.Text("description_status")).Should()
            .Be(("failed", "failed", "failed"));
        file.Text("description_error").Should().NotBeNullOrEmpty();
        (file.Text("description_error_type"), file.GetProperty("description_is_retryable").GetBoolean()).Should().Be(("validation", false));
        file.GetProperty("has_full_description").GetBoolean().Should().BeFalse();
        file.Text("thumbnail_url").Should().BeNull();
        (await api.DownloadAsync(file.Text("id")!)).Should().Equal(Samples.File("hostile/truncated.jpg"));
    }
}
