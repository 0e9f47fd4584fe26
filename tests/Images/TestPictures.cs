using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using Scopix.Media;

namespace Scopix.Emulator.Tests.Images;

/// <summary>PNGs made in code.</summary>
internal static class TestPictures
{
    /// <summary>A PNG of given pixels; <paramref name="pixel"/> answers 3 samples, or 4 with alpha.</summary>
    public static byte[] CreatePng(int width, int height, Func<int, int, byte[]> pixel)
    {
        var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
            for (var y = 0; y < height; y++) zlib.Write([0, .. Enumerable.Range(0, width).SelectMany(x => pixel(x, y))]);
        return CreatePng(width, height, pixel(0, 0).Length == 4 ? 6 : 2, 8, data.ToArray());
    }

    /// <summary>A PNG with a sound frame around whatever data.</summary>
    public static byte[] CreatePng(int width, int height, int colourType, int bits, byte[] data)
    {
        byte[] header = [.. BigEndian((uint)width), .. BigEndian((uint)height), (byte)bits, (byte)colourType, 0, 0, 0];
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", data), .. Chunk("IEND", [])];
    }

    /// <summary>A picture of a few colours with a gradient, different for another number.</summary>
    public static byte[] CreateGradient(int width, int height, int n = 0) =>
        CreatePng(width, height, (x, y) => [(byte)(x * 255 / width), (byte)(y * 255 / height), (byte)(n + (x + y) / 8)]);

    /// <summary>What the bytes of a picture say of it.</summary>
    public static string Describe(byte[] picture)
    {
        using var stream = new MemoryStream(picture);
        var facts = MediaInspector.Inspect(stream, "picture");
        return $"{facts.Format} {facts.Width}x{facts.Height}{(facts.Damage is null ? "" : " damaged")}";
    }

    /// <summary>True for the placeholder picture.</summary>
    public static bool IsPlaceholder(
        byte[] picture) => picture.AsSpan().StartsWith<byte>([0x89, 0x50]) && picture.Length < 3_000 && picture[25] == 0;

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(Crc32.HashToUInt32(body))];
    }

    private static byte[] BigEndian(uint number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
