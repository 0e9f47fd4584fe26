using System.Buffers;
using System.Text;

namespace Scopix.Emulator.Media;

/// <summary>The encodings a text may have, and what in its first bytes tells them apart.</summary>
internal static class TextEncodings
{
    /// <summary>How much of a text is enough for <see cref="Utf16"/>, in bytes.</summary>
    public const int HeadLength = 4096;

    /// <summary>
    /// C0 controls other than tab, line feed, form feed and carriage return, and delete: no text has them, nearly every
    /// binary file does.
    /// </summary>
    public static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Append(127).Where(c => c is not (9 or 10 or 12 or 13)).Select(c => (byte)c)]);

    /// <inheritdoc cref="Controls"/>
    public static readonly SearchValues<char> ControlChars = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Append(127).Where(c => c is not (9 or 10 or 12 or 13)).Select(c => (char)c)]);

    /// <summary>
    /// UTF-16 by its byte order mark, or without one when at least half of the units in the first 4 KiB have a zero byte and
    /// all zeros are on the same side (assumed); otherwise null.
    /// </summary>
    public static UnicodeEncoding? Utf16(ReadOnlySpan<byte> head)
    {
        if (head.Length > HeadLength) head = head[..HeadLength];
        if (head.StartsWith<byte>([0xFF, 0xFE])) return new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
        if (head.StartsWith<byte>([0xFE, 0xFF])) return new UnicodeEncoding(bigEndian: true, byteOrderMark: true);

        int even = 0, odd = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            if (head[i] == 0) even++;
            if (head[i + 1] == 0) odd++;
        }

        if (even + odd < 1 + (head.Length / 4) || (even > 0 && odd > 0)) return null;
        return new UnicodeEncoding(bigEndian: even > 0, byteOrderMark: false);
    }

    /// <summary>The length of the UTF-8 byte order mark at the front: 3 or 0.</summary>
    public static int Utf8Mark(ReadOnlySpan<byte> head) => head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;

    /// <summary>The length of the bytes without a UTF-8 character that is cut off at their end (up to 3 bytes).</summary>
    public static int WholeLength(ReadOnlySpan<byte> utf8)
    {
        for (var back = 1; back <= Math.Min(3, utf8.Length); back++)
        {
            var b = utf8[^back];
            if (b < 0x80) break;
            if (b < 0xC0) continue;
            var due = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
            return due > back ? utf8.Length - back : utf8.Length;
        }

        return utf8.Length;
    }
}
