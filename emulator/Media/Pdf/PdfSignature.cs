using System.Text;

namespace Scopix.Emulator.Media.Pdf;

/// <summary>
/// PDF: <c>%PDF-</c> as the first thing in the file but for a byte order mark or white space, or anywhere in its first KiB when
/// objects follow and what comes before is nothing that is refused (ISO 32000-1, annex H, note 13: Acrobat reads both, and
/// <c>%!PS-Adobe-3.0 PDF-1.4</c>).
/// </summary>
internal static class PdfSignature
{
    private const int Head = 1024, ObjectsWithin = 4096;

    public static MediaFacts? Read(FileBytes bytes)
    {
        var offset = Offset(bytes);
        if (!bytes.At(offset, 5).StartsWith("%PDF-"u8) && !IsPostScript(bytes.At(0, 64))) return null;
        var before = Encoding.Latin1.GetString(bytes.At(0, (int)offset));
        if (before.AsSpan().TrimStart("\0\t\n\f\r \u00EF\u00BB\u00BF").Length > 0)
        {
            if (!HasObjects(bytes, offset) || Refusals.Knows(bytes)) return null;
            TextKinds.Refuse(before);
        }

        return new MediaFacts("document", "application/pdf", "pdf", DocumentType: "pdf");
    }

    /// <summary>Where the header is, which offsets in the file count from; 0 when there is none.</summary>
    public static long Offset(FileBytes bytes) => Math.Max(0, bytes.At(0, Head).IndexOf("%PDF-"u8));

    private static bool IsPostScript(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOfAny((byte)'\r', (byte)'\n');
        return head.StartsWith("%!PS-Adobe-"u8) && end > 0 && head[..end].IndexOf(" PDF-"u8) > 0;
    }

    private static bool HasObjects(FileBytes bytes, long offset) => bytes.Contains(offset, offset + ObjectsWithin, " obj"u8);
}
