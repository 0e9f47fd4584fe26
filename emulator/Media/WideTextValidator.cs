using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Scopix.Media;

/// <summary>Validates a file as UTF-16 or UTF-32 from its first unit to its last. Bytes after the last whole unit are allowed: a line
/// feed that another program appended, or a truncated file.</summary>
internal static class WideTextValidator
{
    private const int ChunkSize = 65_536;

    /// <summary>The completed format; null when the file is not of it.</summary>
    public static TextFormat? Validate(FileBytes bytes, TextFormat format)
    {
        bool highWaits = false, terminal = false;
        var bigEndian = format.Encoding.CodePage is 1201 or 12001;
        var buffer = new byte[ChunkSize];
        var end = bytes.Length - (bytes.Length % format.UnitSize);
        for (long at = 0; at < end;)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(ChunkSize, end - at));
            if (bytes.Read(at, piece) < piece.Length) return null;
            at += piece.Length;
            var fits = format.UnitSize == 4
                ? IsValidUtf32(piece, bigEndian, ref terminal)
                : IsValidUtf16(piece, bigEndian, ref highWaits, ref terminal);
            if (!fits) return null;
        }
        return highWaits && format.BomLength == 0 ? null : format with { HasTerminalControls = terminal };
    }

    private static bool IsValidUtf16(Span<byte> piece, bool bigEndian, ref bool highWaits, ref bool terminal)
    {
        var units = MemoryMarshal.Cast<byte, ushort>(piece);
        if (bigEndian) BinaryPrimitives.ReverseEndianness(units, units);
        var text = MemoryMarshal.Cast<ushort, char>(units);
        terminal |= text.ContainsAny(TextEncodings.TerminalControlChars);
        return !text.ContainsAny(TextEncodings.BinaryControlChars) && HasPairedSurrogates(text, ref highWaits);
    }

    private static bool HasPairedSurrogates(ReadOnlySpan<char> text, ref bool highWaits)
    {
        if (!highWaits && !text.ContainsAnyInRange('\uD800', '\uDFFF')) return true;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c) != highWaits) return false;
            highWaits = char.IsHighSurrogate(c);
        }
        return true;
    }

    private static bool IsValidUtf32(Span<byte> piece, bool bigEndian, ref bool terminal)
    {
        var units = MemoryMarshal.Cast<byte, uint>(piece);
        if (bigEndian) BinaryPrimitives.ReverseEndianness(units, units);
        foreach (var unit in units)
        {
            if (!Rune.IsValid(unit)) return false;
            if (unit >= 0x80) continue;
            if (TextEncodings.BinaryControlBytes.Contains((byte)unit)) return false;
            terminal |= TextEncodings.TerminalControlBytes.Contains((byte)unit);
        }
        return true;
    }
}
