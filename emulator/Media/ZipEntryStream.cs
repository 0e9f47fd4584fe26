using System.IO.Compression;

namespace Scopix.Media;

/// <summary>Decompresses an entry of a ZIP, at most <see cref="MaxDecompressedLength"/> bytes of it.</summary>
internal sealed class ZipEntryStream : ForwardOnlyStream
{
    /// <summary>256 MiB: more than the text of any document with its markup.</summary>
    public const long MaxDecompressedLength = 256L << 20;
    private readonly Stream _decompressed;
    private long _bytesLeft = MaxDecompressedLength;

    private ZipEntryStream(Stream decompressed) => _decompressed = decompressed;

    /// <exception cref="UnreadableDocumentException">The entry has no local header, or another compression than deflate.</exception>
    public static ZipEntryStream Open(FileBytes bytes, ZipEntry entry)
    {
        if (!bytes.TryReadSpan(entry.HeaderOffset, 30, out var head) || !head.StartsWith("PK\u0003\u0004"u8) || (head[6] & 1) != 0
            || entry.Method is not (0 or 8))
            throw UnreadableDocumentException.CreateBroken("The document is broken: a part of its ZIP cannot be opened.");
        var start = entry.HeaderOffset + 30 + BinaryPrimitives.ReadUInt16LittleEndian(head[26..])
            + BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        var compressed = new FileSectionStream(bytes, start, Math.Min(bytes.Length, start + entry.CompressedLength));
        return new ZipEntryStream(entry.Method == 0 ? compressed : new DeflateStream(compressed, CompressionMode.Decompress));
    }

    /// <exception cref="UnreadableDocumentException">The entry is damaged or too large.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = _decompressed.Read(buffer);
            if ((_bytesLeft -= read) < 0) throw UnreadableDocumentException.CreateTooLarge("The document unpacks to over 256 MB.");
            return read;
        }
        catch (InvalidDataException)
        {
            throw UnreadableDocumentException.CreateBroken("The document is broken: its ZIP is damaged.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _decompressed.Dispose();
        base.Dispose(disposing);
    }

    private sealed class FileSectionStream(FileBytes bytes, long start, long end) : ForwardOnlyStream
    {
        private long _position = start;

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, Math.Max(0, end - _position));
            var read = count == 0 ? 0 : bytes.Read(_position, buffer[..count]);
            _position += read;
            return read;
        }
    }
}
