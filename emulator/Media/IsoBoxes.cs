using System.Buffers.Binary;
using System.Text;

namespace Scopix.Emulator.Media;

/// <summary>A box of an MP4 or MOV.</summary>
/// <param name="Type">Its four characters.</param>
/// <param name="Body">Where its content begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct IsoBox(string Type, long Body, long End);

/// <summary>Walks the small boxes below a movie header; all walks share one allowance.</summary>
internal sealed class IsoBoxes(FileBytes bytes)
{
    private int _left = 4096;

    /// <summary>The boxes between two offsets, until one does not fit.</summary>
    public IEnumerable<IsoBox> Between(long at, long end)
    {
        while (at + 8 <= end && _left-- > 0 && Read(at, end) is { } box)
        {
            yield return box;
            at = box.End;
        }
    }

    /// <summary>The first box of a type between two offsets.</summary>
    public IsoBox? Find(string type, long at, long end)
    {
        foreach (var box in Between(at, end))
            if (box.Type == type) return box;
        return null;
    }

    private IsoBox? Read(long at, long end)
    {
        if (!bytes.TryAt(at, 8, out var head)) return null;
        long size = BinaryPrimitives.ReadUInt32BigEndian(head);
        return size >= 8 && size <= end - at ? new IsoBox(Encoding.Latin1.GetString(head[4..]), at + 8, at + size) : null;
    }
}
