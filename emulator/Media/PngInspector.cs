using System.IO.Hashing;

namespace Scopix.Media;

/// <summary>PNG: size from IHDR, EXIF from eXIf. Chunks are never inflated, so decompression bombs have no effect.</summary>
internal static class PngInspector
{
    public static MediaFacts Inspect(FileBytes bytes)
    {
        var picture = new PictureFactsBuilder("png", "png");
        if (ReadHeader(bytes, picture)) ReadChunks(bytes, picture);
        return picture.ToFacts();
    }

    private static bool ReadHeader(FileBytes bytes, PictureFactsBuilder picture)
    {
        if (!bytes.TryReadSpan(8, 25, out var chunk)) return picture.ReportDamage("The PNG ends within its header.");
        if (!chunk[..8].SequenceEqual("\0\0\0\rIHDR"u8))
            return picture.ReportDamage("The PNG's header is damaged: IHDR is not its first chunk.");
        if (Crc32.HashToUInt32(chunk[4..21]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[21..]))
            return picture.ReportDamage("The PNG's header is damaged: its checksum is wrong.");
        picture.Width = BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]);
        picture.Height = BinaryPrimitives.ReadUInt32BigEndian(chunk[12..]);
        return true;
    }

    private static void ReadChunks(FileBytes bytes, PictureFactsBuilder picture)
    {
        var data = false;
        long at = 33;
        for (var part = 0; part < FileBytes.MaxElements; part++)
        {
            if (!bytes.TryReadSpan(at, 8, out var head)) break;
            long length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (head[4..].SequenceEqual("IEND"u8) && at + 12 <= bytes.Length)
            {
                if (!data) picture.ReportDamage("The PNG has no picture data.");
                return;
            }
            data |= head[4..].SequenceEqual("IDAT"u8);
            if (picture.Exif is null && head[4..].SequenceEqual("eXIf"u8) && length <= ExifData.MaxBytes)
                picture.Exif = ExifData.Parse(bytes.ReadSpan(at + 8, (int)length));
            at += 12 + length;
        }
        if (!bytes.Contains(Math.Max(33, bytes.Length - 65_536), bytes.Length, [.. "\0\0\0\0IEND"u8, 0xAE, 0x42, 0x60, 0x82]))
            picture.ReportDamage("The PNG is truncated: its IEND chunk is missing.");
    }
}
