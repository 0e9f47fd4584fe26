using UtfUnknown;

namespace Scopix.Media;

/// <summary>Detects encodings without a byte order mark from a 64 KiB sample: a Latin one whose letters belong to one language, otherwise
/// what UTF.Unknown finds, otherwise windows-1252. ISO 8859-1 and -15 are read as windows-1252 (WHATWG, Encoding, for the
/// first).</summary>
internal static class LegacyEncodingDetector
{
    private const int SampleLength = 65_536, LeadLength = 256, Windows1252 = 1252, Iso2022Jp = 50220, MinNonAsciiForRarePages = 8;

    /// <summary>Used where they explain the letters clearly better than windows-1252.</summary>
    private static readonly int[] LatinPages = [1250, 28592, 1254, 1257];

    /// <summary>Used when UTF.Unknown names them: parts of ISO 8859, DOS and Macintosh code pages.</summary>
    private static readonly int[] RareLatinPages = [28593, 28594, 28599, 28603, 28605, 1258, 437, 850, 852, 858, 10000, 10029];

    /// <summary>Null when the bytes are not text in any encoding.</summary>
    public static Encoding? Detect(FileBytes bytes, Utf8Statistics statistics)
    {
        var sample = bytes.ReadSpan(Math.Max(0, statistics.FirstNonAsciiOffset - LeadLength), SampleLength).ToArray();
        var western = Candidate.Decode(Windows1252, sample)!;
        var best = LatinPages.Select(page => Candidate.Decode(page, sample)!).MaxBy(candidate => candidate.Score)!;
        if (best.Score < western.Score + (western.Plausibility.NonAsciiCount < 40 ? 0.1 : 0.02)) best = western;
        if (best.Score < 0.95) best = DetectWithUtfUnknown(sample, best) ?? best;

        var isDoubtful = statistics.HasC1Bytes || statistics.HasTerminalControls;
        return isDoubtful && (!best.IsText(sample.Length) || UnsupportedFormats.HasBinarySignature(bytes)) ? null : best.Encoding;
    }

    /// <summary>ISO-2022-JP has 7-bit characters between escape sequences; null when there are none.</summary>
    public static Encoding? DetectIso2022Jp(FileBytes bytes)
    {
        var sample = bytes.ReadSpan(0, SampleLength);
        if (sample.IndexOf("\u001B$B"u8) < 0 && sample.IndexOf("\u001B$@"u8) < 0) return null;
        return Candidate.Decode(Iso2022Jp, sample) is { Plausibility: { NonAsciiCount: > 0, IsText: true } } found ? found.Encoding : null;
    }

    private static Candidate? DetectWithUtfUnknown(byte[] sample, Candidate latin)
    {
        foreach (var found in CharsetDetector.DetectFromBytes(sample).Details ?? [])
        {
            if (GetCodePage(found.EncodingName) is not { } page || IsLatin(page) || found.Confidence < 0.3) continue;
            if (Candidate.Decode(page, sample) is not { } candidate) continue;
            var fits = RareLatinPages.Contains(page)
                ? candidate.Score > latin.Score && candidate.Plausibility.NonAsciiCount >= MinNonAsciiForRarePages
                : candidate.Plausibility.ImplausibleShare <= latin.Plausibility.ImplausibleShare + 0.05;
            if (fits) return candidate;
        }
        return null;
    }

    private static bool IsLatin(int page) => page == Windows1252 || LatinPages.Contains(page);

    private static int? GetCodePage(string name) => name.ToLowerInvariant() switch
    {
        "iso-8859-1" or "iso-8859-15" or "iso-8859-9" => Windows1252,
        "iso-8859-11" or "tis-620" => 874,
        "euc-kr" or "cp949" or "ks_c_5601-1987" => 949,
        "gb18030" or "gb2312" or "x-gb2312" => 54936,
        "euc-jp" => 51932,
        "shift-jis" => 932,
        "ascii" or "us-ascii" or "utf-8" or "utf-7" => null,
        var other => CodePagesEncodingProvider.Instance.GetEncoding(other)?.CodePage,
    };

    /// <summary>A sample decoded with one encoding. The score is for Latin alphabets: at most 1, when the letters belong to one language
    /// and occur as in words.</summary>
    private sealed record Candidate(Encoding Encoding, LetterPlausibility Plausibility, double Score)
    {
        public static Candidate? Decode(int page, ReadOnlySpan<byte> sample)
        {
            var replacement = new DecoderReplacementFallback("\uFFFD");
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ReplacementFallback, replacement);
            if (encoding is null) return null;
            var text = encoding.GetString(sample);
            var plausibility = LetterPlausibility.Measure(text);
            return new Candidate(encoding, plausibility, LatinAlphabets.GetBestLanguageShare(text, page) - plausibility.ImplausibleShare);
        }
        /// <summary>In no language with a Latin alphabet are a third of the characters above ASCII.</summary>
        public bool IsText(int length)
        {
            var isLatin = IsLatin(Encoding.CodePage) || RareLatinPages.Contains(Encoding.CodePage);
            return Plausibility.IsText && (!isLatin || Plausibility.NonAsciiCount <= 1 + (length * 3 / 10) || Score >= 0.9);
        }
    }
}
