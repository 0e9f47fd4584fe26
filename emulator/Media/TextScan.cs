using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Scopix.Emulator.Media;

/// <summary>Reads a whole file once, in pieces of 64 KiB, to say whether it is text and in which encoding.</summary>
internal static class TextScan
{
    private const int Piece = 65_536;

    /// <summary>The encoding of a file that is text from its first byte to its last; null for any other.</summary>
    public static Encoding? Detect(FileBytes bytes)
    {
        if (TextEncodings.Utf16(bytes.At(0, TextEncodings.HeadLength)) is not { } utf16) return ByteEncoding(bytes);
        return IsUtf16(bytes, utf16) ? utf16 : null;
    }

    /// <summary>
    /// UTF-8 if every byte fits, otherwise Latin-1 if none is one of its C1 controls; both are followed in the same pass.
    /// </summary>
    private static Encoding? ByteEncoding(FileBytes bytes)
    {
        bool utf8 = true, latin1 = true;
        var carried = 0;
        var buffer = new byte[Math.Min(Piece, bytes.Length + 4)];
        for (long at = 0; at < bytes.Length;)
        {
            var read = bytes.Read(at, buffer.AsSpan(carried));
            if (read == 0) break;
            var piece = buffer.AsSpan(0, carried + read);
            at += read;
            if (piece.ContainsAny(TextEncodings.Controls)) return null;

            latin1 = latin1 && !piece.ContainsAnyInRange((byte)0x80, (byte)0x9F);
            var whole = at < bytes.Length ? TextEncodings.WholeLength(piece) : piece.Length;
            utf8 = utf8 && Utf8.IsValid(piece[..whole]);
            if (!utf8 && !latin1) return null;
            carried = piece.Length - whole;
            piece[whole..].CopyTo(buffer);
        }

        return utf8 ? Encoding.UTF8 : Encoding.Latin1;
    }

    private static bool IsUtf16(FileBytes bytes, UnicodeEncoding encoding)
    {
        if (bytes.Length % 2 != 0) return false;
        var bigEndian = encoding.CodePage == 1201;
        var highWaits = false;
        var buffer = new byte[Math.Min(Piece, bytes.Length)];
        for (long at = 0; at < bytes.Length;)
        {
            var read = bytes.Read(at, buffer);
            if (read == 0 || read % 2 != 0) return false;
            at += read;
            var units = MemoryMarshal.Cast<byte, ushort>(buffer.AsSpan(0, read));
            if (bigEndian) BinaryPrimitives.ReverseEndianness(units, units);
            var text = MemoryMarshal.Cast<ushort, char>(units);
            if (text.ContainsAny(TextEncodings.ControlChars) || !Pairs(text, ref highWaits)) return false;
        }

        return !highWaits;
    }

    private static bool Pairs(ReadOnlySpan<char> text, ref bool highWaits)
    {
        if (!highWaits && !text.ContainsAnyInRange('\uD800', '\uDFFF')) return true;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c) != highWaits) return false;
            highWaits = char.IsHighSurrogate(c);
        }

        return true;
    }
}
