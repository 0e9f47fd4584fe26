using System.Collections.Frozen;

namespace Scopix.Media.Pdf;

/// <summary>Encodings of simple fonts (ISO 32000-1, annex D); <c>\0</c> is an unused code.</summary>
internal static class PdfEncodings
{
    private const string StandardUpper =
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
        + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\u00A1\u00A2\u00A3"
        + "\u2044\u00A5\u0192\u00A7\u00A4'\u201C\u00AB\u2039\u203A\uFB01\uFB02\0\u2013\u2020\u2021\u00B7\0\u00B6"
        + "\u2022\u201A\u201E\u201D\u00BB\u2026\u2030\0\u00BF\0`\u00B4\u02C6\u02DC\u00AF\u02D8\u02D9\u00A8\0"
        + "\u02DA\u00B8\0\u02DD\u02DB\u02C7\u2014\0\0\0\0\0\0\0\0\0\0\0"
        + "\0\0\0\0\0\u00C6\0\u00AA\0\0\0\0\u0141\u00D8\u0152\u00BA\0\0"
        + "\0\0\0\u00E6\0\0\0\u0131\0\0\u0142\u00F8\u0153\u00DF\0\0\0\0";

    private const string MacUpper =
        "\u00C4\u00C5\u00C7\u00C9\u00D1\u00D6\u00DC\u00E1\u00E0\u00E2\u00E4\u00E3\u00E5\u00E7\u00E9\u00E8\u00EA\u00EB"
        + "\u00ED\u00EC\u00EE\u00EF\u00F1\u00F3\u00F2\u00F4\u00F6\u00F5\u00FA\u00F9\u00FB\u00FC\u2020\u00B0\u00A2\u00A3"
        + "\u00A7\u2022\u00B6\u00DF\u00AE\u00A9\u2122\u00B4\u00A8\u2260\u00C6\u00D8\u221E\u00B1\u2264\u2265\u00A5\u00B5"
        + "\u2202\u2211\u220F\u03C0\u222B\u00AA\u00BA\u03A9\u00E6\u00F8\u00BF\u00A1\u00AC\u221A\u0192\u2248\u2206\u00AB"
        + "\u00BB\u2026\u00A0\u00C0\u00C3\u00D5\u0152\u0153\u2013\u2014\u201C\u201D\u2018\u2019\u00F7\u25CA\u00FF\u0178"
        + "\u2044\u00A4\u2039\u203A\uFB01\uFB02\u2021\u00B7\u201A\u201E\u2030\u00C2\u00CA\u00C1\u00CB\u00C8\u00CD\u00CE"
        + "\u00CF\u00CC\u00D3\u00D4\uF8FF\u00D2\u00DA\u00DB\u00D9\u0131\u02C6\u02DC\u00AF\u02D8\u02D9\u02DA\u00B8\u02DD"
        + "\u02DB\u02C7";

    private const string WindowsC1 =
        "\u20AC\u2022\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u2022\u017D\u2022\u2022\u2018"
        + "\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u2022\u017E\u0178";

    private const string SymbolRest =
        " !\u2200#\u2203%&\u220B()\u2217+,\u2212./0123456789:;<=>?\u2245\u0391\u0392\u03A7\u0394\u0395\u03A6\u0393"
        + "\u0397\u0399\u03D1\u039A\u039B\u039C\u039D\u039F\u03A0\u0398\u03A1\u03A3\u03A4\u03A5\u03C2\u03A9\u039E\u03A8"
        + "\u0396[\u2234]\u22A5_\0\u03B1\u03B2\u03C7\u03B4\u03B5\u03C6\u03B3\u03B7\u03B9\u03D5\u03BA\u03BB\u03BC"
        + "\u03BD\u03BF\u03C0\u03B8\u03C1\u03C3\u03C4\u03C5\u03D6\u03C9\u03BE\u03C8\u03B6{|}\u223C\0\0\0"
        + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
        + "\0\0\0\0\0\0\0\0\0\0\0\0\u20AC\u03D2\u2032\u2264\u2044\u221E"
        + "\u0192\u2663\u2666\u2665\u2660\u2194\u2190\u2191\u2192\u2193\u00B0\u00B1\u2033\u2265\u00D7\u221D\u2202\u2022"
        + "\u00F7\u2260\u2261\u2248\u2026\0\0\u21B5\u2135\u2111\u211C\u2118\u2297\u2295\u2205\u2229\u222A\u2283"
        + "\u2287\u2284\u2282\u2286\u2208\u2209\u2220\u2207\0\u00A9\u2122\u220F\u221A\u22C5\u00AC\u2227\u2228\u21D4"
        + "\u21D0\u21D1\u21D2\u21D3\u25CA\u27E8\0\u00A9\u2122\u2211\0\0\0\0\0\0\0\0"
        + "\0\0\0\u27E9\u222B\0\0\0\0\0\0\0\0\0\0\0\0\0";

    private const string ZapfMiddle = "\u2660\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468\u2469";
    private static readonly string Ascii = new string('\0', 32) + CreateRun(32, 95) + "\0";
    public static readonly string Standard = Ascii.Replace('\'', '\u2019').Replace('`', '\u2018') + StandardUpper;
    public static readonly string MacRoman = Ascii + MacUpper;
    public static readonly string Windows = Ascii + WindowsC1 + CreateRun(0xA0, 96);
    public static readonly string Symbol = new string('\0', 32) + SymbolRest;

    /// <summary>Unicode has most dingbats in the same order; the others are replaced by similar characters.</summary>
    public static readonly string ZapfDingbats = new string('\0', 32) + " " + CreateRun(0x2701, 75) + "\u25CF\u274D\u25A0"
        + CreateRun(0x274F, 4) + "\u25B2\u25BC\u25C6" + CreateRun(0x2756, 9) + new string('\0', 34) + CreateRun(0x2761, 7)
        + "\u2663\u2666\u2665" + ZapfMiddle + CreateRun(0x2776, 31) + "\u2192\u2194\u2195" + CreateRun(0x2798, 39) + "\0";

    private static readonly FrozenDictionary<string, string> TextByGlyphName = ReadGlyphs();

    public static string? FindByName(string? name) => name switch
    {
        "WinAnsiEncoding" or "PDFDocEncoding" => Windows,
        "MacRomanEncoding" => MacRoman,
        "StandardEncoding" => Standard,
        _ => null,
    };

    /// <summary>The text of a glyph's name: a listed name, <c>uni0041</c>, <c>u1F600</c>, or parts joined by <c>_</c>, all with or
    /// without a suffix after a point. Null for other names.</summary>
    public static string? GetGlyphText(string name)
    {
        if (name.IndexOf('.', StringComparison.Ordinal) is > 0 and var point) name = name[..point];
        if (TextByGlyphName.TryGetValue(name, out var text)) return text;
        if (name.Contains('_', StringComparison.Ordinal) && name.Length <= 64)
            return NullIfEmpty(string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(GetGlyphText)));
        if (name.StartsWith("uni", StringComparison.Ordinal) && name.Length is >= 7 and <= 64)
            return NullIfEmpty(string.Concat(name[3..].Chunk(4).Where(digits => digits.Length == 4).Select(digits => ParseHex(digits))));
        return name.StartsWith('u') && name.Length is >= 5 and <= 7 ? ParseHex(name.AsSpan(1)) : null;
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;

    /// <summary>A code point as text with ligatures expanded; null for 0 and surrogates.</summary>
    public static string? GetCodePointText(int code) => code switch
    {
        0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) => null,
        0xFB00 => "ff",
        0xFB01 => "fi",
        0xFB02 => "fl",
        0xFB03 => "ffi",
        0xFB04 => "ffl",
        0xFB05 or 0xFB06 => "st",
        _ => char.ConvertFromUtf32(code),
    };

    private static string? ParseHex(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code > 0
            ? GetCodePointText(code) : null;

    private static string CreateRun(int first, int count) => string.Create(count, first, static (chars, from) =>
    {
        for (var i = 0; i < chars.Length; i++) chars[i] = (char)(from + i);
    });

    private static FrozenDictionary<string, string> ReadGlyphs()
    {
        using var stream = typeof(PdfEncodings).Assembly.GetManifestResourceStream("glyphs.txt")!;
        using var reader = new StreamReader(stream);
        var glyphs = new Dictionary<string, string>();
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            glyphs[parts[0]] = string.Concat(
                parts.Skip(1).Select(hex => (char)int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
        }
        return glyphs.ToFrozenDictionary();
    }
}
