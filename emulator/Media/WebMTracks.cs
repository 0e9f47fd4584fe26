namespace Scopix.Media;

/// <summary>The first video track and the first audio track of a WebM.</summary>
internal sealed class WebMTracks(EbmlReader ebml)
{
    public string? VideoCodec { get; private set; }
    public string? AudioCodec { get; private set; }
    public long VideoTrackNumber { get; private set; }
    public long NanosecondsPerFrame { get; private set; }

    public (int Width, int Height)? Size { get; private set; }

    public void Read(EbmlElement tracks)
    {
        foreach (var track in ebml.ReadChildren(tracks))
            if (track.Id == 0xAE) ReadTrack(track);
    }

    private void ReadTrack(EbmlElement track)
    {
        var parts = ebml.ReadChildren(track).Take(64).ToLookup(part => part.Id);
        long ReadInteger(long id) => parts[id].Select(ebml.ReadInteger).FirstOrDefault();
        var codec = CodecNames.FromCode(parts[0x86].Select(ebml.ReadText).FirstOrDefault() ?? "") ?? "unknown";
        if (ReadInteger(0x83) == 2) AudioCodec ??= codec;
        if (ReadInteger(0x83) != 1 || VideoCodec is not null) return;
        (VideoCodec, VideoTrackNumber, NanosecondsPerFrame) = (codec, ReadInteger(0xD7), ReadInteger(0x23E383));
        if (parts[0xE0].Any()) Size = ReadSize(parts[0xE0].First());
    }

    /// <summary>The size in pixels with cropping, aspect and a rotation of 90° applied.</summary>
    private (int, int)? ReadSize(EbmlElement video)
    {
        var parts = ebml.ReadChildren(video).Take(64).ToLookup(part => part.Id);
        long ReadInteger(long id) => parts[id].Select(ebml.ReadInteger).FirstOrDefault();
        var width = ReadInteger(0xB0) - ReadInteger(0x54CC) - ReadInteger(0x54DD);
        var height = ReadInteger(0xBA) - ReadInteger(0x54BB) - ReadInteger(0x54AA);
        if (width is < 1 or > 65_535 || height is < 1 or > 65_535) return null;
        (width, height) = ApplyDisplaySize(width, height, ReadInteger(0x54B0), ReadInteger(0x54BA), inPixels: ReadInteger(0x54B2) == 0);
        var roll = parts[0x7670].SelectMany(ebml.ReadChildren).Where(part => part.Id == 0x7675).Select(ebml.ReadFloat).FirstOrDefault();
        return Math.Abs(Math.Abs(roll) - 90) < 1 ? ((int)height, (int)width) : ((int)width, (int)height);
    }

    /// <summary>The display size is in pixels, or in another unit and gives the aspect alone; either may be absent.</summary>
    private static (long, long) ApplyDisplaySize(long width, long height, long shownWidth, long shownHeight, bool inPixels)
    {
        if (shownWidth is < 1 or > 65_535 || shownHeight is < 1 or > 65_535) return (width, height);
        return inPixels
            ? (shownWidth, shownHeight)
            : (Math.Clamp((long)Math.Round((double)height * shownWidth / shownHeight), 1, 65_535), height);
    }
}
