namespace Scopix.Media;

/// <summary>An element of an EBML file. The id includes the length marker. An element of unknown size (a live recording) ends where its
/// parent ends; a truncated one states a size that exceeds its parent.</summary>
internal readonly record struct EbmlElement(long Id, long BodyOffset, long EndOffset, bool HasKnownSize, bool IsTruncated);

/// <summary>Reads the elements of an EBML file (WebM, Matroska), at most <see cref="FileBytes.MaxElements"/> altogether.</summary>
internal sealed class EbmlReader(FileBytes bytes)
{
    private int _elementsLeft = FileBytes.MaxElements;

    public bool IsExhausted => _elementsLeft <= 0;

    /// <summary>The element at an offset; null at the parent's end and when the element cannot be read.</summary>
    public EbmlElement? ReadElement(long at, long end)
    {
        if (at >= end || _elementsLeft-- <= 0) return null;
        if (ReadVariableSizeInteger(at, keepMarker: true) is not (var id, var idWidth)) return null;
        if (ReadVariableSizeInteger(at + idWidth, keepMarker: false) is not (var size, var sizeWidth)) return null;
        var body = at + idWidth + sizeWidth;
        var isSized = size != (1L << (7 * sizeWidth)) - 1;
        var isTruncated = body > end || (isSized && size > end - body);
        return new EbmlElement(id, body, !isSized || isTruncated ? end : body + size, isSized, isTruncated);
    }

    public IEnumerable<EbmlElement> ReadChildren(EbmlElement parent)
    {
        for (var at = parent.BodyOffset; ReadElement(at, parent.EndOffset) is { } child; at = child.EndOffset)
        {
            yield return child;
            if (child.IsTruncated) yield break;
        }
    }

    /// <summary>The content as an integer; 0 when it is empty or longer than 8 bytes.</summary>
    public long ReadInteger(EbmlElement element) => element.EndOffset - element.BodyOffset is > 0 and <= 8 and var length
        ? bytes.ReadBigEndian(element.BodyOffset, (int)length) : 0;

    /// <summary>The content as a number of 4 or 8 bytes; 0 for any other length.</summary>
    public double ReadFloat(EbmlElement element) => (element.EndOffset - element.BodyOffset) switch
    {
        4 when bytes.TryReadSpan(element.BodyOffset, 4, out var bits32) => BinaryPrimitives.ReadSingleBigEndian(bits32),
        8 when bytes.TryReadSpan(element.BodyOffset, 8, out var bits64) => BinaryPrimitives.ReadDoubleBigEndian(bits64),
        _ => 0,
    };

    /// <summary>The content as text, at most 64 characters.</summary>
    public string ReadText(EbmlElement element) =>
        Encoding.ASCII.GetString(bytes.ReadSpan(element.BodyOffset, (int)Math.Min(element.EndOffset - element.BodyOffset, 64)))
            .TrimEnd('\0');

    /// <summary>An EBML integer of 1 to 8 bytes, whose width is the number of leading zero bits of the first; null when it is
    /// invalid.</summary>
    private (long Value, int Width)? ReadVariableSizeInteger(long at, bool keepMarker)
    {
        var first = bytes.ReadSpan(at, 1);
        var width = first.IsEmpty ? 9 : byte.LeadingZeroCount(first[0]) + 1;
        if (width > 8 || !bytes.TryReadSpan(at, width, out _)) return null;
        var value = bytes.ReadBigEndian(at, width);
        return (keepMarker ? value : value & ((1L << (7 * width)) - 1), width);
    }
}
