namespace Scopix.Media.Pdf;

/// <summary>PDF: <c>%PDF-</c> at the beginning after an optional byte order mark and white space, or anywhere in the first KiB when
/// objects follow and the bytes before are not refused (ISO 32000-1, annex H, note 13: Acrobat reads both, and <c>%!PS-Adobe-3.0
/// PDF-1.4</c>).</summary>
internal static class PdfInspector
{
    private const int MaxOffset = 1024, ObjectSearchLength = 4096;

    public static MediaFacts? Inspect(FileBytes bytes)
    {
        var offset = FindOffset(bytes);
        if (!bytes.ReadSpan(offset, 5).StartsWith("%PDF-"u8) && !IsPostScript(bytes.ReadSpan(0, 64))) return null;
        var before = Encoding.Latin1.GetString(bytes.ReadSpan(0, (int)offset));
        if (before.AsSpan().TrimStart("\0\t\n\f\r \u00EF\u00BB\u00BF").Length > 0)
        {
            if (!HasObjects(bytes, offset) || UnsupportedFormats.IsKnown(bytes)) return null;
            RefusedTextFormats.ThrowIfRefused(before);
        }
        return new MediaFacts("document", "application/pdf", "pdf", DocumentType: "pdf");
    }

    /// <summary>The position of the header, from which the file's offsets count; 0 when there is none.</summary>
    public static long FindOffset(FileBytes bytes) => Math.Max(0, bytes.ReadSpan(0, MaxOffset).IndexOf("%PDF-"u8));

    private static bool IsPostScript(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOfAny((byte)'\r', (byte)'\n');
        return head.StartsWith("%!PS-Adobe-"u8) && end > 0 && head[..end].IndexOf(" PDF-"u8) > 0;
    }

    private static bool HasObjects(FileBytes bytes, long offset) => bytes.Contains(offset, offset + ObjectSearchLength, " obj"u8);
}
