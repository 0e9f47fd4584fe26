namespace Scopix.Emulator.Media;

/// <summary>
/// WebM: an EBML file whose DocType says so. Matroska is the same container under another name, and not accepted (public:
/// Uploading Videos lists five formats).
/// </summary>
internal sealed class WebM
{
    private const long Header = 0x1A45DFA3, DocType = 0x4282, Segment = 0x18538067;

    private readonly Ebml _ebml;
    private readonly WebMTracks _tracks;
    private readonly WebMBlocks _blocks;
    private double _scale = 1_000_000;
    private double _length;
    private DateTimeOffset? _created;

    private WebM(FileBytes bytes)
    {
        _ebml = new Ebml(bytes);
        _tracks = new WebMTracks(_ebml);
        _blocks = new WebMBlocks(bytes, _ebml);
    }

    /// <exception cref="RefusedMediaException">Any other EBML file.</exception>
    public static MediaFacts Read(FileBytes bytes)
    {
        var film = new WebM(bytes);
        var header = film._ebml.At(0, bytes.Length) is { Id: Header } found ? found : default;
        var type = film._ebml.Children(header).FirstOrDefault(child => child.Id == DocType);
        return film._ebml.Text(type) switch
        {
            "webm" => film.Facts(header.End, bytes.Length),
            "matroska" => throw RefusedMediaException.Named("a Matroska video"),
            _ => throw RefusedMediaException.Named("an EBML file of an unknown kind"),
        };
    }

    private MediaFacts Facts(long at, long end)
    {
        var segment = _ebml.At(at, end);
        if (segment is { Id: Segment } found) Walk(found);
        var damage = segment is not { Id: Segment } || _tracks.Video is null ? "The WebM has no tracks: it is truncated."
            : segment.Value.Cut ? "The WebM is truncated: it is shorter than its header says." : null;
        var seconds = (_length > 0 ? _length : _blocks.Last) * _scale / 1e9;
        var rate = _tracks.NanosecondsAFrame > 0 ? 1e9 / _tracks.NanosecondsAFrame : _blocks.Rate(_tracks.VideoNumber, _scale);
        return new MediaFacts("video", "video/webm", "webm", "webm", Width: _tracks.Size?.Width, Height: _tracks.Size?.Height,
            CapturedAt: _created, Damage: damage, Movie: MovieFacts.Of(seconds, rate, _tracks.Video, _tracks.Sound));
    }

    /// <summary>The segment's parts, until all that is to know is known; blocks are looked at when the length or the rate is not given.</summary>
    private void Walk(EbmlElement segment)
    {
        for (var at = segment.Body; _ebml.At(at, segment.End) is { } part; at = part.End)
        {
            switch (part.Id)
            {
                case 0x1549A966: // Info
                    Info(part);
                    break;
                case 0x1654AE6B: // Tracks
                    _tracks.Read(part);
                    break;
                case 0x1F43B675: // Cluster
                    if (_tracks.Video is not null && _length > 0 && _tracks.NanosecondsAFrame > 0) return;
                    at = _blocks.Cluster(part);
                    if (at <= part.Body) return;
                    part = part with { End = at };
                    break;
            }

            if (part.Cut) return;
        }
    }

    private void Info(EbmlElement info)
    {
        foreach (var child in _ebml.Children(info))
        {
            if (child.Id == 0x2AD7B1 && _ebml.Whole(child) is > 0 and var scale) _scale = scale;
            if (child.Id == 0x4489) _length = _ebml.Fraction(child);
            if (child.Id == 0x4461) _created = MovieTime.Since2001(_ebml.Whole(child));
        }
    }
}
