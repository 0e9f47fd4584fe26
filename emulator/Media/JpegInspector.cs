namespace Scopix.Media;

/// <summary>JPEG: size from the first frame header, EXIF from the first APP1 segment that has it.</summary>
internal static class JpegInspector
{
    private const byte EndOfImage = 0xD9, StartOfScan = 0xDA, App1 = 0xE1;

    // Some cameras append a film to the picture, so the end-of-image marker is also searched from the front.
    private const int TailLength = 65_536, MaxSearchLength = 8 << 20;

    /// <summary>True for a start-of-image marker followed by another marker, at once or after a few stray bytes.</summary>
    public static bool HasSignature(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith<byte>([0xFF, 0xD8])) return false;
        for (var i = 2; i + 1 < head.Length; i++)
            if (head[i] == 0xFF && head[i + 1] is >= 0xC0 and < 0xFF) return true;
        return head.Length > 2 && head[2] == 0xFF;
    }

    public static MediaFacts Inspect(FileBytes bytes)
    {
        var picture = new PictureFactsBuilder("jpeg", "jpg");
        long at = 2;
        for (var part = 0; ; part++)
        {
            if (part == FileBytes.MaxElements) picture.ReportDamage("The JPEG has too many segments before its picture data.");
            else if (TryReadSegment(bytes, ref at, picture)) continue;
            break;
        }
        return picture.ToFacts();
    }

    /// <summary>Reads the next segment and moves past it; false at the end.</summary>
    private static bool TryReadSegment(FileBytes bytes, ref long at, PictureFactsBuilder picture)
    {
        if (FindMarker(bytes, ref at) is not { } marker) return picture.ReportDamage("The JPEG ends within its headers.");
        if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
        {
            at += 2;
            return true;
        }
        if (marker == EndOfImage) return picture.ReportDamage("The JPEG has no picture data.");
        if (marker == StartOfScan)
            return !HasEndOfImage(bytes, at) && picture.ReportDamage("The JPEG is truncated: its end-of-image marker is missing.");

        if (!bytes.TryReadSpan(at + 2, 2, out var size)) return picture.ReportDamage("The JPEG ends within its headers.");
        int length = BinaryPrimitives.ReadUInt16BigEndian(size);
        if (length < 2) return picture.ReportDamage("The JPEG's headers are damaged: a segment has no length.");
        if (IsFrameHeader(marker) && picture.Width == 0) ReadFrameHeader(bytes.ReadSpan(at + 4, 5), picture);
        if (marker == App1 && picture.Exif is null && bytes.ReadSpan(at + 4, 6).SequenceEqual("Exif\0\0"u8))
            picture.Exif = ExifData.Parse(bytes.ReadSpan(at + 4, length - 2));
        at += 2 + length;
        return true;
    }

    /// <summary>Moves to the next marker; null when there is none within 8 MiB. Stray and fill bytes before it are skipped, as in
    /// libjpeg.</summary>
    private static byte? FindMarker(FileBytes bytes, ref long at)
    {
        for (var end = Math.Min(bytes.Length, at + MaxSearchLength); at + 1 < end;)
        {
            var window = bytes.ReadSpan(at, 1024);
            for (var i = 0; i + 1 < window.Length; i++)
            {
                if (window[i] != 0xFF || window[i + 1] is 0x00 or 0xFF) continue;
                at += i;
                return window[i + 1];
            }
            at += Math.Max(1, window.Length - 1); // its last byte may begin a marker
        }
        return null;
    }

    private static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static void ReadFrameHeader(ReadOnlySpan<byte> frame, PictureFactsBuilder picture)
    {
        if (frame.Length < 5) return;
        picture.Height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]);
        picture.Width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
    }

    private static bool HasEndOfImage(FileBytes bytes, long scan) =>
        bytes.Contains(Math.Max(scan, bytes.Length - TailLength), bytes.Length, [0xFF, EndOfImage])
        || bytes.Contains(scan, Math.Min(scan + MaxSearchLength, bytes.Length - TailLength + 1), [0xFF, EndOfImage]);
}
