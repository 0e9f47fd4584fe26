using FluentAssertions;
using Scopix.Emulator.Tests.Program;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary>A picture whose data ends too early is refused on every path, and a JPEG with a few stray bytes on none.</summary>
public sealed class TruncatedPictureTests
{
    public static TheoryData<string> Formats => ["jpg", "png", "webp", "gif"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task In_process(string format)
    {
        await using var api = await TestApi.StartAsync(o => o with { Previews = true });
        var id = await api.UploadAndGetIdAsync(TruncatedPictures.Create(format), "picture." + format);

        var small = await api.VariantAsync(id, "small_256");
        var tiny = await api.VariantAsync(id, "tiny_64");

        foreach (var picture in (TestResponse[])[small, tiny])
        {
            TestPictures.IsPlaceholder(picture.Bytes).Should().BeTrue();
            picture.Header("X-Emulator-Hint").Should().Be("This is a placeholder: no picture could be made of the file's bytes.");
        }
        (await api.GetFileAsync(id)).Json.Text("blur_hash").Should().BeNull();
    }

    [Fact]
    public async Task In_the_worker()
    {
        await using var emulator = await EmulatorProcess.StartAsync(["--pipeline", "instant"], null, ("PATH", "/nonexistent"));
        await ShouldBeRefusedAsync(emulator);
    }

    [Fact]
    public async Task With_vipsthumbnail()
    {
        ExternalPrograms.Require("vipsthumbnail");
        using var program = new ProgramCopy();
        await using var emulator = await EmulatorProcess.StartProgramAsync(program.Dll, ["--pipeline", "instant"]);
        await ShouldBeRefusedAsync(emulator);
    }

    private static async Task ShouldBeRefusedAsync(EmulatorProcess emulator)
    {
        using var client = emulator.CreateClient();
        foreach (var format in Formats.Select(row => row.Data))
        {
            var (bytes, hint) = await client.ThumbnailAsync(TruncatedPictures.Create(format), "picture." + format);
            TestPictures.IsPlaceholder(bytes).Should().BeTrue(format);
            hint.Should().Be("This is a placeholder: no picture could be made of the file's bytes.", format);
        }
        var whole = await client.ThumbnailAsync([.. Samples.Photo()[..28], 1, 2, 3, 4, .. Samples.Photo()[28..]], "stray.jpg");
        TestPictures.Describe(whole.Bytes).Should().Be("jpeg 256x192");
        whole.Hint.Should().BeNull();
    }
}
