namespace Scopix.Emulator.Media.Pdf;

/// <summary>
/// PDF: <c>%PDF-</c> as the first thing in the file but for a byte order mark or white space, within its first KiB.
/// </summary>
internal static class PdfSignature
{
    public static MediaFacts? Read(FileBytes bytes)
    {
        var head = bytes.At(0, 1024);
        if (head.StartsWith<byte>([0xEF, 0xBB, 0xBF])) head = head[3..];
        return head.TrimStart("\0\t\n\f\r "u8).StartsWith("%PDF-"u8)
            ? new MediaFacts("document", "application/pdf", "pdf", DocumentType: "pdf")
            : null;
    }
}
