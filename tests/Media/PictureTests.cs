using System.Buffers.Binary;
using System.Text;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

public class PictureTests
{
    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("photo.png")]
    [InlineData("photo.webp")]
    [InlineData("animation.gif")]
    public void A_picture_cut_anywhere_is_accepted_as_damaged(string name)
    {
        var whole = MediaFixtures.ReadBytes(name);

        foreach (var length in new[] { 16, 40, whole.Length / 2, whole.Length - 2 })
        {
            var facts = MediaFixtures.Inspect(whole[..length]);

            facts.MediaType.Should().Be("image");
            facts.Damage.Should().EndWith(".", "{0} bytes of {1} are left", length, name);
        }
    }

    [Fact]
    public void A_video_appended_to_a_picture_does_not_make_it_damaged()
    {
        var photo = MediaFixtures.ReadBytes("photo.jpg");
        var video = new byte[300_000];

        MediaFixtures.Inspect([.. photo, .. video]).Damage.Should().BeNull();
    }

    [Fact]
    public void A_PNG_whose_header_checksum_is_wrong_is_damaged_and_has_no_size()
    {
        var png = MediaFixtures.ReadBytes("photo.png");
        png[19]++;

        var facts = MediaFixtures.Inspect(png);

        facts.Damage.Should().Contain("checksum");
        facts.Width.Should().BeNull();
    }

    [Theory]
    [InlineData("0000:00:00 00:00:00")]
    [InlineData("9999:12:31 23:59:59")]
    [InlineData("2026:02:30 08:00:00")]
    [InlineData("    :  :     :  :  ")]
    public void An_impossible_date_is_ignored(string date)
    {
        MediaFixtures.Inspect(CreateJpegWithDate(date)).CapturedAt.Should().BeNull();
    }

    [Fact]
    public void A_picture_without_its_orientation_tag_is_shown_as_stored()
    {
        var rotated = MediaFixtures.ReadBytes("rotated.jpg");
        var tag = rotated.AsSpan().IndexOf<byte>([0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, 0x06]);
        rotated[tag + 9] = 1;

        MediaFixtures.Inspect(rotated).Width.Should().Be(320);
    }

    [Theory]
    [InlineData("VP8L", new byte[] { 0x2F, 0x8F, 0xC1, 0x31, 0x00 }, 400, 200)]
    [InlineData("VP8 ", new byte[] { 0, 0, 0, 0x9D, 0x01, 0x2A, 0x90, 0x01, 0xC8, 0x00 }, 400, 200)]
    public void A_simple_WebP_has_its_size_in_the_stream_header(string chunk, byte[] header, int width, int height)
    {
        var facts = MediaFixtures.Inspect(CreateWebP(chunk, header));

        facts.Should().Be(new MediaFacts("image", "image/webp", "webp", "webp", Width: width, Height: height));
    }

    [Theory]
    [InlineData("GIF89a=1;alert(1)//")]
    [InlineData("GIF89a/*\u0001\0\0\0\0*/=1;alert(1)//;")]
    [InlineData("GIF89a\u0001\0\u0001\0\0\0\0!<SCRIPT>alert(1)</SCRIPT>;")]
    public void A_GIF_that_is_a_script_is_refused(string bytes)
    {
        var inspect = () => MediaFixtures.Inspect(Encoding.Latin1.GetBytes(bytes));

        inspect.Should().Throw<RefusedMediaException>().WithMessage("*a picture with a script in it*");
    }

    private static byte[] CreateJpegWithDate(string date)
    {
        var photo = MediaFixtures.ReadBytes("photo.jpg");
        var at = photo.AsSpan().IndexOf("2026:01:14 08:00:00"u8);
        for (; at >= 0; at = photo.AsSpan().IndexOf("2026:01:14 08:00:00"u8)) Encoding.ASCII.GetBytes(date).CopyTo(photo, at);
        return photo;
    }

    private static byte[] CreateWebP(string chunk, byte[] header)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        byte[] body = [.. "WEBP"u8, .. Encoding.ASCII.GetBytes(chunk), .. length, .. header, .. new byte[header.Length & 1]];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        return [.. "RIFF"u8, .. length, .. body];
    }
}
