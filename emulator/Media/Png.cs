using System.Buffers.Binary;
using System.IO.Hashing;

namespace Scopix.Emulator.Media;

/// <summary>
/// PNG: size from IHDR, EXIF from eXIf. Chunks are walked by their lengths; nothing is ever inflated, so there is no bomb to
/// set off.
/// </summary>
internal static class Png
{
    public static MediaFacts Read(FileBytes bytes)
    {
        var picture = new Picture("png", "png");
        if (Header(bytes, picture)) Chunks(bytes, picture);
        return picture.Facts();
    }

    private static bool Header(FileBytes bytes, Picture picture)
    {
        if (!bytes.TryAt(8, 25, out var chunk)) return picture.Broken("The PNG ends within its header.");
        if (!chunk[..8].SequenceEqual("\0\0\0\rIHDR"u8))
            return picture.Broken("The PNG's header is damaged: IHDR is not its first chunk.");
        if (Crc32.HashToUInt32(chunk[4..21]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[21..]))
            return picture.Broken("The PNG's header is damaged: its checksum is wrong.");
        picture.Width = BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]);
        picture.Height = BinaryPrimitives.ReadUInt32BigEndian(chunk[12..]);
        return true;
    }

    private static void Chunks(FileBytes bytes, Picture picture)
    {
        var data = false;
        long at = 33;
        for (var part = 0; part < FileBytes.MaxParts; part++)
        {
            if (!bytes.TryAt(at, 8, out var head)) break;
            long length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (head[4..].SequenceEqual("IEND"u8) && at + 12 <= bytes.Length)
            {
                if (!data) picture.Broken("The PNG has no picture data.");
                return;
            }

            data |= head[4..].SequenceEqual("IDAT"u8);
            if (picture.Exif is null && head[4..].SequenceEqual("eXIf"u8) && length <= Exif.MaxBytes)
                picture.Exif = Exif.Read(bytes.At(at + 8, (int)length));
            at += 12 + length;
        }

        if (!bytes.Contains(Math.Max(33, bytes.Length - 65_536), bytes.Length, [.. "\0\0\0\0IEND"u8, 0xAE, 0x42, 0x60, 0x82]))
            picture.Broken("The PNG is truncated: its IEND chunk is missing.");
    }
}
