using System.IO.Compression;

namespace Scopix.Media.Pdf;

/// <summary>FlateDecode. The checksum is not verified; a damaged stream ends at the damage.</summary>
internal static class PdfFlate
{
    public static byte[] Decode(byte[] bytes)
    {
        var zlib = bytes.Length >= 2 && (bytes[0] & 0x0F) == 8 && ((bytes[0] << 8) | bytes[1]) % 31 == 0;
        var skipped = zlib ? 2 : 0;
        using var source = new MemoryStream(bytes, skipped, bytes.Length - skipped, writable: false);
        using var inflate = new DeflateStream(source, CompressionMode.Decompress);
        var output = new byte[Math.Max(256, Math.Min(bytes.Length * 4, 1 << 20))];
        var length = 0;
        try
        {
            for (int read; (read = inflate.Read(output, length, output.Length - length)) > 0;)
            {
                length += read;
                if (length < output.Length) continue;
                if (length >= PdfBudget.MaxStreamLength)
                    throw UnreadableDocumentException.CreateTooLarge("A part of the PDF unpacks to over 64 MB.");
                Array.Resize(ref output, Math.Min(PdfBudget.MaxStreamLength, length * 2));
            }
        }
        catch (InvalidDataException)
        {
            // The stream is truncated or damaged: the bytes decoded so far are returned.
        }
        Array.Resize(ref output, length);
        return output;
    }
}
