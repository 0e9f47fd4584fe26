using System.Buffers.Binary;

namespace Scopix.Emulator.Media;

/// <summary>WebP: size from VP8X, VP8 or VP8L (whichever comes first), EXIF from the EXIF chunk.</summary>
internal static class WebP
{
    public static MediaFacts Read(FileBytes bytes)
    {
        var picture = new Picture("webp", "webp");
        long end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(bytes.At(4, 4));
        if (end > bytes.Length) picture.Broken("The WebP is truncated: it is shorter than its header says.");

        long at = 12;
        for (var part = 0; part < FileBytes.MaxParts && bytes.TryAt(at, 8, out var head); part++)
        {
            long length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            Chunk(bytes, head, at + 8, length, picture);
            at += 8 + length + (length & 1);
        }

        return picture.Facts();
    }

    private static void Chunk(FileBytes bytes, ReadOnlySpan<byte> head, long body, long length, Picture picture)
    {
        if (head.StartsWith("EXIF"u8) && length <= Exif.MaxBytes) picture.Exif ??= Exif.Read(bytes.At(body, (int)length));
        else if (picture.Width > 0) return;
        else if (head.StartsWith("VP8X"u8)) Extended(bytes.At(body, 10), picture);
        else if (head.StartsWith("VP8L"u8)) Lossless(bytes.At(body, 5), picture);
        else if (head.StartsWith("VP8 "u8)) Lossy(bytes.At(body, 10), picture);
    }

    private static void Extended(ReadOnlySpan<byte> header, Picture picture)
    {
        if (header.Length < 10) return;
        picture.Width = 1 + (header[4] | (header[5] << 8) | (header[6] << 16));
        picture.Height = 1 + (header[7] | (header[8] << 8) | (header[9] << 16));
    }

    private static void Lossless(ReadOnlySpan<byte> header, Picture picture)
    {
        if (header.Length < 5 || header[0] != 0x2F) return;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(header[1..]);
        picture.Width = 1 + (bits & 0x3FFF);
        picture.Height = 1 + ((bits >> 14) & 0x3FFF);
    }

    private static void Lossy(ReadOnlySpan<byte> header, Picture picture)
    {
        if (header.Length < 10 || !header[3..6].SequenceEqual<byte>([0x9D, 0x01, 0x2A])) return;
        picture.Width = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) & 0x3FFF;
        picture.Height = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) & 0x3FFF;
    }
}
