using System.Buffers.Binary;
using System.Text;

namespace Scopix.Emulator.Media;

/// <summary>An element of an EBML file.</summary>
/// <param name="Id">Its id, the length marker included.</param>
/// <param name="Body">Where its content begins.</param>
/// <param name="End">Where it ends: at its parent's end when its size is unknown.</param>
/// <param name="Sized">False when its size is unknown, as in a live recording.</param>
/// <param name="Cut">True when it says to be longer than its parent.</param>
internal readonly record struct EbmlElement(long Id, long Body, long End, bool Sized, bool Cut);

/// <summary>Reads the elements of an EBML file (WebM, Matroska); all walks share one allowance.</summary>
internal sealed class Ebml(FileBytes bytes)
{
    private int _left = FileBytes.MaxParts;

    /// <summary>True once the allowance is used up.</summary>
    public bool Exhausted => _left <= 0;

    /// <summary>The element at an offset before the parent's end; null when there is none, or none that can be read.</summary>
    public EbmlElement? At(long at, long end)
    {
        if (at >= end || _left-- <= 0) return null;
        if (Number(at, keepMarker: true) is not (var id, var idWidth)) return null;
        if (Number(at + idWidth, keepMarker: false) is not (var size, var sizeWidth)) return null;
        var body = at + idWidth + sizeWidth;
        var sized = size != (1L << (7 * sizeWidth)) - 1;
        var cut = body > end || (sized && size > end - body);
        return new EbmlElement(id, body, !sized || cut ? end : body + size, sized, cut);
    }

    /// <summary>The children of an element.</summary>
    public IEnumerable<EbmlElement> Children(EbmlElement parent)
    {
        for (var at = parent.Body; At(at, parent.End) is { } child; at = child.End)
        {
            yield return child;
            if (child.Cut) yield break;
        }
    }

    /// <summary>An element's content as a whole number; 0 when it is empty or longer than 8 bytes.</summary>
    public long Whole(EbmlElement element) => element.End - element.Body is > 0 and <= 8 and var length ? bytes.Number(element.Body, (int)length) : 0;

    /// <summary>An element's content as a fraction of 4 or 8 bytes; 0 otherwise.</summary>
    public double Fraction(EbmlElement element) => (element.End - element.Body) switch
    {
        4 when bytes.TryAt(element.Body, 4, out var single) => BinaryPrimitives.ReadSingleBigEndian(single),
        8 when bytes.TryAt(element.Body, 8, out var twice) => BinaryPrimitives.ReadDoubleBigEndian(twice),
        _ => 0,
    };

    /// <summary>An element's content as a text of at most 64 letters.</summary>
    public string Text(EbmlElement element) =>
        Encoding.ASCII.GetString(bytes.At(element.Body, (int)Math.Min(element.End - element.Body, 64))).TrimEnd('\0');

    /// <summary>An EBML number of 1 to 8 bytes, its width told by the leading zeros of the first; null when it is cut short or none.</summary>
    private (long Value, int Width)? Number(long at, bool keepMarker)
    {
        var first = bytes.At(at, 1);
        var width = first.IsEmpty ? 9 : byte.LeadingZeroCount(first[0]) + 1;
        if (width > 8 || !bytes.TryAt(at, width, out _)) return null;
        var value = bytes.Number(at, width);
        return (keepMarker ? value : value & ((1L << (7 * width)) - 1), width);
    }
}
