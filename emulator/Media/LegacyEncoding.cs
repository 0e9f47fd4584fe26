using System.Text;
using UtfUnknown;

namespace Scopix.Emulator.Media;

/// <summary>
/// Encodings that a text does not show by a mark, told from 64 KiB from the first byte above 0x7F on: a Latin one whose letters
/// belong to one language, otherwise what UTF.Unknown finds, otherwise windows-1252. ISO 8859-1 and -15 are read as
/// windows-1252, as browsers do with the first (WHATWG, Encoding).
/// </summary>
internal static class LegacyEncoding
{
    private const int SampleLength = 65_536, Before = 256, Windows1252 = 1252, Iso2022Jp = 50220, LeastRare = 8;

    /// <summary>Latin code pages that are taken where they explain the letters clearly better than windows-1252.</summary>
    private static readonly int[] LatinPages = [1250, 28592, 1254, 1257];

    /// <summary>Rarer Latin code pages, tried when UTF.Unknown names them: parts of ISO 8859, DOS, the Macintosh.</summary>
    private static readonly int[] RareLatinPages = [28593, 28594, 28599, 28603, 28605, 1258, 437, 850, 852, 858, 10000, 10029];

    /// <summary>The encoding, or null when the bytes are no text in any.</summary>
    public static Encoding? Detect(FileBytes bytes, ByteTally tally)
    {
        var sample = bytes.At(Math.Max(0, tally.FirstHigh - Before), SampleLength).ToArray();
        var western = Candidate.Of(Windows1252, sample)!;
        var best = LatinPages.Select(page => Candidate.Of(page, sample)!).MaxBy(candidate => candidate.Fit)!;
        if (best.Fit < western.Fit + (western.Shape.High < 40 ? 0.1 : 0.02)) best = western;
        if (best.Fit < 0.95) best = Found(sample, best) ?? best;

        var isDoubtful = tally.HasC1 || tally.HasTerminalControls;
        return isDoubtful && (!best.IsText(sample.Length) || Refusals.IsBinary(bytes)) ? null : best.Encoding;
    }

    /// <summary>ISO-2022-JP, whose characters are of seven bits between escape sequences; null when there are none.</summary>
    public static Encoding? Escaped(FileBytes bytes)
    {
        var sample = bytes.At(0, SampleLength);
        if (sample.IndexOf("\u001B$B"u8) < 0 && sample.IndexOf("\u001B$@"u8) < 0) return null;
        return Candidate.Of(Iso2022Jp, sample) is { Shape: { High: > 0, IsText: true } } found ? found.Encoding : null;
    }

    private static Candidate? Found(byte[] sample, Candidate latin)
    {
        foreach (var found in CharsetDetector.DetectFromBytes(sample).Details ?? [])
        {
            if (CodePageOf(found.EncodingName) is not { } page || IsLatin(page) || found.Confidence < 0.3) continue;
            if (Candidate.Of(page, sample) is not { } candidate) continue;
            var fits = RareLatinPages.Contains(page) ? candidate.Fit > latin.Fit && candidate.Shape.High >= LeastRare : candidate.Shape.Oddness <= latin.Shape.Oddness + 0.05;
            if (fits) return candidate;
        }

        return null;
    }

    private static bool IsLatin(int page) => page == Windows1252 || LatinPages.Contains(page);

    private static int? CodePageOf(string name) => name.ToLowerInvariant() switch
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

    /// <summary>A sample as an encoding reads it.</summary>
    /// <param name="Encoding">The encoding.</param>
    /// <param name="Shape">How the characters above ASCII stand.</param>
    /// <param name="Fit">For Latin alphabets: up to 1 when the letters are those of one language and stand as in words.</param>
    private sealed record Candidate(Encoding Encoding, WordShape Shape, double Fit)
    {
        public static Candidate? Of(int page, ReadOnlySpan<byte> sample)
        {
            var replacement = new DecoderReplacementFallback("\uFFFD");
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ReplacementFallback, replacement);
            if (encoding is null) return null;
            var text = encoding.GetString(sample);
            var shape = WordShape.Of(text);
            return new Candidate(encoding, shape, LatinLetters.Share(text, page) - shape.Oddness);
        }

        /// <summary>No language of the Latin alphabet has a third of its characters above ASCII.</summary>
        public bool IsText(int length)
        {
            var isLatin = IsLatin(Encoding.CodePage) || RareLatinPages.Contains(Encoding.CodePage);
            return Shape.IsText && (!isLatin || Shape.High <= 1 + (length * 3 / 10) || Fit >= 0.9);
        }
    }
}
