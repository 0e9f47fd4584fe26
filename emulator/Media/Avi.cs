using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Scopix.Emulator.Media;

/// <summary>AVI: size, length and rate from the main header and those of its streams, which the format puts first.</summary>
internal sealed class Avi
{
    private readonly FileBytes _bytes;
    private int _chunksLeft = FileBytes.MaxParts;
    private string _kind = "";
    private double _seconds;
    private double _rate;
    private string? _video;
    private string? _sound;
    private DateTimeOffset? _created;

    private Avi(FileBytes bytes) => _bytes = bytes;

    public static MediaFacts Read(FileBytes bytes)
    {
        var end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(bytes.At(4, 4));
        var facts = new MediaFacts("video", "video/x-msvideo", "avi", "avi",
            Damage: end > bytes.Length ? "The AVI is truncated: it is shorter than its header says." : null);

        if (!bytes.TryAt(12, 60, out var head) || !head[..4].SequenceEqual("LIST"u8) || !head[8..16].SequenceEqual("hdrlavih"u8))
            return facts with { Damage = facts.Damage ?? "The AVI's main header is missing." };
        var width = BinaryPrimitives.ReadInt32LittleEndian(head[52..]);
        var height = BinaryPrimitives.ReadInt32LittleEndian(head[56..]);
        if (width > 0 && height > 0) facts = facts with { Width = width, Height = height };
        var film = new Avi(bytes);
        facts = facts with { Movie = film.Movie(head) };
        film.Dates();
        return facts with { CapturedAt = film._created };
    }

    private MovieFacts Movie(ReadOnlySpan<byte> head)
    {
        var frame = BinaryPrimitives.ReadUInt32LittleEndian(head[20..]) / 1e6;
        var frames = BinaryPrimitives.ReadUInt32LittleEndian(head[36..]);
        Chunks(24, 20 + BinaryPrimitives.ReadUInt32LittleEndian(head[4..]));
        return MovieFacts.Of(_seconds > 0 ? _seconds : frames * frame, _rate > 0 ? _rate : frame > 0 ? 1 / frame : 0, _video, _sound);
    }

    /// <summary>Walks the chunks between two offsets; the lists of the streams are walked into, as if they were not there.</summary>
    private void Chunks(long at, long end)
    {
        while (at + 8 <= end && _chunksLeft-- > 0 && _bytes.TryAt(at, 12, out var head))
        {
            var (name, size, body) = (Encoding.Latin1.GetString(head[..4]), BinaryPrimitives.ReadUInt32LittleEndian(head[4..]), at + 8);
            var isStream = name == "LIST" && head[8..12].SequenceEqual("strl"u8);
            if (name == "strh") Header(body);
            if (name == "strf") Format(body);
            if (name == "IDIT") _created ??= Date(body, size);
            at = isStream ? body + 4 : body + size + (size & 1);
        }
    }

    /// <summary>Looks for the date among the file's own texts (<c>LIST INFO</c>), which stand before or behind the pictures.</summary>
    private void Dates()
    {
        for (long at = 12; _created is null && _chunksLeft-- > 0 && _bytes.TryAt(at, 12, out var head);)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var isInfo = head[..4].SequenceEqual("LIST"u8) && head[8..12].SequenceEqual("INFO"u8);
            if (head[..4].SequenceEqual("ICRD"u8)) _created = Date(at + 8, size);
            at = isInfo ? at + 12 : at + 8 + size + (size & 1);
        }
    }

    private DateTimeOffset? Date(long body, uint size) =>
        MovieTime.Parse(Encoding.ASCII.GetString(_bytes.At(body, (int)Math.Min(size, 64))));

    private void Header(long body)
    {
        if (!_bytes.TryAt(body, 36, out var header)) return;
        _kind = Encoding.Latin1.GetString(header[..4]);
        if (_kind != "vids" || _rate > 0) return;
        double scale = Little(header[20..]), rate = Little(header[24..]), length = Little(header[32..]);
        if (scale > 0 && rate > 0) (_rate, _seconds) = (rate / scale, length * scale / rate);
    }

    /// <summary>A picture's code stands in its bitmap header, a sound's number at the beginning of its own.</summary>
    private void Format(long body)
    {
        if (_kind == "vids" && _bytes.TryAt(body + 16, 4, out var code)) _video ??= Codecs.Name(Encoding.Latin1.GetString(code)) ?? "rawvideo";
        if (_kind == "auds" && _bytes.TryAt(body, 2, out var tag))
            _sound ??= Codecs.Name(BinaryPrimitives.ReadUInt16LittleEndian(tag).ToString("x4", CultureInfo.InvariantCulture));
    }

    private static uint Little(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt32LittleEndian(from);
}
