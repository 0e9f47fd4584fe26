namespace Scopix.Media;

internal sealed class IsoMovie
{
    private readonly FileBytes _bytes;
    private readonly List<IsoTrack> _tracks = [];
    private readonly IsoFragmentReader _fragment;
    private readonly IsoBoxReader _boxes;
    private readonly IsoMetadataReader _metadata;
    private int _boxesLeft = FileBytes.MaxElements;
    private double _seconds;
    private DateTimeOffset? _created;
    private long _timescale;

    private IsoMovie(FileBytes bytes)
    {
        (_bytes, _fragment, _boxes) = (bytes, new IsoFragmentReader(bytes), new IsoBoxReader(bytes));
        _metadata = new IsoMetadataReader(bytes, _boxes);
    }

    /// <summary>The display size of the first video track that has one, with pixel aspect and matrix applied.</summary>
    public (int Width, int Height)? Size => _tracks.Where(track => track.Handler == "vide").Select(GetDisplaySize)
        .Where(size => size is { Width: > 0, Height: > 0 }).Cast<(int, int)?>().FirstOrDefault();

    public DateTimeOffset? CreatedAt => _metadata.CreationDate ?? _created ?? _metadata.RecordingDate;
    public bool HasVideo => FindTrack("vide") is not null;
    public bool HasAudio => FindTrack("soun") is not null;
    public string? Damage { get; private set; } = "The video has no movie header (moov): it is truncated or was never finished.";
    public MovieFacts Facts => MovieFacts.Create(Seconds, FindTrack("vide")?.FrameRate ?? 0, FindCodec("vide"), FindCodec("soun"));

    public static IsoMovie Read(FileBytes bytes)
    {
        var movie = new IsoMovie(bytes);
        movie.ReadBoxes(0, bytes.Length, depth: 0);
        return movie;
    }

    /// <summary>The movie header's duration includes edits but not fragments.</summary>
    private double Seconds => _seconds > 0 && _tracks.TrueForAll(track => track.FragmentsEnd == 0)
        ? _seconds
        : _tracks.Select(track => track.Seconds).Append(_seconds).Max();

    private IsoTrack? FindTrack(string handler) => _tracks.Find(track => track.Handler == handler);

    private string? FindCodec(string handler) => FindTrack(handler) is { } track ? IsoSampleEntry.Read(_bytes, _boxes, track).Codec : null;

    private (int Width, int Height) GetDisplaySize(IsoTrack track)
    {
        var entry = IsoSampleEntry.Read(_bytes, _boxes, track);
        var (width, height) = entry.DisplaySize ?? (track.Size is { Width: > 0, Height: > 0 } ? track.Size : entry.CodedSize);
        return track.SwapsWidthAndHeight ? (height, width) : (width, height);
    }

    private void ReadBoxes(long at, long end, int depth)
    {
        while (at + 8 <= end && _boxesLeft-- > 0 && _bytes.TryReadSpan(at, 8, out var head))
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(head), body = at + 8;
            var type = Encoding.Latin1.GetString(head[4..]);
            if (size == 1 && _bytes.TryReadSpan(body, 8, out var large))
                (size, body) = (BinaryPrimitives.ReadInt64BigEndian(large), body + 8);
            if (size == 0) size = end - at;
            if (size < body - at || size > end - at)
            {
                if (depth == 0) Damage = "The video is truncated: a part of it is longer than the file.";
                return;
            }
            ReadBox(type, body, at + size, depth);
            at += size;
        }
    }

    private void ReadBox(string type, long body, long end, int depth)
    {
        switch (depth, type)
        {
            case (0, "moov"):
                Damage = null;
                ReadBoxes(body, end, 1);
                break;
            case (1, "trak"):
                _tracks.Add(new IsoTrack());
                ReadBoxes(body, end, 2);
                break;
            case (0, "moof") or (1, "mvex") or (1, "traf") or (2, "mdia") or (3, "minf") or (4, "stbl"):
                ReadBoxes(body, end, depth + 1);
                break;
            case (1, "mvhd"):
                var (scale, length) = ReadTimescaleAndDuration(body);
                _created ??= CaptureTimeParser.FromSecondsSince1904(_bytes.ReadBigEndian(body + 4, HasWideFields(body) ? 8 : 4));
                (_timescale, _seconds) = (scale, scale > 0 ? (double)length / scale : 0);
                break;
            case (1, "udta"): _metadata.ReadUserData(body, end); break;
            case (1, "meta"): _metadata.ReadMeta(body, end); break;
            case (2, "mehd") when _timescale > 0: _seconds = Math.Max(_seconds, (double)ReadDuration(body, 4, 4) / _timescale); break;
            case (2, "trex" or "tfhd" or "tfdt" or "trun"): _fragment.ReadBox(type, body, _tracks); break;
            case ( >= 2, _) when _tracks.Count > 0: ReadTrackBox(type, body, end, _tracks[^1]); break;
        }
    }

    private void ReadTrackBox(string type, long body, long end, IsoTrack track)
    {
        switch (type)
        {
            case "tkhd":
                track.Id = _bytes.ReadBigEndian(body + (HasWideFields(body) ? 20 : 12), 4);
                (track.Size, track.SwapsWidthAndHeight) = ReadTrackHeaderSize(body);
                break;
            case "mdhd":
                (track.Timescale, var length) = ReadTimescaleAndDuration(body);
                track.Duration = length;
                break;
            case "hdlr" when track.Handler.Length == 0: track.Handler = Encoding.Latin1.GetString(_bytes.ReadSpan(body + 8, 4)); break;
            case "stsd": track.SampleDescriptions = new IsoBox(type, body, end); break;
            case "stsz" or "stz2": track.SampleCount = _bytes.ReadBigEndian(body + 8, 4); break;
        }
    }

    private bool HasWideFields(long body) => _bytes.ReadBigEndian(body, 1) == 1;

    /// <summary>In ticks a second, and in ticks.</summary>
    private (long Scale, long Length) ReadTimescaleAndDuration(long body) =>
        (_bytes.ReadBigEndian(body + (HasWideFields(body) ? 20 : 12), 4), ReadDuration(body, 16, 24));

    /// <summary>A duration of 4 or 8 bytes; 0 when it is unknown (all ones).</summary>
    private long ReadDuration(long body, int narrow, int wide)
    {
        var time = HasWideFields(body) ? _bytes.ReadBigEndian(body + wide, 8) : _bytes.ReadBigEndian(body + narrow, 4);
        return time is uint.MaxValue or < 0 ? 0 : time;
    }

    /// <summary>The track header has 16.16 fixed-point numbers.</summary>
    private ((int Width, int Height) Size, bool SwapsWidthAndHeight) ReadTrackHeaderSize(long body)
    {
        var matrix = body + (HasWideFields(body) ? 52 : 40);
        if (!_bytes.TryReadSpan(matrix, 44, out var header)) return default;
        int ReadFixedPoint(ReadOnlySpan<byte> from) => (int)(BinaryPrimitives.ReadUInt32BigEndian(from) >> 16);
        var (width, height) = (ReadFixedPoint(header[36..]), ReadFixedPoint(header[40..]));
        var rotated = BinaryPrimitives.ReadInt32BigEndian(header) == 0 && BinaryPrimitives.ReadInt32BigEndian(header[4..]) != 0;
        return ((width, height), rotated);
    }
}
