namespace Scopix.Emulator.Media;

/// <summary>What a picture or video is by its first bytes alone: for a file whose own reader failed in a way it should not.</summary>
internal static class UnreadMedia
{
    private const string Damage = "Its headers could not be read.";

    /// <summary>The facts without any detail, or null when the first bytes are not those of a picture or video.</summary>
    public static MediaFacts? Of(FileBytes bytes)
    {
        Span<byte> head = stackalloc byte[16];
        head = head[..bytes.Read(0, head)];
        if (Jpeg.Begins(head)) return Image("jpeg", "jpg");
        if (head.StartsWith<byte>([0x89, .. "PNG"u8])) return Image("png", "png");
        if (head.StartsWith("GIF8"u8)) return Image("gif", "gif");
        if (head.Length >= 12 && head[8..].StartsWith("WEBP"u8)) return Image("webp", "webp");
        if (head.Length >= 12 && head[8..].StartsWith("AVI "u8)) return Video("video/x-msvideo", "avi");
        if (head.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3])) return Video("video/webm", "webm");
        if (head.Length < 12 || !head[4..].StartsWith("ftyp"u8)) return null;
        return head[8..].StartsWith("qt  "u8) ? Video("video/quicktime", "mov") : Video("video/mp4", "mp4");
    }

    private static MediaFacts Image(string format, string extension) =>
        new("image", "image/" + format, extension, format, Damage: Damage);

    private static MediaFacts Video(string contentType, string format) =>
        new("video", contentType, format, format, Damage: Damage, Movie: MovieFacts.Unknown);
}
