using System.Text.Unicode;

namespace Scopix.Media;

/// <summary>Counts that show the encoding of a file, collected in one pass in pieces of 64 KiB.</summary>
internal sealed class Utf8Statistics
{
    private const int ChunkSize = 65_536;
    private bool _endsInCharacter;
    private long _latinCharacters; // of the whole characters, those from U+00C0 to U+017F and from U+2000 to U+2FFF

    public long ValidCharacters { get; private set; }

    /// <summary>Bytes above 0x7F that are not part of a UTF-8 character.</summary>
    public long InvalidBytes { get; private set; }

    public long FirstNonAsciiOffset { get; private set; } = -1;

    /// <summary>Whether a byte from 0x80 to 0x9F occurs: a control in ISO 8859, a letter or quote in other encodings.</summary>
    public bool HasC1Bytes { get; private set; }
    public bool HasTerminalControls { get; private set; }
    public bool IsValidUtf8 => InvalidBytes == 0 && !_endsInCharacter;

    /// <summary>UTF-8 with few invalid bytes: three valid characters for each, or one for each of up to four when all are Latin letters
    /// or typographic signs (assumed). A character cut by the end of the file does not count. In other encodings valid characters are
    /// rare.</summary>
    public bool IsLikelyUtf8 =>
        (ValidCharacters >= 3 * InvalidBytes
            || (InvalidBytes <= 4 && ValidCharacters >= InvalidBytes && _latinCharacters == ValidCharacters))
            && (ValidCharacters > 0 || !_endsInCharacter);

    /// <summary>Null when a control character makes the file binary.</summary>
    public static Utf8Statistics? Collect(FileBytes bytes)
    {
        var statistics = new Utf8Statistics();
        var carried = 0;
        var buffer = new byte[Math.Min(ChunkSize, bytes.Length + 4)];
        for (long at = 0; at < bytes.Length;)
        {
            var read = bytes.Read(at, buffer.AsSpan(carried));
            if (read == 0) break;
            var piece = buffer.AsSpan(0, carried + read);
            if (piece.ContainsAny(TextEncodings.BinaryControlBytes)) return null;
            at += read;
            var used = statistics.AddChunk(piece, at - piece.Length, last: at >= bytes.Length);
            carried = piece.Length - used;
            piece[used..].CopyTo(buffer);
        }
        return statistics;
    }

    /// <summary>Returns how many bytes were counted: all except a character that the piece's end cuts.</summary>
    private int AddChunk(ReadOnlySpan<byte> piece, long start, bool last)
    {
        HasTerminalControls |= piece.ContainsAny(TextEncodings.TerminalControlBytes);
        var high = piece.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (high < 0) return piece.Length;
        if (FirstNonAsciiOffset < 0) FirstNonAsciiOffset = start + high;
        HasC1Bytes |= piece.ContainsAnyInRange((byte)0x80, (byte)0x9F);

        var complete = TextEncodings.GetCompleteUtf8Length(piece);
        if (!Utf8.IsValid(piece[..complete])) return CountCharacters(piece, high, last);
        foreach (var b in piece[..complete]) AddCharacter(b);
        _endsInCharacter = last && complete < piece.Length;
        return last ? piece.Length : complete;
    }

    /// <summary>0xC3 to 0xC5 lead Latin letters, 0xE2 quotes, dashes and signs.</summary>
    private void AddCharacter(byte lead)
    {
        ValidCharacters += lead >= 0xC0 ? 1 : 0;
        _latinCharacters += lead is 0xC3 or 0xC4 or 0xC5 or 0xE2 ? 1 : 0;
    }

    private int CountCharacters(ReadOnlySpan<byte> piece, int at, bool last)
    {
        while (at < piece.Length)
        {
            var used = 1;
            if (piece[at] >= 0x80)
            {
                var status = Rune.DecodeFromUtf8(piece[at..], out _, out used);
                if (status == System.Buffers.OperationStatus.Done) AddCharacter(piece[at]);
                else if (status == System.Buffers.OperationStatus.InvalidData) InvalidBytes += used;
                else if (!last) return at;
                else _endsInCharacter = true;
            }
            at += used;
        }
        return piece.Length;
    }
}
