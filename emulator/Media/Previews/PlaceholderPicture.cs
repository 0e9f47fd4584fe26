using System.IO.Compression;
using System.IO.Hashing;

namespace Scopix.Media.Previews;

/// <summary>A light grey PNG for files whose picture could not be made.</summary>
internal static class PlaceholderPicture
{
    private const byte Grey = 0xD8;

    /// <summary>A few hundred bytes for any size of 1 to 16,384 pixels.</summary>
    public static byte[] CreatePng(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 16_384);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, 16_384);
        var png = new MemoryStream();
        png.Write([0x89, .. "PNG\r\n\u001a\n"u8]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits, of grey alone
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, CompressRows(width, height));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] CompressRows(int width, int height)
    {
        var row = new byte[width + 1];
        row.AsSpan(1).Fill(Grey);
        var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
            for (var y = 0; y < height; y++) zlib.Write(row);
        return data.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] body = [.. type, .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(body));
        png.Write(number);
    }
}
