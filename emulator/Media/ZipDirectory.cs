namespace Scopix.Media;

/// <summary>An entry of a ZIP's central directory. The method is 0 for stored, 8 for deflated; the length is compressed; the offset is
/// that of the local header.</summary>
internal sealed record ZipEntry(string Name, int Method, long CompressedLength, long HeaderOffset);

/// <summary>Reads at most <see cref="FileBytes.MaxElements"/> entries of a ZIP's central directory; ZIP64 is not supported.</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22, EntryLength = 46, MaxCommentLength = 65_535;

    /// <summary>The entries in their order, without those whose names have more bytes than <paramref name="longestName"/>.</summary>
    public static List<ZipEntry> ReadEntries(FileBytes bytes, int longestName)
    {
        var entries = new List<ZipEntry>();
        var (at, end) = FindDirectory(bytes);
        for (var part = 0; part < FileBytes.MaxElements && at + EntryLength <= end; part++)
        {
            var entry = bytes.ReadSpan(at, EntryLength);
            if (entry.Length < EntryLength || !entry.StartsWith("PK\u0001\u0002"u8)) break;
            int method = ReadUInt16(entry[10..]), name = ReadUInt16(entry[28..]), extra = ReadUInt16(entry[30..]),
                comment = ReadUInt16(entry[32..]);
            long compressed = ReadUInt32(entry[20..]), offset = ReadUInt32(entry[42..]);
            if (name <= longestName)
                entries.Add(new ZipEntry(Encoding.UTF8.GetString(bytes.ReadSpan(at + EntryLength, name)), method, compressed, offset));
            at += EntryLength + name + extra + comment;
        }
        return entries;
    }

    /// <summary>The central directory's position by the last end record whose comment fits in the file.</summary>
    private static (long Start, long End) FindDirectory(FileBytes bytes)
    {
        var tailStart = Math.Max(0, bytes.Length - EndLength - MaxCommentLength);
        var tail = bytes.ReadSpan(tailStart, EndLength + MaxCommentLength);
        for (var at = tail.LastIndexOf("PK\u0005\u0006"u8); at >= 0; at = tail[..at].LastIndexOf("PK\u0005\u0006"u8))
        {
            if (at + EndLength > tail.Length || at + EndLength + ReadUInt16(tail[(at + 20)..]) > tail.Length) continue;
            return (ReadUInt32(tail[(at + 16)..]), tailStart + at);
        }
        return (0, 0);
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
