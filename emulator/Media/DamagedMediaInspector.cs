namespace Scopix.Media;

internal static class DamagedMediaInspector
{
    private const string Damage = "Its headers could not be read.";

    public static MediaFacts? Inspect(FileBytes bytes)
    {
        Span<byte> head = stackalloc byte[16];
        head = head[..bytes.Read(0, head)];
        if (JpegInspector.HasSignature(head)) return CreateImageFacts("jpeg", "jpg");
        if (head.StartsWith<byte>([0x89, .. "PNG"u8])) return CreateImageFacts("png", "png");
        if (head.StartsWith("GIF8"u8)) return CreateImageFacts("gif", "gif");
        if (head.Length >= 12 && head[8..].StartsWith("WEBP"u8)) return CreateImageFacts("webp", "webp");
        if (head.Length >= 12 && head[8..].StartsWith("AVI "u8)) return CreateVideoFacts("video/x-msvideo", "avi");
        if (head.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3])) return CreateVideoFacts("video/webm", "webm");
        if (head.Length < 12 || !head[4..].StartsWith("ftyp"u8)) return null;
        return head[8..].StartsWith("qt  "u8) ? CreateVideoFacts("video/quicktime", "mov") : CreateVideoFacts("video/mp4", "mp4");
    }

    private static MediaFacts CreateImageFacts(string format, string extension) =>
        new("image", "image/" + format, extension, format, Damage: Damage);

    private static MediaFacts CreateVideoFacts(string contentType, string format) =>
        new("video", contentType, format, format, Damage: Damage, Movie: MovieFacts.Unknown);
}
