using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Scopix.Emulator.Media.Pdf;

/// <summary>
/// Hebrew and Arabic presentation forms (U+FB1D to U+FDFF, U+FE70 to U+FEFC) as the letters they stand for: their compatibility
/// decomposition in Unicode 14, listed here because .NET does not normalise without its globalization data.
/// </summary>
internal static class PdfForms
{
    private static readonly Lazy<FrozenDictionary<char, string>> Letters = new(Read);

    /// <summary>A text in plain letters; the same text when it has no such form.</summary>
    public static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uFB1D', '\uFEFC')) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= '\uFB1D' and <= '\uFEFC' && Letters.Value.TryGetValue(c, out var letters)) plain.Append(letters);
            else plain.Append(c);
        }

        return plain.ToString();
    }

    /// <summary>Lines like <c>FEF1-FEF4 064A</c>.</summary>
    private static FrozenDictionary<char, string> Read()
    {
        using var stream = typeof(PdfForms).Assembly.GetManifestResourceStream("forms.txt")!;
        using var reader = new StreamReader(stream);
        var forms = new Dictionary<char, string>();
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            var range = parts[0].Split('-');
            var letters = string.Concat(parts.Skip(1).Select(hex => (char)Hex(hex)));
            for (var form = Hex(range[0]); form <= Hex(range[^1]); form++) forms[(char)form] = letters;
        }

        return forms.ToFrozenDictionary();
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
