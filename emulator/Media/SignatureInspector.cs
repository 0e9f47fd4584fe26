using Scopix.Media.Pdf;

namespace Scopix.Media;

/// <summary>Selects the reader by a file's first bytes alone: a JPEG followed by a ZIP is a JPEG (assumed; seed 001 says "magic byte
/// signatures" and no more).</summary>
internal static class SignatureInspector
{
    private const int HeadLength = 16;

    /// <summary>Null when the first bytes are not those of an accepted binary type.</summary>
    /// <exception cref="RefusedMediaException">The signature is accepted, but the file is not (a ZIP that is no DOCX, a picture with a
    /// script in it).</exception>
    public static MediaFacts? Inspect(FileBytes bytes) => DetectFormat(bytes, stackalloc byte[HeadLength]) switch
    {
        "jpeg" => JpegInspector.Inspect(RefuseScript(bytes)),
        "png" => PngInspector.Inspect(RefuseScript(bytes)),
        "gif" => GifInspector.Inspect(RefuseScript(bytes)),
        "webp" => WebPInspector.Inspect(RefuseScript(bytes)),
        "avi" => AviInspector.Inspect(bytes),
        "zip" => DocxInspector.Inspect(bytes),
        "webm" => WebMInspector.Inspect(bytes),
        _ => IsoVideoInspector.Inspect(bytes) ?? PdfInspector.Inspect(bytes),
    };

    /// <summary>The facts of a picture or video by its signature alone; null for other files.</summary>
    public static MediaFacts? InspectDamaged(FileBytes bytes)
    {
        const string damage = "Its headers could not be read.";
        Span<byte> head = stackalloc byte[HeadLength];
        var format = DetectFormat(bytes, head);
        if (format is "jpeg" or "png" or "gif" or "webp")
            return new("image", "image/" + format, format == "jpeg" ? "jpg" : format, format, Damage: damage);
        if (bytes.Length >= 12 && head[4..].StartsWith("ftyp"u8)) format = head[8..].StartsWith("qt  "u8) ? "mov" : "mp4";
        var contentType = format switch { "avi" => "video/x-msvideo", "mov" => "video/quicktime", _ => "video/" + format };
        return format is "avi" or "webm" or "mov" or "mp4"
            ? new("video", contentType, format, format, Damage: damage, Movie: MovieFacts.Unknown) : null;
    }

    /// <summary>Reads only the head, since what follows it may be unreadable.</summary>
    private static string? DetectFormat(FileBytes bytes, Span<byte> buffer)
    {
        ReadOnlySpan<byte> head = buffer[..bytes.Read(0, buffer)];
        if (JpegInspector.HasSignature(head)) return "jpeg";
        if (head.StartsWith<byte>([0x89, .. "PNG\r\n\u001a\n"u8])) return "png";
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return "gif";
        if (IsRiff(head, "WEBP"u8)) return "webp";
        if (IsRiff(head, "AVI "u8)) return "avi";
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8)) return "zip";
        return head.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]) ? "webm" : null;
    }

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) =>
        head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual(form);

    private static FileBytes RefuseScript(FileBytes bytes)
    {
        EmbeddedScriptCheck.ThrowIfFound(bytes);
        return bytes;
    }
}
