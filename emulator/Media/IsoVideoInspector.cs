namespace Scopix.Media;

/// <summary>MP4, MOV and M4V by the brands in <c>ftyp</c>, and MOV without one by its first atom. An unknown major brand is decided by
/// the compatible brands (assumed).</summary>
internal static class IsoVideoInspector
{
    private static readonly string[] FirstMovAtoms = ["moov", "mdat", "wide", "free", "skip", "pnot"];

    /// <summary>Null when the first bytes are not a box.</summary>
    /// <exception cref="RefusedMediaException">HEIC, AVIF, 3GP, and files with audio alone.</exception>
    public static MediaFacts? Inspect(FileBytes bytes)
    {
        if (!bytes.TryReadSpan(0, 12, out var head)) return null;
        var size = BinaryPrimitives.ReadUInt32BigEndian(head);
        var type = Encoding.Latin1.GetString(head[4..8]);
        if (type == "ftyp")
            return DetectFormat(bytes.ReadSpan(0, (int)Math.Clamp(size, 12, 256))) is { } format ? ReadFacts(format, bytes) : null;

        // A size of 1 means that a 64-bit size follows.
        var plausible = size == 1 || (size >= 8 && size <= bytes.Length);
        return plausible && FirstMovAtoms.Contains(type) ? ReadFacts("mov", bytes) : null;
    }

    private static MediaFacts ReadFacts(string format, FileBytes bytes)
    {
        var movie = IsoMovie.Read(bytes);
        if (movie is { HasVideo: false, HasAudio: true }) throw RefusedMediaException.ForKind("a sound file (MPEG-4 audio)");
        var contentType = format switch { "mov" => "video/quicktime", "m4v" => "video/x-m4v", _ => "video/mp4" };
        return new MediaFacts("video", contentType, format, format,
            Width: movie.Size?.Width, Height: movie.Size?.Height, CapturedAt: movie.CreatedAt, Damage: movie.Damage, Movie: movie.Facts);
    }

    private static string? DetectFormat(ReadOnlySpan<byte> ftyp)
    {
        var compatible = new List<string>();
        for (var at = 16; at + 4 <= ftyp.Length; at += 4) compatible.Add(Encoding.Latin1.GetString(ftyp.Slice(at, 4)));

        var major = Encoding.Latin1.GetString(ftyp[8..12]);
        if (major is "mif1" or "msf1" && compatible.Any(b => b is "avif" or "avis")) major = "avif";
        return FormatOfBrand(major) ?? compatible.Select(FormatOfBrand).FirstOrDefault(format => format is not null);
    }

    private static string? FormatOfBrand(string brand) => brand switch
    {
        "qt  " => "mov",
        "M4V " or "M4VH" or "M4VP" => "m4v",
        "mp41" or "mp42" or "mp71" or "avc1" or "hvc1" or "dash" or "cmfc" or "MSNV" or "XAVC" or "mmp4" => "mp4",
        _ when brand.StartsWith("iso", StringComparison.Ordinal) => "mp4",
        "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "mif1" or "msf1" =>
            throw RefusedMediaException.ForKind("a HEIC picture"),
        "avif" or "avis" => throw RefusedMediaException.ForKind("an AVIF picture"),
        "M4A " or "M4B " or "M4P " or "F4A " or "F4B " => throw RefusedMediaException.ForKind("a sound file (MPEG-4 audio)"),
        "crx " => throw RefusedMediaException.ForKind("a camera raw picture (CR3)"),
        _ when brand.StartsWith("3g", StringComparison.Ordinal) => throw RefusedMediaException.ForKind("a 3GP video"),
        _ => null,
    };
}
