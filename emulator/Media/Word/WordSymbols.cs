namespace Scopix.Media.Word;

/// <summary>Characters of symbol fonts (<c>w:sym</c>, and U+F020 to U+F0FF in a run) as Unicode: all of Symbol, the common ones of
/// Wingdings.</summary>
internal static class WordSymbols
{
    /// <summary>Adobe's Symbol encoding from 0x20; a space where Unicode has no such character.</summary>
    private const string Symbol =
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ "
        + "                                 ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑           〉∫⌠ ⌡";

    private static readonly Dictionary<int, char> Wingdings = new()
    {
        [0x22] = '✂',
        [0x28] = '☎',
        [0x2A] = '✉',
        [0x36] = '⌛',
        [0x46] = '☞',
        [0x4A] = '☺',
        [0x4C] = '☹',
        [0x6C] = '●',
        [0x6E] = '■',
        [0x6F] = '□',
        [0x71] = '❑',
        [0x72] = '❒',
        [0x73] = '⬧',
        [0x74] = '⧫',
        [0x75] = '◆',
        [0x76] = '❖',
        [0x9F] = '•',
        [0xA1] = '○',
        [0xA7] = '▪',
        [0xA8] = '◻',
        [0xAB] = '★',
        [0xD8] = '➢',
        [0xDF] = '←',
        [0xE0] = '→',
        [0xE1] = '↑',
        [0xE2] = '↓',
        [0xE8] = '➔',
        [0xEF] = '⇦',
        [0xF0] = '⇨',
        [0xFB] = '✗',
        [0xFC] = '✓',
        [0xFD] = '☒',
        [0xFE] = '☑',
    };

    public static string ToUnicode(XmlReader reader)
    {
        var (font, code) = (WordXml.GetAttribute(reader, "font") ?? "", WordXml.GetAttribute(reader, "char") ?? "");
        return int.TryParse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? ToUnicode(font, number) : "";
    }

    public static string ToUnicode(string font, int code)
    {
        var low = code is >= 0xF020 and <= 0xF0FF ? code - 0xF000 : code;
        if (low is < 0x20 or > 0xFF) return code is >= 0xA0 and < 0xD800 or (>= 0xF900 and <= 0xFFFD) ? ((char)code).ToString() : "";
        if (font.Equals("Symbol", StringComparison.OrdinalIgnoreCase))
            return EmptyIfSpace(low - 0x20 < Symbol.Length ? Symbol[low - 0x20] : ' ');
        if (font.Equals("Wingdings", StringComparison.OrdinalIgnoreCase)) return EmptyIfSpace(Wingdings.GetValueOrDefault(low, ' '));
        if (font.StartsWith("Wingdings", StringComparison.OrdinalIgnoreCase)
            || font.StartsWith("Webdings", StringComparison.OrdinalIgnoreCase))
            return font.EndsWith('2') ? low switch { 0x50 => "✓", 0x4F => "✗", 0x51 => "☒", 0x52 => "☑", 0xA3 => "□", _ => "" } : "";
        return code == low ? ((char)code).ToString() : "";
    }

    private static string EmptyIfSpace(char character) => character == ' ' ? "" : character.ToString();
}
