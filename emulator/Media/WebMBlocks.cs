using System.Buffers.Binary;

namespace Scopix.Emulator.Media;

/// <summary>
/// The blocks of a WebM whose header gives no length or no rate, as browsers record it: the time of the last, and how many there
/// are of each track.
/// </summary>
internal sealed class WebMBlocks(FileBytes bytes, Ebml ebml)
{
    private readonly Dictionary<int, (int Count, double First, double Last)> _tracks = [];
    private double _time;

    /// <summary>The time of the last block, in the segment's scale; 0 when not all of them could be looked at.</summary>
    public double Last => ebml.Exhausted || _tracks.Count == 0 ? 0 : _tracks.Values.Max(track => track.Last);

    /// <summary>Frames a second of a track.</summary>
    /// <param name="track">Its number.</param>
    /// <param name="scale">Nanoseconds of a tick.</param>
    public double Rate(long track, double scale) =>
        _tracks.TryGetValue((int)track, out var blocks) && blocks.Last > blocks.First ? (blocks.Count - 1) * 1e9 / ((blocks.Last - blocks.First) * scale) : 0;

    /// <summary>Looks at a cluster's blocks.</summary>
    /// <returns>Where the next part of the segment begins: a cluster of unknown size ends where the next one does begin.</returns>
    public long Cluster(EbmlElement cluster)
    {
        var at = cluster.Body;
        while (ebml.At(at, cluster.End) is { } child)
        {
            if (!cluster.Sized && child.Id > 0xFFFFFF) return at; // only the segment's own parts have ids of four bytes
            if (child.Id == 0xE7) _time = ebml.Whole(child);
            if (child.Id == 0xA3) Block(child.Body);
            if (child.Id == 0xA0 && ebml.At(child.Body, child.End) is { Id: 0xA1 } block) Block(block.Body);
            if (child.Cut) return cluster.End;
            at = child.End;
        }
        return cluster.End;
    }

    /// <summary>A block begins with its track's number (one byte up to 127) and its time after the cluster's, signed, two bytes.</summary>
    private void Block(long body)
    {
        if (!bytes.TryAt(body, 3, out var head) || head[0] < 0x80) return;
        var (track, time) = (head[0] & 0x7F, _time + BinaryPrimitives.ReadInt16BigEndian(head[1..]));
        var known = _tracks.GetValueOrDefault(track, (Count: 0, First: time, Last: time));
        _tracks[track] = (known.Count + 1, Math.Min(known.First, time), Math.Max(known.Last, time));
    }
}
