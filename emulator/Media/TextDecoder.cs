namespace Scopix.Media;

/// <summary>Decodes a text file in pieces, beginning after its byte order mark.</summary>
internal sealed class TextDecoder(TextFormat format)
{
    private readonly Decoder _decoder = format.Encoding.GetDecoder();
    private readonly TerminalControlFilter? _terminalFilter = format.HasTerminalControls ? new TerminalControlFilter() : null;
    private char[] _chars = [];
    private long _bytesDecoded;

    /// <summary>The characters of the next bytes; valid until the next call. An incomplete character at the end waits for the next
    /// piece.</summary>
    public ReadOnlySpan<char> Decode(ReadOnlySpan<byte> piece, bool last)
    {
        var rest = last ? (int)((_bytesDecoded + piece.Length) % format.UnitSize) : 0;
        _bytesDecoded += piece.Length;
        var length = format.Encoding.GetMaxCharCount(piece.Length) + rest;
        if (_chars.Length < length) _chars = new char[length];
        var count = _decoder.GetChars(piece[..Math.Max(0, piece.Length - rest)], _chars, flush: last);
        foreach (var b in piece[Math.Max(0, piece.Length - rest)..]) _chars[count++] = b < 0x80 ? (char)b : '\uFFFD';
        return _terminalFilter is null ? _chars.AsSpan(0, count) : _terminalFilter.Filter(_chars.AsSpan(0, count), last);
    }
}
