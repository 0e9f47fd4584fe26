namespace Scopix.Emulator.Media.Pdf;

/// <summary>
/// A stream's bytes as they are in the file: as many as its Length says when <c>endstream</c> follows there, otherwise up to
/// the next <c>endstream</c>.
/// </summary>
internal static class PdfRaw
{
    public static byte[] Read(PdfFile file, PdfStream stream)
    {
        var length = file.Get(stream.Dictionary["Length"]).Offset;
        if (length < 0 || length > file.Bytes.Length - stream.Offset || !Ends(file.Bytes, stream.Offset + length))
            length = Search(file, stream.Offset);
        if (length > PdfBudget.MaxStream) throw UnreadableDocumentException.TooLarge("A part of the PDF that should hold text is over 64 MB.");
        file.Budget.Read(length);
        var bytes = new byte[length];
        return bytes[..file.Bytes.Read(stream.Offset, bytes)];
    }

    private static bool Ends(FileBytes bytes, long at)
    {
        var tail = bytes.At(at, 32).TrimStart(" \r\n\t\0"u8);
        return tail.StartsWith("endstream"u8) || tail.StartsWith("endobj"u8);
    }

    private static long Search(PdfFile file, long start)
    {
        var end = Math.Min(file.Bytes.Length, start + PdfBudget.MaxStream);
        var buffer = new byte[1 << 16];
        for (var at = start; at < end; at += buffer.Length - 8)
        {
            var length = file.Bytes.Read(at, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at)));
            file.Budget.Read(length);
            var found = buffer.AsSpan(0, length).IndexOf("endstream"u8);
            if (found >= 0) return at + found - start;
            if (length < buffer.Length) break;
        }

        return Math.Max(0, end - start);
    }
}
