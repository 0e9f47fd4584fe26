namespace Scopix.Media;

/// <summary>Reads the blocks of a WebM whose header states no length or no frame rate, as browsers record it.</summary>
internal sealed class WebMBlockReader(FileBytes bytes, EbmlReader ebml)
{
    private readonly Dictionary<int, (int Count, double First, double Last)> _tracks = [];
    private double _clusterTimestamp;

    /// <summary>The time of the last block, in the segment's scale; 0 when the blocks were not all read.</summary>
    public double LastTimestamp => ebml.IsExhausted || _tracks.Count == 0 ? 0 : _tracks.Values.Max(track => track.Last);

    /// <summary>Frames a second of a track; the scale is nanoseconds a tick.</summary>
    public double GetFrameRate(long track, double scale) =>
        _tracks.TryGetValue((int)track, out var blocks) && blocks.Last > blocks.First
            ? (blocks.Count - 1) * 1e9 / ((blocks.Last - blocks.First) * scale) : 0;

    /// <summary>Returns where the next part of the segment begins: a cluster of unknown size ends at the next cluster.</summary>
    public long ReadCluster(EbmlElement cluster)
    {
        var at = cluster.BodyOffset;
        while (ebml.ReadElement(at, cluster.EndOffset) is { } child)
        {
            if (!cluster.HasKnownSize && child.Id > 0xFFFFFF) return at; // only the segment's own parts have ids of four bytes
            if (child.Id == 0xE7) _clusterTimestamp = ebml.ReadInteger(child);
            if (child.Id == 0xA3) ReadBlock(child.BodyOffset);
            if (child.Id == 0xA0 && ebml.ReadElement(child.BodyOffset, child.EndOffset) is { Id: 0xA1 } block) ReadBlock(block.BodyOffset);
            if (child.IsTruncated) return cluster.EndOffset;
            at = child.EndOffset;
        }
        return cluster.EndOffset;
    }

    /// <summary>A block begins with its track number (one byte up to 127) and its signed 16-bit time relative to the cluster's.</summary>
    private void ReadBlock(long body)
    {
        if (!bytes.TryReadSpan(body, 3, out var head) || head[0] < 0x80) return;
        var (track, time) = (head[0] & 0x7F, _clusterTimestamp + BinaryPrimitives.ReadInt16BigEndian(head[1..]));
        var known = _tracks.GetValueOrDefault(track, (Count: 0, First: time, Last: time));
        _tracks[track] = (known.Count + 1, Math.Min(known.First, time), Math.Max(known.Last, time));
    }
}
