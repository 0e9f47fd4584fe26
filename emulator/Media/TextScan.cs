using System.Text;

namespace Scopix.Emulator.Media;

/// <summary>
/// Reads a whole file once, in bounded memory, to say whether it is text and how it is written. The order: byte order marks;
/// UTF-32 and UTF-16 by their zeros; UTF-8, with a few bad bytes at most; what <see cref="LegacyEncoding"/> finds.
/// </summary>
internal static class TextScan
{
    /// <summary>The format of a file that is text from its first byte to its last; null for any other.</summary>
    public static TextFormat? Detect(FileBytes bytes)
    {
        var head = bytes.At(0, TextEncodings.HeadLength);
        if (TextEncodings.Wide(head) is { } wide) return WideScan.Check(bytes, wide);
        var mark = TextEncodings.Utf8Mark(head);
        if (ByteTally.Of(bytes) is not { } tally) return null;

        var isMarked = mark > 0 && tally.Bad <= Math.Max(4, tally.Whole);
        var encoding = isMarked || tally.IsUtf8 ? Encoding.UTF8 : LegacyEncoding.Detect(bytes, tally);
        if (tally is { FirstHigh: < 0, HasTerminalControls: true }) encoding = LegacyEncoding.Escaped(bytes) ?? encoding;
        if (encoding is null) return null;
        return new TextFormat(encoding, mark, encoding.CodePage == Encoding.UTF8.CodePage && tally.IsExactUtf8, tally.HasTerminalControls);
    }
}
