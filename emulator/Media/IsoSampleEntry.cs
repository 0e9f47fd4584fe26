namespace Scopix.Media;

/// <summary>The first sample entry of a track (ISO/IEC 14496-12, 8.5.2). The codec is ffprobe's name, null without an entry. The display
/// size is the coded size or clean aperture with the pixel aspect applied, before the matrix; null when neither is given.</summary>
internal sealed record IsoSampleEntry(string? Codec, (int Width, int Height)? DisplaySize, (int Width, int Height) CodedSize)
{
    private const int VideoHeaderLength = 86, AudioHeaderLength = 36;

    public static IsoSampleEntry Read(FileBytes bytes, IsoBoxReader boxes, IsoTrack track)
    {
        var at = track.SampleDescriptions.BodyOffset + 8;
        var end = Math.Min(track.SampleDescriptions.EndOffset, at + bytes.ReadBigEndian(at, 4));
        var code = Encoding.Latin1.GetString(bytes.ReadSpan(at + 4, 4));
        var isVideo = track.Handler == "vide";
        var children = at + (isVideo ? VideoHeaderLength : AudioHeaderLength + QuickTimeAudioExtraLength(bytes.ReadBigEndian(at + 16, 2)));
        if (code is "encv" or "enca" && boxes.Find("sinf", children, end) is { } sinf
            && boxes.Find("frma", sinf.BodyOffset, sinf.EndOffset) is { } original)
            code = Encoding.Latin1.GetString(bytes.ReadSpan(original.BodyOffset, 4));
        if (code is "mp4a" or "mp4v" && ReadCodecFromDescriptors(bytes, boxes, children, end) is { } type) code = type;

        var coded = isVideo ? ((int)bytes.ReadBigEndian(at + 32, 2), (int)bytes.ReadBigEndian(at + 34, 2)) : default;
        return new IsoSampleEntry(CodecNames.FromCode(code), isVideo ? ReadDisplaySize(bytes, boxes, children, end, coded) : null, coded);
    }

    /// <summary>QuickTime's audio entries of versions 1 and 2 are longer.</summary>
    private static int QuickTimeAudioExtraLength(long version) => version switch { 1 => 16, 2 => 36, _ => 0 };

    private static (int, int)? ReadDisplaySize(FileBytes bytes, IsoBoxReader boxes, long at, long end, (int Width, int Height) coded)
    {
        double width = coded.Width, height = coded.Height;
        var clean = boxes.Find("clap", at, end);
        if (clean is { } clap && ReadFraction(bytes, clap.BodyOffset) is var w && ReadFraction(bytes, clap.BodyOffset + 8) is var h
            && w >= 1 && w <= width && h >= 1 && h <= height) (width, height) = (w, h);
        else clean = null;
        var pixel = boxes.Find("pasp", at, end) is { } pasp ? ReadFraction(bytes, pasp.BodyOffset) : 0;
        if (pixel is < 0.1 or > 10) pixel = 0;
        if ((clean is null && pixel == 0) || width < 1 || height < 1) return null;
        return ((int)Math.Round(width * (pixel == 0 ? 1 : pixel)), (int)Math.Round(height));
    }

    private static double ReadFraction(FileBytes bytes, long at) =>
        bytes.ReadBigEndian(at + 4, 4) is > 0 and var below ? (double)bytes.ReadBigEndian(at, 4) / below : 0;

    /// <summary>The codec that an <c>esds</c> box states (mp4ra.org, object types), since MPEG-4's codes are shared by several.</summary>
    private static string? ReadCodecFromDescriptors(FileBytes bytes, IsoBoxReader boxes, long at, long end)
    {
        var esds = boxes.Find("esds", at, end);
        if (esds is null && boxes.Find("wave", at, end) is { } wave) esds = boxes.Find("esds", wave.BodyOffset, wave.EndOffset);
        if (esds is not { } found) return null;
        var descriptors = bytes.ReadSpan(found.BodyOffset + 4, (int)Math.Min(64, found.EndOffset - found.BodyOffset - 4));
        return ReadObjectType(descriptors) switch
        {
            0x21 => "avc1",
            0x23 => "hvc1",
            >= 0x60 and <= 0x65 => "mpeg2video",
            0x69 or 0x6B => "mp3",
            0x6A => "mpeg1video",
            0x6C => "mjpeg",
            0xA3 => "vc-1",
            0xA5 => "ac-3",
            0xA6 => "ec-3",
            0xA9 => "dtsc",
            0xAD => "opus",
            0xB1 => "vp09",
            0xDD => "vorbis",
            _ => null,
        };
    }

    /// <summary>The object type in the decoder configuration (tag 4) within the elementary stream (tag 3); 0 when there is
    /// none.</summary>
    private static int ReadObjectType(ReadOnlySpan<byte> bytes)
    {
        var stream = TrySkipDescriptorHeader(ref bytes, 3);
        if (!stream || bytes.Length < 3) return 0;
        var flags = bytes[2];
        var header = 3 + ((flags & 0x80) != 0 ? 2 : 0) + ((flags & 0x20) != 0 ? 2 : 0);
        if ((flags & 0x40) != 0 && bytes.Length > header) header += 1 + bytes[header];
        bytes = bytes[Math.Min(header, bytes.Length)..];
        return TrySkipDescriptorHeader(ref bytes, 4) && bytes.Length > 0 ? bytes[0] : 0;
    }

    /// <summary>Skips a descriptor's tag and its length of up to four bytes.</summary>
    private static bool TrySkipDescriptorHeader(ref ReadOnlySpan<byte> bytes, byte tag)
    {
        if (bytes.Length < 2 || bytes[0] != tag) return false;
        var at = 1;
        while (at < Math.Min(4, bytes.Length - 1) && (bytes[at] & 0x80) != 0) at++;
        bytes = bytes[(at + 1)..];
        return true;
    }
}
