namespace Scopix.Media;

internal readonly record struct IsoBox(string Type, long BodyOffset, long EndOffset);

/// <summary>Reads the boxes below a movie header of an MP4 or MOV, at most 4096 altogether.</summary>
internal sealed class IsoBoxReader(FileBytes bytes)
{
    private int _boxesLeft = 4096;

    /// <summary>The boxes between two offsets, up to the first one that does not fit.</summary>
    public IEnumerable<IsoBox> ReadBoxes(long at, long end)
    {
        while (at + 8 <= end && _boxesLeft-- > 0 && ReadBox(at, end) is { } box)
        {
            yield return box;
            at = box.EndOffset;
        }
    }

    public IsoBox? Find(string type, long at, long end)
    {
        foreach (var box in ReadBoxes(at, end))
            if (box.Type == type) return box;
        return null;
    }

    private IsoBox? ReadBox(long at, long end)
    {
        if (!bytes.TryReadSpan(at, 8, out var head)) return null;
        long size = BinaryPrimitives.ReadUInt32BigEndian(head);
        return size >= 8 && size <= end - at ? new IsoBox(Encoding.Latin1.GetString(head[4..]), at + 8, at + size) : null;
    }
}
