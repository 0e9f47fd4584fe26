namespace Scopix.Media;

/// <summary>WebM: an EBML file with that DocType. Matroska has the same container and is not accepted (public: Uploading Videos lists
/// five formats).</summary>
internal sealed class WebMInspector
{
    private const long Header = 0x1A45DFA3, DocType = 0x4282, Segment = 0x18538067;
    private readonly EbmlReader _ebml;
    private readonly WebMTracks _tracks;
    private readonly WebMBlockReader _blocks;
    private double _timestampScale = 1_000_000;
    private double _duration;
    private DateTimeOffset? _created;

    private WebMInspector(FileBytes bytes)
    {
        _ebml = new EbmlReader(bytes);
        _tracks = new WebMTracks(_ebml);
        _blocks = new WebMBlockReader(bytes, _ebml);
    }

    /// <exception cref="RefusedMediaException">Any other EBML file.</exception>
    public static MediaFacts Inspect(FileBytes bytes)
    {
        var inspector = new WebMInspector(bytes);
        var header = inspector._ebml.ReadElement(0, bytes.Length) is { Id: Header } found ? found : default;
        var type = inspector._ebml.ReadChildren(header).FirstOrDefault(child => child.Id == DocType);
        return inspector._ebml.ReadText(type) switch
        {
            "webm" => inspector.ReadFacts(header.EndOffset, bytes.Length),
            "matroska" => throw RefusedMediaException.ForKind("a Matroska video"),
            _ => throw RefusedMediaException.ForKind("an EBML file of an unknown kind"),
        };
    }

    private MediaFacts ReadFacts(long at, long end)
    {
        var segment = _ebml.ReadElement(at, end);
        if (segment is { Id: Segment } found) ReadSegment(found);
        var damage = segment is not { Id: Segment } || _tracks.VideoCodec is null ? "The WebM has no tracks: it is truncated."
            : segment.Value.IsTruncated ? "The WebM is truncated: it is shorter than its header says." : null;
        var seconds = (_duration > 0 ? _duration : _blocks.LastTimestamp) * _timestampScale / 1e9;
        var rate = _tracks.NanosecondsPerFrame > 0
            ? 1e9 / _tracks.NanosecondsPerFrame : _blocks.GetFrameRate(_tracks.VideoTrackNumber, _timestampScale);
        return new MediaFacts("video", "video/webm", "webm", "webm", Width: _tracks.Size?.Width, Height: _tracks.Size?.Height,
            CapturedAt: _created, Damage: damage, Movie: MovieFacts.Create(seconds, rate, _tracks.VideoCodec, _tracks.AudioCodec));
    }

    /// <summary>Reads the segment until all facts are known; blocks only when the length or the rate is not stated.</summary>
    private void ReadSegment(EbmlElement segment)
    {
        for (var at = segment.BodyOffset; _ebml.ReadElement(at, segment.EndOffset) is { } part; at = part.EndOffset)
        {
            switch (part.Id)
            {
                case 0x1549A966: // Info
                    ReadInfo(part);
                    break;
                case 0x1654AE6B: // Tracks
                    _tracks.Read(part);
                    break;
                case 0x1F43B675: // Cluster
                    if (_tracks.VideoCodec is not null && _duration > 0 && _tracks.NanosecondsPerFrame > 0) return;
                    at = _blocks.ReadCluster(part);
                    if (at <= part.BodyOffset) return;
                    part = part with { EndOffset = at };
                    break;
            }
            if (part.IsTruncated) return;
        }
    }

    private void ReadInfo(EbmlElement info)
    {
        foreach (var child in _ebml.ReadChildren(info))
        {
            if (child.Id == 0x2AD7B1 && _ebml.ReadInteger(child) is > 0 and var scale) _timestampScale = scale;
            if (child.Id == 0x4489) _duration = _ebml.ReadFloat(child);
            if (child.Id == 0x4461) _created = CaptureTimeParser.FromNanosecondsSince2001(_ebml.ReadInteger(child));
        }
    }
}
