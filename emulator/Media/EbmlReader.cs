using System.Buffers.Binary;
using System.Text;

namespace Scopix.Media;

/// <summary>An element of an EBML file.</summary>
/// <param name="Id">Its id, the length marker included.</param>
/// <param name="BodyOffset">Where its content begins.</param>
/// <param name="EndOffset">Where it ends: at its parent's end when its size is unknown.</param>
/// <param name="HasKnownSize">False when its size is unknown, as in a live recording.</param>
/// <param name="IsTruncated">True when it says to be longer than its parent.</param>
internal readonly record struct EbmlElement(long Id, long BodyOffset, long EndOffset, bool HasKnownSize, bool IsTruncated);

/// <summary>Reads the elements of an EBML file (WebM, Matroska); all walks share one allowance.</summary>
internal sealed class EbmlReader(FileBytes bytes)
{
    private int _elementsLeft = FileBytes.MaxElements;

    /// <summary>True once the allowance is used up.</summary>
    public bool IsExhausted => _elementsLeft <= 0;

    /// <summary>The element at an offset before the parent's end; null when there is none, or none that can be read.</summary>
    public EbmlElement? ReadElement(long at, long end)
    {
        if (at >= end || _elementsLeft-- <= 0) return null;
        if (ReadVariableSizeInteger(at, keepMarker: true) is not (var id, var idWidth)) return null;
        if (ReadVariableSizeInteger(at + idWidth, keepMarker: false) is not (var size, var sizeWidth)) return null;
        var body = at + idWidth + sizeWidth;
        var sized = size != (1L << (7 * sizeWidth)) - 1;
        var cut = body > end || (sized && size > end - body);
        return new EbmlElement(id, body, !sized || cut ? end : body + size, sized, cut);
    }

    /// <summary>The children of an element.</summary>
    public IEnumerable<EbmlElement> ReadChildren(EbmlElement parent)
    {
        for (var at = parent.BodyOffset; ReadElement(at, parent.EndOffset) is { } child; at = child.EndOffset)
        {
            yield return child;
            if (child.IsTruncated) yield break;
        }
    }

    /// <summary>An element's content as a whole number; 0 when it is empty or longer than 8 bytes.</summary>
    public long ReadInteger(EbmlElement element) => element.EndOffset - element.BodyOffset is > 0 and <= 8 and var length
        ? bytes.ReadBigEndian(element.BodyOffset, (int)length) : 0;

    /// <summary>An element's content as a fraction of 4 or 8 bytes; 0 otherwise.</summary>
    public double ReadFloat(EbmlElement element) => (element.EndOffset - element.BodyOffset) switch
    {
        4 when bytes.TryReadSpan(element.BodyOffset, 4, out var single) => BinaryPrimitives.ReadSingleBigEndian(single),
        8 when bytes.TryReadSpan(element.BodyOffset, 8, out var twice) => BinaryPrimitives.ReadDoubleBigEndian(twice),
        _ => 0,
    };

    /// <summary>An element's content as a text of at most 64 letters.</summary>
    public string ReadText(EbmlElement element) =>
        Encoding.ASCII.GetString(bytes.ReadSpan(element.BodyOffset, (int)Math.Min(element.EndOffset - element.BodyOffset, 64)))
            .TrimEnd('\0');

    /// <summary>
    /// An EBML number of 1 to 8 bytes, its width told by the leading zeros of the first; null when it is cut short or none.
    /// </summary>
    private (long Value, int Width)? ReadVariableSizeInteger(long at, bool keepMarker)
    {
        var first = bytes.ReadSpan(at, 1);
        var width = first.IsEmpty ? 9 : byte.LeadingZeroCount(first[0]) + 1;
        if (width > 8 || !bytes.TryReadSpan(at, width, out _)) return null;
        var value = bytes.ReadBigEndian(at, width);
        return (keepMarker ? value : value & ((1L << (7 * width)) - 1), width);
    }
}
