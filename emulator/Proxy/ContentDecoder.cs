using System.IO.Compression;

namespace Scopix.Emulator.Proxy;

/// <summary>Removes the content encoding of a copied body.</summary>
internal static class ContentDecoder
{
    /// <summary>The decoded body; null when it is unknown, broken or too long.</summary>
    public static ReadOnlyMemory<byte>? Decode(ReadOnlyMemory<byte> body, string? encoding)
    {
        if (string.IsNullOrEmpty(encoding) || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)) return body;
        using var encoded = new MemoryStream(body.ToArray());
        using Stream? decoded = encoding.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(encoded, CompressionMode.Decompress),
            "br" => new BrotliStream(encoded, CompressionMode.Decompress),
            "deflate" => new ZLibStream(encoded, CompressionMode.Decompress),
            _ => null,
        };
        if (decoded is null) return null;
        try
        {
            return ReadWhole(decoded);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException) // Brotli reports the second
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte>? ReadWhole(Stream decoded)
    {
        var copy = new BodyCopy();
        var buffer = new byte[64 * 1024];
        while (!copy.IsTooLong && decoded.Read(buffer) is > 0 and var count) copy.Add(buffer.AsSpan(0, count));
        return copy.ToMemory();
    }
}
