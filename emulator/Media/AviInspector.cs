namespace Scopix.Media;

/// <summary>AVI: size, length and frame rate from the main header and the stream headers, which come first in the file.</summary>
internal sealed class AviInspector
{
    private readonly FileBytes _bytes;
    private int _chunksLeft = FileBytes.MaxElements;
    private string _streamType = "";
    private double _seconds;
    private double _frameRate;
    private string? _videoCodec;
    private string? _audioCodec;
    private DateTimeOffset? _created;

    private AviInspector(FileBytes bytes) => _bytes = bytes;

    public static MediaFacts Inspect(FileBytes bytes)
    {
        var end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(bytes.ReadSpan(4, 4));
        var facts = new MediaFacts("video", "video/x-msvideo", "avi", "avi",
            Damage: end > bytes.Length ? "The AVI is truncated: it is shorter than its header says." : null);

        if (!bytes.TryReadSpan(12, 60, out var head) || !head[..4].SequenceEqual("LIST"u8) || !head[8..16].SequenceEqual("hdrlavih"u8))
            return facts with { Damage = facts.Damage ?? "The AVI's main header is missing." };
        var width = BinaryPrimitives.ReadInt32LittleEndian(head[52..]);
        var height = BinaryPrimitives.ReadInt32LittleEndian(head[56..]);
        if (width > 0 && height > 0) facts = facts with { Width = width, Height = height };
        var inspector = new AviInspector(bytes);
        facts = facts with { Movie = inspector.ReadMovieFacts(head) };
        inspector.ReadDates();
        return facts with { CapturedAt = inspector._created };
    }

    private MovieFacts ReadMovieFacts(ReadOnlySpan<byte> head)
    {
        var frame = BinaryPrimitives.ReadUInt32LittleEndian(head[20..]) / 1e6;
        var frames = BinaryPrimitives.ReadUInt32LittleEndian(head[36..]);
        ReadHeaderChunks(24, 20 + BinaryPrimitives.ReadUInt32LittleEndian(head[4..]));
        return MovieFacts.Create(_seconds > 0 ? _seconds : frames * frame, _frameRate > 0 ? _frameRate : frame > 0 ? 1 / frame : 0,
            _videoCodec, _audioCodec);
    }

    /// <summary>Reads the chunks between two offsets, including those inside stream lists (<c>strl</c>).</summary>
    private void ReadHeaderChunks(long at, long end)
    {
        while (at + 8 <= end && _chunksLeft-- > 0 && _bytes.TryReadSpan(at, 12, out var head))
        {
            var (name, size, body) = (Encoding.Latin1.GetString(head[..4]), BinaryPrimitives.ReadUInt32LittleEndian(head[4..]), at + 8);
            var isStream = name == "LIST" && head[8..12].SequenceEqual("strl"u8);
            if (name == "strh") ReadStreamHeader(body);
            if (name == "strf") ReadStreamFormat(body);
            if (name == "IDIT") _created ??= ReadDate(body, size);
            at = isStream ? body + 4 : body + size + (size & 1);
        }
    }

    /// <summary>Looks for the date in the <c>LIST INFO</c> chunks, which may come before or after the pictures.</summary>
    private void ReadDates()
    {
        for (long at = 12; _created is null && _chunksLeft-- > 0 && _bytes.TryReadSpan(at, 12, out var head);)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var isInfo = head[..4].SequenceEqual("LIST"u8) && head[8..12].SequenceEqual("INFO"u8);
            if (head[..4].SequenceEqual("ICRD"u8)) _created = ReadDate(at + 8, size);
            at = isInfo ? at + 12 : at + 8 + size + (size & 1);
        }
    }

    private DateTimeOffset? ReadDate(long body, uint size) =>
        CaptureTimeParser.Parse(Encoding.ASCII.GetString(_bytes.ReadSpan(body, (int)Math.Min(size, 64))));

    private void ReadStreamHeader(long body)
    {
        if (!_bytes.TryReadSpan(body, 36, out var header)) return;
        _streamType = Encoding.Latin1.GetString(header[..4]);
        if (_streamType != "vids" || _frameRate > 0) return;
        double scale = ReadUInt32(header[20..]), rate = ReadUInt32(header[24..]), length = ReadUInt32(header[32..]);
        if (scale > 0 && rate > 0) (_frameRate, _seconds) = (rate / scale, length * scale / rate);
    }

    private void ReadStreamFormat(long body)
    {
        if (_streamType == "vids" && _bytes.TryReadSpan(body + 16, 4, out var code))
            _videoCodec ??= CodecNames.FromCode(Encoding.Latin1.GetString(code)) ?? "rawvideo";
        if (_streamType == "auds" && _bytes.TryReadSpan(body, 2, out var tag))
            _audioCodec ??= CodecNames.FromCode(BinaryPrimitives.ReadUInt16LittleEndian(tag).ToString("x4", CultureInfo.InvariantCulture));
    }

    private static uint ReadUInt32(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt32LittleEndian(from);
}
