using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

public class MediaFixtureTests
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string TruncatedJpegMessage = "The JPEG is truncated: its end-of-image marker is missing.";

    private static readonly DateTimeOffset Morning = new(2026, 1, 14, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset HalfPast = new(2026, 1, 14, 8, 30, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, MediaFacts> Accepted = new()
    {
        ["photo.jpg"] = new("image", "image/jpeg", "jpg", "jpeg", null, 640, 480, Morning) { Camera = "Emulator Fixture Camera" },
        ["rotated.jpg"] = new("image", "image/jpeg", "jpg", "jpeg", null, 240, 320, HalfPast),
        ["photo.png"] = new("image", "image/png", "png", "png", null, 200, 150, Morning),
        ["photo.webp"] = new("image", "image/webp", "webp", "webp", null, 400, 300, Morning),
        ["animation.gif"] = new("image", "image/gif", "gif", "gif", null, 120, 90),
        ["report.pdf"] = new("document", "application/pdf", "pdf", null, "pdf"),
        ["report.docx"] = new("document", Docx, "docx", null, "docx"),
        ["notes.txt"] = new("document", "text/plain", "txt", null, "txt"),
        ["notes-utf16.txt"] = new("document", "text/plain", "txt", null, "txt"),
        ["notes-latin1.txt"] = new("document", "text/plain", "txt", null, "txt"),
        ["guide.md"] = new("document", "text/markdown", "md", null, "md"),
        ["clip.mp4"] = new("video", "video/mp4", "mp4", "mp4", null, 160, 120, Movie: new(1, 10, "h264", "aac")),
        ["clip.mov"] = new("video", "video/quicktime", "mov", "mov", null, 160, 120, Movie: new(1, 10, "h264", null)),
        ["clip.m4v"] = new("video", "video/x-m4v", "m4v", "m4v", null, 160, 120, Movie: new(1, 10, "h264", null)),
        ["clip.webm"] = new("video", "video/webm", "webm", "webm", null, 160, 120, Movie: new(1, 10, "vp8", null)),
        ["clip.avi"] = new("video", "video/x-msvideo", "avi", "avi", null, 160, 120, Movie: new(1, 10, "mjpeg", null)),
        ["fragments.mp4"] = new("video", "video/mp4", "mp4", "mp4", null, 96, 64, Movie: new(2.067, 29.97, "h264", "aac")),
        ["live.webm"] = new("video", "video/webm", "webm", "webm", null, 64, 48, Movie: new(2.001, 12, "vp9", "opus")),
        ["sound.avi"] = new("video", "video/x-msvideo", "avi", "avi", null, 96, 64, Movie: new(2.04, 25, "mpeg4", "mp3")),
        ["turned.mp4"] = new("video", "video/mp4", "mp4", "mp4", null, 64, 96, Movie: new(1, 24, "hevc", null)),
        ["hostile/truncated.jpg"] = new("image", "image/jpeg", "jpg", "jpeg", null, 640, 480, Morning, TruncatedJpegMessage)
        { Camera = "Emulator Fixture Camera" },
    };

    private static readonly Dictionary<string, string> Refused = new()
    {
        ["hostile/empty.jpg"] = "The file is empty.",
        ["hostile/php-in.jpg"] = "The file is a picture with a script in it, which is not accepted.",
        ["hostile/polyglot.gif"] = "The file is a picture with a script in it, which is not accepted.",
        ["hostile/zip-renamed.docx"] = "The file is a ZIP archive, which is not accepted.",
        ["hostile/program.elf"] = "The file is an executable (ELF), which is not accepted.",
        ["hostile/script.sh"] = "The file is a script, which is not accepted.",
        ["hostile/page.html"] = "The file is an HTML page, which is not accepted.",
        ["hostile/vector.svg"] = "The file is an SVG picture, which is not accepted.",
        ["hostile/unknown.bin"] = "The file's type could not be recognised from its bytes.",
    };

    public static TheoryData<string> AcceptedNames => [.. Accepted.Keys];

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    [Fact]
    public void Every_fixture_has_an_expectation()
    {
        MediaFixtures.Names.Should().BeEquivalentTo(Accepted.Keys.Concat(Refused.Keys));
    }

    [Theory]
    [MemberData(nameof(AcceptedNames))]
    public void An_accepted_file_gives_its_facts(string name)
    {
        (MediaFixtures.Inspect(name) with { TextFormat = null }).Should().Be(Accepted[name]);
    }

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void A_refused_file_has_a_reason_of_one_sentence(string name)
    {
        var inspect = () => MediaFixtures.Inspect(name);

        inspect.Should().Throw<RefusedMediaException>().WithMessage(Refused[name]);
    }

    [Theory]
    [MemberData(nameof(AcceptedNames))]
    public void The_name_decides_only_whether_a_text_is_Markdown(string name)
    {
        var expected = Accepted[name];
        if (expected.DocumentType == "md") expected = Accepted["notes.txt"];

        (MediaFixtures.Inspect(MediaFixtures.ReadBytes(name), "setup.exe") with { TextFormat = null }).Should().Be(expected);
    }

    [Fact]
    public void The_stream_is_left_at_its_beginning()
    {
        using var stream = new MemoryStream(MediaFixtures.ReadBytes("report.docx"));

        MediaInspector.Inspect(stream, "report.docx");

        stream.Position.Should().Be(0);
    }
}
