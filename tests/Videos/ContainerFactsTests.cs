using System.Text;
using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.Videos.Mp4;

namespace Scopix.Emulator.Tests.Videos;

/// <summary>The facts in a video's container: creation time, display size, codecs.</summary>
public sealed class ContainerFactsTests
{
    private const long From1904To1970 = 2_082_844_800, March = 1_583_298_367; // 2020-03-04T05:06:07Z
    private static readonly byte[] Clip = Samples.File("clip.mp4");
    private static readonly string[] SampleEntryPath = ["moov", "trak", "mdia", "minf", "stbl", "stsd", "avc1"];

    public static TheoryData<string, byte[], string?> Dates => new()
    {
        { "seconds since 1904", WithCreationTime(March + From1904To1970), "2020-03-04T05:06:07Z" },
        { "seconds since 1970", WithCreationTime(March), "2020-03-04T05:06:07Z" },
        { "unknown", WithCreationTime(0), null },
        { "1 January 1970", WithCreationTime(From1904To1970), null },
        { "64 bits", Patch(Clip, "mvhd", 0, [1, 0, 0, 0, 0, 0, 0, 0, .. BigEndian(March + From1904To1970)]), "2020-03-04T05:06:07Z" },
        { "64 bits of nonsense", Patch(Clip, "mvhd", 0, [1, 0, 0, 0, 0x7F, 1, 2, 3, 4, 5, 6, 7]), null },
        { "a phone's date", AppendBox(WithCreationTime(March + From1904To1970), AppleMetadataBox("2020-03-04T06:06:06+0200"), "moov"),
            "2020-03-04T04:06:06Z" },
        { "a phone's date with a colon", AppendBox(Clip, AppleMetadataBox("2020-03-04T06:06:06+02:00"), "moov"), "2020-03-04T04:06:06Z" },
        { "a phone's date of nonsense", AppendBox(WithCreationTime(March + From1904To1970), AppleMetadataBox("yesterday"), "moov"),
            "2020-03-04T05:06:07Z" },
        { "QuickTime's day",
            AppendBox(WithCreationTime(0), Box("udta", Box("©day", [0, 20, 0, 0], "2020-03-04T05:06:07Z"u8.ToArray())), "moov"),
            "2020-03-04T05:06:07Z" },
        { "iTunes' day",
            AppendBox(WithCreationTime(0), Box("udta", Box("meta", new byte[4], Box("ilst", Box("©day", DataBox("2020-03-04"))))), "moov"),
            "2020-03-04T00:00:00Z" },
        { "a year alone",
            AppendBox(WithCreationTime(0), Box("udta", Box("meta", new byte[4], Box("ilst", Box("©day", DataBox("2020"))))), "moov"),
            null },
        { "WebM", WebM(Element(0x4461, BigEndianInt64((March - 978_307_200) * 1_000_000_000))), "2020-03-04T05:06:07Z" },
        { "WebM without", WebM([]), null },
        { "AVI", [.. Samples.File("clip.avi"), .. RiffChunk("LIST", [.. "INFO"u8, .. RiffChunk("ICRD", "2020-03-04\0\0"u8)])],
            "2020-03-04T00:00:00Z" },
    };

    [Theory]
    [MemberData(nameof(Dates))]
    public async Task The_date_of_a_video_is_read_from_its_container(string name, byte[] bytes, string? expected)
    {
        await using var api = await TestApi.StartAsync();

        var file = await api.GetFileAsync(await api.UploadAndGetIdAsync(bytes, "a.mp4"));

        file.Json.Text("content_created_at").Should().Be(expected, name);
    }

    public static TheoryData<string, byte[], string> Sizes => new()
    {
        { "as it is", Clip, "160x120" },
        { "wide pixels", Patch(Clip, "pasp", 0, [.. BigEndian(4), .. BigEndian(3)]), "213x120" },
        { "narrow pixels", Patch(Clip, "pasp", 0, [.. BigEndian(8), .. BigEndian(9)]), "142x120" },
        { "impossible pixels", Patch(Clip, "pasp", 0, [.. BigEndian(1), .. BigEndian(0)]), "160x120" },
        { "a clean aperture", AppendBox(Clip, CleanApertureBox(140, 100), SampleEntryPath), "140x100" },
        { "a clean aperture and wide pixels",
            Patch(AppendBox(Clip, CleanApertureBox(140, 100), SampleEntryPath), "pasp", 0, [.. BigEndian(2), .. BigEndian(1)]), "280x100" },
        { "a clean aperture that is larger", AppendBox(Clip, CleanApertureBox(1400, 100), SampleEntryPath), "160x120" },
        { "no size in the track's header", Patch(Clip, "tkhd", 76, new byte[8]), "160x120" },
        { "WebM", WebM([]), "64x48" },
        { "WebM of another display size", WebM([], Element(0x54B0, [0, 128]), Element(0x54BA, [48])), "128x48" },
        { "WebM of an aspect", WebM([], Element(0x54B0, [16]), Element(0x54BA, [9]), Element(0x54B2, [3])), "85x48" },
        { "WebM, cropped", WebM([], Element(0x54BB, [4]), Element(0x54CC, [8])), "56x44" },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task The_resolution_of_a_video_is_its_display_size(string name, byte[] bytes, string resolution)
    {
        await using var api = await TestApi.StartAsync();

        var file = await api.GetFileAsync(await api.UploadAndGetIdAsync(bytes, "a.mp4"));

        file.Json.Text("resolution").Should().Be(resolution, name);
        (file["dimensions"].Number("width") + "x" + file["dimensions"].Number("height")).Should().Be(resolution);
    }

    [Theory]
    [InlineData("avc3", "h264")]
    [InlineData("hev1", "hevc")]
    [InlineData("av01", "av1")]
    [InlineData("vp09", "vp9")]
    [InlineData("mp4v", "mpeg4")]
    [InlineData("vvc1", "vvc")]
    [InlineData("png ", "png")]
    public async Task A_codec_has_the_name_that_ffprobe_gives_it(string code, string name)
    {
        await using var api = await TestApi.StartAsync();
        var video = Patch(Clip, "stsd", 12, Encoding.ASCII.GetBytes(code));

        var file = await api.GetFileAsync(await api.UploadAndGetIdAsync(video, "a.mp4"));

        (file.Json.Text("video_codec"), file["video_metadata"].Text("audio_codec")).Should().Be((name, "aac"));
    }

    [Fact]
    public async Task An_encrypted_video_has_the_codec_that_was_encrypted()
    {
        await using var api = await TestApi.StartAsync();
        var video = Patch(AppendBox(Clip, Box("sinf", Box("frma", "hvc1"u8.ToArray())), SampleEntryPath), "stsd", 12, "encv"u8.ToArray());

        var file = await api.GetFileAsync(await api.UploadAndGetIdAsync(video, "a.mp4"));

        file.Json.Text("video_codec").Should().Be("hevc");
    }

    [Theory]
    [InlineData(0x40, "aac")]
    [InlineData(0x6B, "mp3")]
    [InlineData(0xA5, "ac3")]
    [InlineData(0xDD, "vorbis")]
    public async Task An_MPEG4_audio_codec_is_named_by_its_object_type(byte type, string name)
    {
        await using var api = await TestApi.StartAsync();
        var video = Clip.ToArray();
        var esds = video.AsSpan().IndexOf("esds"u8);
        var config = esds + video.AsSpan(esds).IndexOf<byte>([0x04, 0x80, 0x80, 0x80]);
        video[config + 5] = type;

        var file = await api.GetFileAsync(await api.UploadAndGetIdAsync(video, "a.mp4"));

        file["video_metadata"].Text("audio_codec").Should().Be(name);
    }

    private static byte[] WithCreationTime(long seconds) => Patch(Clip, "mvhd", 4, BigEndian(seconds));

    private static byte[] CleanApertureBox(int width, int height) => Box(
        "clap", BigEndian(width), BigEndian(1), BigEndian(height), BigEndian(1), BigEndian(0), BigEndian(1), BigEndian(0), BigEndian(1));

    private static byte[] DataBox(string text) => Box("data", BigEndian(1), BigEndian(0), Encoding.UTF8.GetBytes(text));

    /// <summary>QuickTime's metadata: a list of keys, and values that refer to them by number.</summary>
    private static byte[] AppleMetadataBox(string date) => Box("meta",
        Box("hdlr", new byte[8], "mdta"u8.ToArray(), new byte[13]),
        Box("keys", BigEndian(0), BigEndian(2), Box("mdta", "com.apple.quicktime.make"u8.ToArray()),
            Box("mdta", "com.apple.quicktime.creationdate"u8.ToArray())),
        Box("ilst", Box("\0\0\0\u0001", DataBox("Apple")), Box("\0\0\0\u0002", DataBox(date))));

    private static byte[] RiffChunk(string name, ReadOnlySpan<byte> content) => [.. Encoding.ASCII.GetBytes(name),
        .. BitConverter.GetBytes(content.Length), .. content];

    private static byte[] WebM(byte[] date, params byte[][] video) =>
    [
        .. Element(0x1A45DFA3, Element(0x4282, "webm"u8.ToArray())),
        .. Element(0x18538067, Element(0x1549A966, Element(0x2AD7B1, [0x0F, 0x42, 0x40]), Element(0x4489, [0x45, 0x7A, 0, 0]), date),
            Element(0x1654AE6B, Element(0xAE,
            Element(0xD7, [1]), Element(0x83, [1]), Element(0x86, "V_VP9"u8.ToArray()), Element(0x23E383, [0x02, 0x62, 0x5A, 0x00]),
            Element(0xE0, [Element(0xB0, [64]), Element(0xBA, [48]), .. video])))),
    ];

    private static byte[] Element(long id, params byte[][] content)
    {
        byte[] body = [.. content.SelectMany(part => part)];
        return [.. BigEndianInt64(id).SkipWhile(part => part == 0), 0x10, .. BigEndianInt64(body.Length)[5..], .. body];
    }

    private static byte[] BigEndianInt64(long number) => [.. BitConverter.GetBytes(number).Reverse()];
}
