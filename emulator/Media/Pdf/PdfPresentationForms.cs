using System.Collections.Frozen;

namespace Scopix.Media.Pdf;

/// <summary>Replaces Hebrew and Arabic presentation forms (U+FB1D to U+FDFF, U+FE70 to U+FEFC) by their compatibility decomposition in
/// Unicode 14. .NET does not normalise without its globalization data.</summary>
internal static class PdfPresentationForms
{
    private static readonly Lazy<FrozenDictionary<char, string>> Letters = new(LoadLetters);

    public static string ReplaceWithLetters(string text)
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
    private static FrozenDictionary<char, string> LoadLetters()
    {
        using var stream = typeof(PdfPresentationForms).Assembly.GetManifestResourceStream("forms.txt")!;
        using var reader = new StreamReader(stream);
        var forms = new Dictionary<char, string>();
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            var range = parts[0].Split('-');
            var letters = string.Concat(parts.Skip(1).Select(hex => (char)ParseHex(hex)));
            for (var form = ParseHex(range[0]); form <= ParseHex(range[^1]); form++) forms[(char)form] = letters;
        }
        return forms.ToFrozenDictionary();
    }

    private static int ParseHex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
