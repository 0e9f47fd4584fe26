using System.Buffers.Binary;

namespace Scopix.Emulator.Media;

/// <summary>
/// JPEG: size from the first frame header, EXIF from the first APP1 that has it, an end-of-image marker behind the picture data.
/// </summary>
internal static class Jpeg
{
    private const byte EndOfImage = 0xD9, StartOfScan = 0xDA, App1 = 0xE1;

    // Cameras append whole films behind the picture, so a tail without the marker is looked for from the front as well.
    private const int Tail = 65_536, Front = 8 << 20;

    /// <summary>True for a start-of-image marker with another marker behind it, at once or after a few stray bytes.</summary>
    public static bool Begins(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith<byte>([0xFF, 0xD8])) return false;
        for (var i = 2; i + 1 < head.Length; i++)
            if (head[i] == 0xFF && head[i + 1] is >= 0xC0 and < 0xFF) return true;
        return head.Length > 2 && head[2] == 0xFF;
    }

    public static MediaFacts Read(FileBytes bytes)
    {
        var picture = new Picture("jpeg", "jpg");
        long at = 2;
        for (var part = 0; ; part++)
        {
            if (part == FileBytes.MaxParts) picture.Broken("The JPEG has too many segments before its picture data.");
            else if (Segment(bytes, ref at, picture)) continue;
            break;
        }

        return picture.Facts();
    }

    /// <summary>Reads the next segment and moves behind it; false when there is nothing more to read.</summary>
    private static bool Segment(FileBytes bytes, ref long at, Picture picture)
    {
        if (Marker(bytes, ref at) is not { } marker) return picture.Broken("The JPEG ends within its headers.");
        if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
        {
            at += 2;
            return true;
        }

        if (marker == EndOfImage) return picture.Broken("The JPEG has no picture data.");
        if (marker == StartOfScan)
            return !Ends(bytes, at) && picture.Broken("The JPEG is truncated: its end-of-image marker is missing.");

        if (!bytes.TryAt(at + 2, 2, out var size)) return picture.Broken("The JPEG ends within its headers.");
        int length = BinaryPrimitives.ReadUInt16BigEndian(size);
        if (length < 2) return picture.Broken("The JPEG's headers are damaged: a segment has no length.");
        if (IsFrame(marker) && picture.Width == 0) Frame(bytes.At(at + 4, 5), picture);
        if (marker == App1 && picture.Exif is null && bytes.At(at + 4, 6).SequenceEqual("Exif\0\0"u8))
            picture.Exif = Exif.Read(bytes.At(at + 4, length - 2));
        at += 2 + length;
        return true;
    }

    /// <summary>
    /// The next marker from an offset on, which moves to it. Stray bytes and fill bytes before it are passed over, as libjpeg
    /// does with a warning ("extraneous bytes before marker"); null when none follows within 8 MiB.
    /// </summary>
    private static byte? Marker(FileBytes bytes, ref long at)
    {
        for (var end = Math.Min(bytes.Length, at + Front); at + 1 < end;)
        {
            var window = bytes.At(at, 1024);
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

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static void Frame(ReadOnlySpan<byte> frame, Picture picture)
    {
        if (frame.Length < 5) return;
        picture.Height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]);
        picture.Width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
    }

    private static bool Ends(FileBytes bytes, long scan) =>
        bytes.Contains(Math.Max(scan, bytes.Length - Tail), bytes.Length, [0xFF, EndOfImage])
        || bytes.Contains(scan, Math.Min(scan + Front, bytes.Length - Tail + 1), [0xFF, EndOfImage]);
}
