namespace Scopix.Media.Word;

/// <summary>Checks the bytes of an XML part before <see cref="System.Xml.XmlReader"/> allocates names and attributes: a tag, comment or
/// CDATA section has at most 4 MiB (VML keeps pictures in attributes) and 300 attributes, its name 1,000 characters. Bytes, tags and
/// attributes cost steps. Only UTF-8 and UTF-16 are allowed (ECMA-376, part 2, 8.2.2).</summary>
internal sealed class XmlLimitStream(Stream part, ReadingBudget budget) : ForwardOnlyStream
{
    private const int MaxTagLength = 4 << 20, MaxNameLength = 1_000, MaxAttributes = 300;
    private readonly XmlTagScanner _scanner = new(MaxTagLength, MaxNameLength, MaxAttributes);
    private int _unitSize, _lowByteIndex;
    private bool _hasFirstByte;
    private byte _firstByte;

    /// <exception cref="UnreadableDocumentException">A tag is too large, or the budget is used up.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = part.Read(buffer);
        if (_unitSize == 0 && read > 0) DetectEncoding(buffer[..read]);
        var (tags, attributes) = (_scanner.TagCount, _scanner.AttributeCount);
        if (_unitSize == 1) _scanner.Scan(buffer[..read]);
        else ScanUtf16(buffer[..read]);
        budget.Spend((read / 4) + (4 * (_scanner.TagCount - tags)) + (3 * (_scanner.AttributeCount - attributes)));
        return read;
    }

    private void DetectEncoding(ReadOnlySpan<byte> head)
    {
        var wide = head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]) || head.StartsWith("<\0"u8)
            || head.StartsWith("\0<"u8);
        if (head.StartsWith<byte>([0xFF, 0xFE, 0, 0]) || head.StartsWith<byte>([0, 0]))
            throw UnreadableDocumentException.CreateBroken("The document is broken: its XML is neither UTF-8 nor UTF-16.");
        (_unitSize, _lowByteIndex) = (wide ? 2 : 1, head[0] is 0xFE or 0 ? 1 : 0);
    }

    /// <summary>Characters above Latin-1 count as letters; a piece may end within a character.</summary>
    private void ScanUtf16(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (!_hasFirstByte) _firstByte = value;
            else _scanner.Scan((_lowByteIndex == 0 ? value : _firstByte) != 0 ? (byte)'x' : _lowByteIndex == 0 ? _firstByte : value);
            _hasFirstByte = !_hasFirstByte;
        }
    }
}
