namespace Scopix.Media;

/// <summary>WebP: size from VP8X, VP8 or VP8L (whichever comes first), EXIF from the EXIF chunk.</summary>
internal static class WebPInspector
{
    public static MediaFacts Inspect(FileBytes bytes)
    {
        var picture = new PictureFactsBuilder("webp", "webp");
        long end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(bytes.ReadSpan(4, 4));
        if (end > bytes.Length) picture.ReportDamage("The WebP is truncated: it is shorter than its header says.");

        long at = 12;
        for (var part = 0; part < FileBytes.MaxElements && bytes.TryReadSpan(at, 8, out var head); part++)
        {
            long length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            ReadChunk(bytes, head, at + 8, length, picture);
            at += 8 + length + (length & 1);
        }
        return picture.ToFacts();
    }

    private static void ReadChunk(FileBytes bytes, ReadOnlySpan<byte> head, long body, long length, PictureFactsBuilder picture)
    {
        if (head.StartsWith("EXIF"u8) && length <= ExifData.MaxBytes) picture.Exif ??= ExifData.Parse(bytes.ReadSpan(body, (int)length));
        else if (picture.Width > 0) return;
        else if (head.StartsWith("VP8X"u8)) ReadExtendedHeader(bytes.ReadSpan(body, 10), picture);
        else if (head.StartsWith("VP8L"u8)) ReadLosslessHeader(bytes.ReadSpan(body, 5), picture);
        else if (head.StartsWith("VP8 "u8)) ReadLossyHeader(bytes.ReadSpan(body, 10), picture);
    }

    private static void ReadExtendedHeader(ReadOnlySpan<byte> header, PictureFactsBuilder picture)
    {
        if (header.Length < 10) return;
        picture.Width = 1 + (header[4] | (header[5] << 8) | (header[6] << 16));
        picture.Height = 1 + (header[7] | (header[8] << 8) | (header[9] << 16));
    }

    private static void ReadLosslessHeader(ReadOnlySpan<byte> header, PictureFactsBuilder picture)
    {
        if (header.Length < 5 || header[0] != 0x2F) return;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(header[1..]);
        picture.Width = 1 + (bits & 0x3FFF);
        picture.Height = 1 + ((bits >> 14) & 0x3FFF);
    }

    private static void ReadLossyHeader(ReadOnlySpan<byte> header, PictureFactsBuilder picture)
    {
        if (header.Length < 10 || !header[3..6].SequenceEqual<byte>([0x9D, 0x01, 0x2A])) return;
        picture.Width = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) & 0x3FFF;
        picture.Height = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) & 0x3FFF;
    }
}
