using System.Buffers.Binary;
using System.Diagnostics;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

/// <summary>Files of 100 MB that are made to keep a reader busy.</summary>
public class MediaBoundsTests
{
    public static TheoryData<string> Hostile =>
    [
        "jpeg segments", "jpeg fill bytes", "jpeg exif", "png chunks", "png data", "png exif", "webp chunks", "webp exif",
        "mp4 boxes", "mp4 tracks", "mp4 runs", "zip entries", "zip ends", "gif", "ebml", "webm blocks", "webm cues", "avi chunks",
        "avi streams",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_file_is_processed_in_well_under_a_second(string kind)
    {
        using var file = CreateHostileFile(kind);
        var stopwatch = Stopwatch.StartNew();

        var inspect = () => MediaInspector.Inspect(file, "upload");

        try
        {
            inspect();
        }
        catch (RefusedMediaException)
        {
        }

        stopwatch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(1));
        file.BytesRead.Should().BeLessThan(32 << 20);
    }

    [Fact]
    public void A_large_text_is_read_once()
    {
        using var file = new PatternStream([], "All clear. \n"u8.ToArray());

        MediaInspector.Inspect(file, "log.txt").DocumentType.Should().Be("txt");

        file.BytesRead.Should().BeLessThan(PatternStream.Size + (256 << 10));
    }

    [Fact]
    public void Inspecting_a_large_text_takes_little_memory()
    {
        using var file = new PatternStream([], "All clear. \n"u8.ToArray());
        MediaFixtures.Inspect("notes.txt");
        var before = GC.GetAllocatedBytesForCurrentThread();

        MediaInspector.Inspect(file, "log.txt");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1 << 20);
    }

    private static PatternStream CreateHostileFile(string kind) => kind switch
    {
        "jpeg segments" => new([0xFF, 0xD8], [0xFF, 0xE2, 0, 2]),
        "jpeg fill bytes" => new([0xFF, 0xD8], [0xFF]),
        "jpeg exif" => new([0xFF, 0xD8], [0xFF, 0xE1, 0x80, 0, .. "Exif\0\0"u8, .. new byte[0x8000 - 8]]),
        "png chunks" => new(MediaFixtures.ReadBytes("photo.png")[..33], [0, 0, 0, 0, .. "tEXt"u8, 0, 0, 0, 0]),
        "png data" => new(MediaFixtures.ReadBytes("photo.png")[..33], [0, 0, 0x20, 0, .. "IDAT"u8, .. new byte[0x2004]]),
        "png exif" => new(MediaFixtures.ReadBytes("photo.png")[..33], [0, 0, 0x80, 0, .. "eXIf"u8, .. new byte[0x8004]]),
        "webp exif" => new([.. "RIFF"u8, 255, 255, 255, 255, .. "WEBP"u8], [.. "EXIF"u8, 0, 0x80, 0, 0, .. new byte[0x8000]]),
        "webp chunks" => new([.. "RIFF"u8, 255, 255, 255, 255, .. "WEBP"u8], [.. "ANMF"u8, 0, 0, 0, 0]),
        "mp4 boxes" => new(Ftyp, [0, 0, 0, 8, .. "free"u8]),
        "mp4 tracks" => new([.. Ftyp, .. Moov], [0, 0, 0, 24, .. "trak"u8, 0, 0, 0, 16, .. "mdia"u8, 0, 0, 0, 8, .. "hdlr"u8]),
        "mp4 runs" =>
            new([.. Ftyp, .. Track],
                [0, 0, 1, 0, .. "moof"u8, 0, 0, 0, 248, .. "traf"u8, 0, 0, 0, 16, .. "tfhd"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 224,
                    .. "trun"u8, 0, 0, 1, 0, 255, 255, 255, 255, .. new byte[208]]),
        "zip entries" => new("PK\u0003\u0004"u8.ToArray(), ZipEntry, [.. "PK\u0005\u0006"u8, .. new byte[12], 4, 0, 0, 0, 0, 0]),
        "zip ends" => new("PK\u0003\u0004"u8.ToArray(), "PK\u0005\u0006"u8.ToArray()),
        "webm blocks" => new(WebM, [0xA3, 0x84, 0x81, 0, 1, 0]),
        "webm cues" => new(WebM[..^5], [0x1C, 0x53, 0xBB, 0x6B, 0x80]),
        "avi chunks" => new(MediaFixtures.ReadBytes("clip.avi")[..64], [.. "JUNK"u8, 0, 0, 0, 0]),
        "avi streams" =>
            new([.. "RIFF"u8, 255, 255, 255, 255, .. "AVI LIST"u8, 255, 255, 255, 127, .. "hdrlavih"u8, 56, 0, 0, 0, .. new byte[56]],
                [.. "LIST"u8, 4, 0, 0, 0, .. "strl"u8]),
        "gif" => new("GIF89a"u8.ToArray(), [0]),
        _ => new([0x1A, 0x45, 0xDF, 0xA3, 0x01, 0, 0, 0, 0x10, 0, 0, 0], [0xEC, 0x80]),
    };

    private static byte[] Ftyp => [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 0, 0];

    /// <summary>A movie header with one picture track, number 1.</summary>
    private static byte[] Track =>
        [0, 0, 0, 124, .. "moov"u8, 0, 0, 0, 116, .. "trak"u8, 0, 0, 0, 92, .. "tkhd"u8, .. new byte[15], 1, .. new byte[68], 0, 0, 0, 16,
            .. "mdia"u8, 0, 0, 0, 8, .. "free"u8];

    /// <summary>A WebM with a picture track and a cluster of unknown length.</summary>
    private static byte[] WebM =>
    [
        0x1A, 0x45, 0xDF, 0xA3, 0x87, 0x42, 0x82, 0x84, .. "webm"u8, 0x18, 0x53, 0x80, 0x67, 0xFF,
        0x16, 0x54, 0xAE, 0x6B, 0x90, 0xAE, 0x8E, 0x83, 0x81, 1, 0xD7, 0x81, 1, 0x86, 0x86, .. "V_VP9\0"u8, 0x1F, 0x43, 0xB6, 0x75,
        0xFF,
    ];

    /// <summary>A movie header of 64-bit length that fills the rest of the file.</summary>
    private static byte[] Moov
    {
        get
        {
            byte[] box = [0, 0, 0, 1, .. "moov"u8, .. new byte[8]];
            BinaryPrimitives.WriteInt64BigEndian(box.AsSpan(8), PatternStream.Size - Ftyp.Length);
            return box;
        }
    }

    private static byte[] ZipEntry => [.. "PK\u0001\u0002"u8, .. new byte[26], 0, 8, .. new byte[14], .. new byte[2048]];
}
