using System.Buffers;

namespace Scopix.Media;

/// <summary>Encodings that the first bytes show, and control characters that text does not have.</summary>
internal static class TextEncodings
{
    public const int HeadLength = 4096;

    /// <summary>Controls that make a file binary, NUL included: C0 and delete without white space and <see cref="TerminalControlBytes"/>,
    /// as in libmagic.</summary>
    public static readonly SearchValues<byte> BinaryControlBytes = SearchValues.Create([.. BinaryControlCodes.Select(c => (byte)c)]);

    public static readonly SearchValues<char> BinaryControlChars = SearchValues.Create([.. BinaryControlCodes.Select(c => (char)c)]);

    /// <summary>Bell, backspace, vertical tab, the end mark of DOS, escape: occur in texts for terminals and printers.</summary>
    public static readonly SearchValues<byte> TerminalControlBytes = SearchValues.Create(7, 8, 11, 26, 27);
    public static readonly SearchValues<char> TerminalControlChars = SearchValues.Create('\a', '\b', '\v', '\u001A', '\u001B');

    private static IEnumerable<int> BinaryControlCodes =>
        Enumerable.Range(0, 32).Append(127).Where(c => c is not ((>= 7 and <= 13) or 26 or 27));

    /// <summary>By the byte order mark. Without one: UTF-32 when every unit of the first 4 KiB, and at least four, is an assigned
    /// character, UTF-16 when at least half of the units have a zero byte, always on the same side (assumed). Otherwise null.</summary>
    public static TextFormat? DetectUtf16OrUtf32(ReadOnlySpan<byte> head)
    {
        if (head.Length > HeadLength) head = head[..HeadLength];
        if (head.StartsWith<byte>([0xFF, 0xFE, 0, 0])) return CreateFormat(new UTF32Encoding(bigEndian: false, byteOrderMark: true), 4);
        if (head.StartsWith<byte>([0, 0, 0xFE, 0xFF])) return CreateFormat(new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4);
        if (head.StartsWith<byte>([0xFF, 0xFE])) return CreateFormat(new UnicodeEncoding(bigEndian: false, byteOrderMark: true), 2);
        if (head.StartsWith<byte>([0xFE, 0xFF])) return CreateFormat(new UnicodeEncoding(bigEndian: true, byteOrderMark: true), 2);
        if (IsUtf32(head, bigEndian: false)) return CreateFormat(new UTF32Encoding(bigEndian: false, byteOrderMark: false), 0);
        if (IsUtf32(head, bigEndian: true)) return CreateFormat(new UTF32Encoding(bigEndian: true, byteOrderMark: false), 0);
        return DetectUtf16ByZeros(head);
    }

    public static int GetUtf8BomLength(ReadOnlySpan<byte> head) => head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;

    /// <summary>The length without an incomplete UTF-8 character at the end (up to 3 bytes).</summary>
    public static int GetCompleteUtf8Length(ReadOnlySpan<byte> utf8)
    {
        for (var distance = 1; distance <= Math.Min(3, utf8.Length); distance++)
        {
            var b = utf8[^distance];
            if (b < 0x80) break;
            if (b < 0xC0) continue;
            var expected = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
            return expected > distance ? utf8.Length - distance : utf8.Length;
        }
        return utf8.Length;
    }

    private static TextFormat CreateFormat(Encoding encoding, int mark) =>
        new(encoding, mark, IsValidUtf8: false, HasTerminalControls: false);

    private static TextFormat? DetectUtf16ByZeros(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            if (head[i] == 0) even++;
            if (head[i + 1] == 0) odd++;
        }
        if (even + odd < 1 + (head.Length / 4) || (even > 0 && odd > 0)) return null;
        return CreateFormat(new UnicodeEncoding(bigEndian: even > 0, byteOrderMark: false), 0);
    }

    private static bool IsUtf32(ReadOnlySpan<byte> head, bool bigEndian)
    {
        if (head.Length < 16) return false;
        for (var at = 0; at + 4 <= head.Length; at += 4)
        {
            var unit = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(head[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(head[at..]);
            if (!Rune.TryCreate(unit, out var rune)) return false;
            var isWhite = unit is '\t' or '\n' or '\r';
            if (!isWhite
                && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.PrivateUse)
                return false;
        }
        return true;
    }
}
