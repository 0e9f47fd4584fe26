namespace Scopix.Media;

/// <summary>Reads a whole file once, in bounded memory, to decide whether it is text. The order: byte order marks; UTF-32 and UTF-16 by
/// their zeros; UTF-8 with few invalid bytes; <see cref="LegacyEncodingDetector"/>.</summary>
internal static class TextFormatDetector
{
    /// <summary>Null when the file is not text from its first byte to its last.</summary>
    public static TextFormat? Detect(FileBytes bytes)
    {
        var head = bytes.ReadSpan(0, TextEncodings.HeadLength);
        if (TextEncodings.DetectUtf16OrUtf32(head) is { } wide) return WideTextValidator.Validate(bytes, wide);
        var mark = TextEncodings.GetUtf8BomLength(head);
        if (Utf8Statistics.Collect(bytes) is not { } statistics) return null;

        var isMarked = mark > 0 && statistics.InvalidBytes <= Math.Max(4, statistics.ValidCharacters);
        var encoding = isMarked || statistics.IsLikelyUtf8 ? Encoding.UTF8 : LegacyEncodingDetector.Detect(bytes, statistics);
        if (statistics is { FirstNonAsciiOffset: < 0, HasTerminalControls: true })
            encoding = LegacyEncodingDetector.DetectIso2022Jp(bytes) ?? encoding;
        if (encoding is null) return null;
        return new TextFormat(encoding, mark, encoding.CodePage == Encoding.UTF8.CodePage && statistics.IsValidUtf8,
            statistics.HasTerminalControls);
    }
}
