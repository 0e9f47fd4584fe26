namespace Scopix.Emulator.Media;

/// <summary>What the fragments of an MP4 (<c>moof</c>) add to its tracks: how many samples, and how long they are.</summary>
internal sealed class IsoFragment(FileBytes bytes)
{
    private const int HasLength = 0x100;

    private int _samplesLeft = 16 * FileBytes.MaxParts;
    private IsoTrack? _track;
    private long _length;
    private double _end;

    /// <summary>Takes a box of a fragment, or the defaults that a movie header sets for them.</summary>
    public void Box(string type, long body, List<IsoTrack> tracks)
    {
        switch (type)
        {
            case "trex" when Find(tracks, bytes.Number(body + 4, 4)) is { } track:
                track.DefaultLength = bytes.Number(body + 12, 4);
                break;
            case "tfhd":
                Begin(body, Find(tracks, bytes.Number(body + 4, 4)));
                break;
            case "tfdt":
                _end = bytes.Number(body, 1) == 1 ? bytes.Number(body + 4, 8) : bytes.Number(body + 4, 4);
                break;
            case "trun" when _track is not null:
                Run(body, _track);
                break;
        }
    }

    private static IsoTrack? Find(List<IsoTrack> tracks, long id) => tracks.Find(track => track.Id == id);

    private void Begin(long body, IsoTrack? track)
    {
        var flags = bytes.Number(body + 1, 3);
        var at = body + 8 + ((flags & 0x1) != 0 ? 8 : 0) + ((flags & 0x2) != 0 ? 4 : 0);
        (_track, _end) = (track, track?.End ?? 0);
        _length = (flags & 0x8) != 0 ? bytes.Number(at, 4) : track?.DefaultLength ?? 0;
    }

    private void Run(long body, IsoTrack track)
    {
        var (flags, count) = (bytes.Number(body + 1, 3), bytes.Number(body + 4, 4));
        var length = (flags & HasLength) == 0 ? (double)count * _length : Sum(body + 8, flags, count);
        _end += length;
        (track.Length, track.Samples, track.End) = (track.Length + length, track.Samples + count, Math.Max(track.End, _end));
    }

    private double Sum(long at, long flags, long count)
    {
        var step = 4 * System.Numerics.BitOperations.PopCount((ulong)(flags & 0xF00));
        at += 4 * System.Numerics.BitOperations.PopCount((ulong)(flags & 0x5));
        var sum = 0.0;
        for (var i = 0L; i < count && at < bytes.Length && _samplesLeft-- > 0; i++, at += step) sum += bytes.Number(at, 4);
        return sum;
    }
}
