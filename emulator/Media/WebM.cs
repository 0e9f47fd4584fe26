using System.Text;

namespace Scopix.Emulator.Media;

/// <summary>
/// WebM: an EBML file whose DocType says so. Matroska is the same container under another name, and not accepted.
/// </summary>
internal static class WebM
{
    private const int DocType = 0x4282;

    /// <exception cref="RefusedMediaException">Any other EBML file.</exception>
    public static MediaFacts Read(FileBytes bytes) => ReadDocType(bytes.At(4, 4096)) switch
    {
        "webm" => new MediaFacts("video", "video/webm", "webm", "webm"),
        "matroska" => throw RefusedMediaException.Named("a Matroska video"),
        _ => throw RefusedMediaException.Named("an EBML file of an unknown kind"),
    };

    private static string ReadDocType(ReadOnlySpan<byte> rest)
    {
        var size = Number(ref rest, keepMarker: false);
        rest = rest[..(int)Math.Clamp(size, 0, rest.Length)];
        while (!rest.IsEmpty)
        {
            var id = Number(ref rest, keepMarker: true);
            var length = Number(ref rest, keepMarker: false);
            if (length < 0 || length > rest.Length) return "";
            if (id == DocType) return Encoding.ASCII.GetString(rest[..(int)length]).TrimEnd('\0');
            rest = rest[(int)length..];
        }

        return "";
    }

    /// <summary>
    /// An EBML number of 1 to 8 bytes, its width told by the leading zeros of the first; −1 and nothing left when cut short.
    /// </summary>
    private static long Number(ref ReadOnlySpan<byte> rest, bool keepMarker)
    {
        var width = rest.IsEmpty ? 9 : byte.LeadingZeroCount(rest[0]) + 1;
        if (width > 8 || width > rest.Length)
        {
            rest = [];
            return -1;
        }

        long value = keepMarker ? rest[0] : rest[0] & (0xFF >> width);
        for (var i = 1; i < width; i++) value = (value << 8) | rest[i];
        rest = rest[width..];
        return value;
    }
}
