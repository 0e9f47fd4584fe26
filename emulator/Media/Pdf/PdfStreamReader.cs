namespace Scopix.Media.Pdf;

/// <summary>Reads a stream's bytes: as many as its Length states when <c>endstream</c> follows, otherwise up to the next
/// <c>endstream</c>.</summary>
internal static class PdfStreamReader
{
    public static byte[] Read(PdfFile file, PdfStream stream)
    {
        var length = file.Resolve(stream.Dictionary["Length"]).AsOffset;
        if (length < 0 || length > file.Bytes.Length - stream.Offset || !IsEndOfStream(file.Bytes, stream.Offset + length))
            length = FindLength(file, stream.Offset);
        if (length > PdfBudget.MaxStreamLength)
            throw UnreadableDocumentException.CreateTooLarge("A part of the PDF that should hold text is over 64 MB.");
        file.Budget.SpendRead(length);
        var bytes = new byte[length];
        return bytes[..file.Bytes.Read(stream.Offset, bytes)];
    }

    private static bool IsEndOfStream(FileBytes bytes, long at)
    {
        var tail = bytes.ReadSpan(at, 32).TrimStart(" \r\n\t\0"u8);
        return tail.StartsWith("endstream"u8) || tail.StartsWith("endobj"u8);
    }

    private static long FindLength(PdfFile file, long start)
    {
        var end = Math.Min(file.Bytes.Length, start + PdfBudget.MaxStreamLength);
        var buffer = new byte[1 << 16];
        for (var at = start; at < end; at += buffer.Length - 8)
        {
            var length = file.Bytes.Read(at, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at)));
            file.Budget.SpendRead(length);
            var found = buffer.AsSpan(0, length).IndexOf("endstream"u8);
            if (found >= 0) return at + found - start;
            if (length < buffer.Length) break;
        }
        return Math.Max(0, end - start);
    }
}
