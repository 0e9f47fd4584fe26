using Scopix.Emulator.Media.Pdf;

namespace Scopix.Emulator.Media;

/// <summary>
/// Which reader a file's first bytes call for. The leading signature decides alone: a JPEG with a ZIP behind it is a JPEG
/// (assumed; seed 001 says "magic byte signatures" and no more).
/// </summary>
internal static class Signatures
{
    /// <summary>The facts of an accepted binary type, or null when the first bytes are not those of one.</summary>
    /// <exception cref="RefusedMediaException">The signature is one of an accepted family, the file is not (a ZIP that is no
    /// DOCX, a picture with a script in it).</exception>
    public static MediaFacts? Read(FileBytes bytes)
    {
        Span<byte> head = stackalloc byte[16];
        head = head[..bytes.Read(0, head)];

        if (Jpeg.Begins(head)) return Jpeg.Read(WithoutScript(bytes));
        if (head.StartsWith<byte>([0x89, .. "PNG\r\n\u001a\n"u8])) return Png.Read(WithoutScript(bytes));
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return Gif.Read(WithoutScript(bytes));
        if (IsRiff(head, "WEBP"u8)) return WebP.Read(WithoutScript(bytes));
        if (IsRiff(head, "AVI "u8)) return Avi.Read(bytes);
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8)) return Docx.Read(bytes);
        if (head.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3])) return WebM.Read(bytes);
        return IsoVideo.Read(bytes) ?? PdfSignature.Read(bytes);
    }

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) =>
        head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual(form);

    private static FileBytes WithoutScript(FileBytes bytes)
    {
        HiddenScript.Refuse(bytes);
        return bytes;
    }
}
