namespace Scopix.Media;

/// <summary>Reads the fragments of an MP4 (<c>moof</c>), which add samples and their durations to its tracks.</summary>
internal sealed class IsoFragmentReader(FileBytes bytes)
{
    private const int HasSampleDuration = 0x100;
    private int _samplesLeft = 16 * FileBytes.MaxElements;
    private IsoTrack? _track;
    private long _defaultDuration;
    private double _decodeTime;

    public void ReadBox(string type, long body, List<IsoTrack> tracks)
    {
        switch (type)
        {
            case "trex" when FindTrack(tracks, bytes.ReadBigEndian(body + 4, 4)) is { } track:
                track.DefaultSampleDuration = bytes.ReadBigEndian(body + 12, 4);
                break;
            case "tfhd": BeginTrackFragment(body, FindTrack(tracks, bytes.ReadBigEndian(body + 4, 4))); break;
            case "tfdt":
                _decodeTime = bytes.ReadBigEndian(body, 1) == 1 ? bytes.ReadBigEndian(body + 4, 8) : bytes.ReadBigEndian(body + 4, 4);
                break;
            case "trun" when _track is not null: ReadTrackRun(body, _track); break;
        }
    }

    private static IsoTrack? FindTrack(List<IsoTrack> tracks, long id) => tracks.Find(track => track.Id == id);

    private void BeginTrackFragment(long body, IsoTrack? track)
    {
        var flags = bytes.ReadBigEndian(body + 1, 3);
        var at = body + 8 + ((flags & 0x1) != 0 ? 8 : 0) + ((flags & 0x2) != 0 ? 4 : 0);
        (_track, _decodeTime) = (track, track?.FragmentsEnd ?? 0);
        _defaultDuration = (flags & 0x8) != 0 ? bytes.ReadBigEndian(at, 4) : track?.DefaultSampleDuration ?? 0;
    }

    private void ReadTrackRun(long body, IsoTrack track)
    {
        var (flags, count) = (bytes.ReadBigEndian(body + 1, 3), bytes.ReadBigEndian(body + 4, 4));
        var length = (flags & HasSampleDuration) == 0 ? (double)count * _defaultDuration : SumSampleDurations(body + 8, flags, count);
        _decodeTime += length;
        (track.Duration, track.SampleCount, track.FragmentsEnd) =
            (track.Duration + length, track.SampleCount + count, Math.Max(track.FragmentsEnd, _decodeTime));
    }

    private double SumSampleDurations(long at, long flags, long count)
    {
        var step = 4 * System.Numerics.BitOperations.PopCount((ulong)(flags & 0xF00));
        at += 4 * System.Numerics.BitOperations.PopCount((ulong)(flags & 0x5));
        var sum = 0.0;
        for (var i = 0L; i < count && at < bytes.Length && _samplesLeft-- > 0; i++, at += step) sum += bytes.ReadBigEndian(at, 4);
        return sum;
    }
}
