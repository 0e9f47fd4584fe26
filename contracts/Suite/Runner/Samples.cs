using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Scopix.Contracts.Runner;

/// <summary>A file to upload.</summary>
public sealed record SampleFile(string Name, string ContentType, byte[] Bytes)
{
    /// <summary>SHA-256 of the bytes, 64 lower-case hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Bytes));
}

/// <summary>Small files made in code. Their content differs from test to test, and from run to run on a live target.</summary>
public static class Samples
{
    /// <summary>A well-formed id that no file, session or other record has.</summary>
    public const string UnknownId = "00000000-0000-4000-8000-000000000000";

    /// <summary>A picture of one colour, followed by <paramref name="padding"/> zero bytes.</summary>
    public static SampleFile CreatePng(string name = "photo.png", int width = 8, int height = 6, int padding = 0)
    {
        var colour = SHA256.HashData(Encoding.UTF8.GetBytes(CreateMarker(name)));
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        byte[] row = [0, .. Enumerable.Range(0, width).SelectMany(_ => colour[..3])];

        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "tEXt", Encoding.Latin1.GetBytes($"Comment\0{Convert.ToHexString(colour)}"));
        WriteChunk(png, "IDAT", Compress([.. Enumerable.Range(0, height).SelectMany(_ => row)]));
        WriteChunk(png, "IEND", []);
        png.Write(new byte[padding]);
        return new(name, "image/png", png.ToArray());
    }

    /// <summary>A plain text.</summary>
    public static SampleFile CreateText(string name = "notes.txt", string text = "Quarterly inspection of the north pier.") =>
        new(name, "text/plain", Encoding.UTF8.GetBytes($"{text}\n\n{CreateMarker(name)}\n"));

    /// <summary>A shell script, which is refused.</summary>
    public static SampleFile CreateScript(string name = "script.sh") =>
        new(name, "image/png", Encoding.UTF8.GetBytes($"#!/bin/sh\necho {CreateMarker(name)}\n"));

    /// <summary>The beginning of a Linux program, which is refused.</summary>
    public static SampleFile CreateExecutable(string name = "tool.jpg") =>
        new(name, "image/jpeg",
            [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, .. Encoding.UTF8.GetBytes(CreateMarker(name)), .. new byte[64]]);

    /// <summary>A file of <c>fixtures/media</c>; skips the test when it does not exist.</summary>
    public static SampleFile ReadMedia(string name, string contentType)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "media", name);
        if (!File.Exists(path)) Target.Skip($"fixtures/media/{name} is not there");
        return new(Path.GetFileName(name), contentType, File.ReadAllBytes(path));
    }

    /// <summary>A text that is unique for the test, the run and the name; it can be a tag (at most 50 characters).</summary>
    public static string CreateMarker(string name)
    {
        var origin = $"{TestContext.Current.Test?.TestDisplayName}|{Target.Run}|{name}";
        return "mark-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)))[..16];
    }

    private static byte[] Compress(byte[] pixels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(pixels);
        return packed.ToArray();
    }

    private static void WriteChunk(Stream png, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(body));
        png.Write(number);
    }
}
