using System.Buffers.Binary;
using System.IO.Compression;

namespace Scopix.Emulator.Tests.Images;

/// <summary>Pictures that lack half of their data, and end as whole ones do, so that only a decoder can see it.</summary>
internal static class TruncatedPictures
{
    public static byte[] Create(string format) => format switch
    {
        "jpg" => [.. Samples.Photo()[..^6000], 0xFF, 0xD9],
        "png" => TestPictures.CreatePng(200, 150, 2, 8, HalfOfData()),
        "webp" => CutWebP(Samples.File("photo.webp")),
        _ => [.. TestGif.Create(200, (200, 30, 30))[..20_000], 0, 0x3B],
    };

    private static byte[] HalfOfData()
    {
        var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.NoCompression, leaveOpen: true)) zlib.Write(new byte[75 * 601]);
        return data.ToArray();
    }

    /// <summary>Halves the chunk of the picture's data, and corrects all lengths.</summary>
    private static byte[] CutWebP(byte[] webp)
    {
        var chunks = new MemoryStream();
        for (var at = 12; at < webp.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(webp.AsSpan(at + 4));
            var kept = webp.AsSpan(at, 4).SequenceEqual("VP8 "u8) ? length / 4 * 2 : length;
            chunks.Write(webp, at, 4);
            chunks.Write(LittleEndian(kept));
            chunks.Write(webp, at + 8, kept + (kept & 1));
            at += 8 + length + (length & 1);
        }
        return [.. "RIFF"u8, .. LittleEndian((int)chunks.Length + 4), .. "WEBP"u8, .. chunks.ToArray()];
    }

    private static byte[] LittleEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
