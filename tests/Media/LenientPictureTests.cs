using System.Text;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

/// <summary>Pictures that decoders read with a warning.</summary>
public sealed class LenientPictureTests
{
    private static readonly byte[] Photo = Samples.File("photo.jpg");

    public static TheoryData<string, byte[]> OddPictures => new()
    {
        { "stray bytes behind the first segment", InsertAfterHeader([0x3F, 0x3E, 0x00, 0x00]) },
        { "stray bytes with an escaped FF", InsertAfterHeader([0x01, 0xFF, 0x00, 0x02]) },
        { "stray bytes behind the start of the image", [.. Photo[..2], 0x00, 0x00, .. Photo[2..]] },
        { "fill bytes", InsertAfterHeader([0xFF, 0xFF, 0xFF]) },
        { "a thousand zeros", InsertAfterHeader(new byte[5_000]) },
        { "another application's segment first", InsertAfterHeader([0xFF, 0xE1, 0x00, 0x08, .. "http:/"u8]) },
        { "a segment without a length of its own", InsertAfterHeader([0xFF, 0x01]) },
        { "a film behind it", [.. Photo, .. "\0\0\0\u0018ftypmp42"u8, .. new byte[100]] },
        { "a second picture behind it", [.. Photo, .. Photo] },
    };

    [Theory]
    [MemberData(nameof(OddPictures))]
    public async Task A_JPEG_that_libjpeg_reads_is_accepted(string defect, byte[] bytes)
    {
        await using var api = await TestApi.StartAsync();

        var id = await api.UploadAndGetIdAsync(bytes, "a.jpg");
        var (file, status) = (await api.GetFileAsync(id), await api.GetUploadStatusAsync(id));

        file["dimensions"].ToString().Should().Be("""{"width":640,"height":480}""", defect);
        status["unified_status"].GetString().Should().Be("completed", status.Text);
        file["content_created_at"].GetString().Should().Be("2026-01-14T08:00:00Z");
    }

    [Fact]
    public async Task A_GIF_with_data_after_its_trailer_is_complete()
    {
        await using var api = await TestApi.StartAsync();
        byte[] gif = [.. Samples.File("animation.gif"), .. Encoding.ASCII.GetBytes("comment of a web server")];

        var whole = await api.GetUploadStatusAsync(await api.UploadAndGetIdAsync(gif, "a.gif"));
        var cut = await api.GetUploadStatusAsync(await api.UploadAndGetIdAsync(gif[..(gif.Length / 2)], "b.gif"));

        (whole["unified_status"].GetString(), cut["unified_status"].GetString()).Should().Be(("completed", "failed"));
    }

    /// <summary>The photo with something between its first segment (20 bytes with the mark before it) and the next.</summary>
    private static byte[] InsertAfterHeader(byte[] bytes) => [.. Photo[..20], .. bytes, .. Photo[20..]];
}
