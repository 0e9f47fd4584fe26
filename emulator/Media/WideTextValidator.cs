using System.Runtime.InteropServices;

namespace Scopix.Media;

/// <summary>Validates a file as UTF-16 or UTF-32 from its first unit to its last. Bytes after the last whole unit are allowed: a line
/// feed that another program appended, or a truncated file.</summary>
internal static class WideTextValidator
{
    private const int ChunkSize = 65_536;

    /// <summary>The completed format; null when the file is not of it.</summary>
    public static TextFormat? Validate(FileBytes bytes, TextFormat format)
    {
        bool endsInHighSurrogate = false, hasTerminalControls = false;
        var bigEndian = format.Encoding.CodePage is 1201 or 12001;
        var buffer = new byte[ChunkSize];
        var end = bytes.Length - (bytes.Length % format.UnitSize);
        for (long at = 0; at < end;)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(ChunkSize, end - at));
            if (bytes.Read(at, piece) < piece.Length) return null;
            at += piece.Length;
            var fits = format.UnitSize == 4
                ? IsValidUtf32(piece, bigEndian, ref hasTerminalControls)
                : IsValidUtf16(piece, bigEndian, ref endsInHighSurrogate, ref hasTerminalControls);
            if (!fits) return null;
        }
        return endsInHighSurrogate && format.BomLength == 0 ? null : format with { HasTerminalControls = hasTerminalControls };
    }

    private static bool IsValidUtf16(Span<byte> piece, bool bigEndian, ref bool endsInHighSurrogate, ref bool hasTerminalControls)
    {
        var units = MemoryMarshal.Cast<byte, ushort>(piece);
        if (bigEndian) BinaryPrimitives.ReverseEndianness(units, units);
        var text = MemoryMarshal.Cast<ushort, char>(units);
        hasTerminalControls |= text.ContainsAny(TextEncodings.TerminalControlChars);
        return !text.ContainsAny(TextEncodings.BinaryControlChars) && HasPairedSurrogates(text, ref endsInHighSurrogate);
    }

    private static bool HasPairedSurrogates(ReadOnlySpan<char> text, ref bool endsInHighSurrogate)
    {
        if (!endsInHighSurrogate && !text.ContainsAnyInRange('\uD800', '\uDFFF')) return true;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c) != endsInHighSurrogate) return false;
            endsInHighSurrogate = char.IsHighSurrogate(c);
        }
        return true;
    }

    private static bool IsValidUtf32(Span<byte> piece, bool bigEndian, ref bool hasTerminalControls)
    {
        var units = MemoryMarshal.Cast<byte, uint>(piece);
        if (bigEndian) BinaryPrimitives.ReverseEndianness(units, units);
        foreach (var unit in units)
        {
            if (!Rune.IsValid(unit)) return false;
            if (unit >= 0x80) continue;
            if (TextEncodings.BinaryControlBytes.Contains((byte)unit)) return false;
            hasTerminalControls |= TextEncodings.TerminalControlBytes.Contains((byte)unit);
        }
        return true;
    }
}
