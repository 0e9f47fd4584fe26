using Scopix.Media.Pdf;

namespace Scopix.Media;

/// <summary>Selects the reader by a file's first bytes alone: a JPEG followed by a ZIP is a JPEG (assumed; seed 001 says "magic byte
/// signatures" and no more).</summary>
internal static class SignatureInspector
{
    /// <summary>Null when the first bytes are not those of an accepted binary type.</summary>
    /// <exception cref="RefusedMediaException">The signature is accepted, but the file is not (a ZIP that is no DOCX, a picture with a
    /// script in it).</exception>
    public static MediaFacts? Inspect(FileBytes bytes)
    {
        Span<byte> head = stackalloc byte[16];
        head = head[..bytes.Read(0, head)];

        if (JpegInspector.HasSignature(head)) return JpegInspector.Inspect(RefuseScript(bytes));
        if (head.StartsWith<byte>([0x89, .. "PNG\r\n\u001a\n"u8])) return PngInspector.Inspect(RefuseScript(bytes));
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return GifInspector.Inspect(RefuseScript(bytes));
        if (IsRiff(head, "WEBP"u8)) return WebPInspector.Inspect(RefuseScript(bytes));
        if (IsRiff(head, "AVI "u8)) return AviInspector.Inspect(bytes);
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8)) return DocxInspector.Inspect(bytes);
        if (head.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3])) return WebMInspector.Inspect(bytes);
        return IsoVideoInspector.Inspect(bytes) ?? PdfInspector.Inspect(bytes);
    }

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) =>
        head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual(form);

    private static FileBytes RefuseScript(FileBytes bytes)
    {
        EmbeddedScriptCheck.ThrowIfFound(bytes);
        return bytes;
    }
}
