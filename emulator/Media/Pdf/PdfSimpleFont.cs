namespace Scopix.Media.Pdf;

/// <summary>Type 1, TrueType and Type 3 fonts: one byte for each code (ISO 32000-1, 9.6).</summary>
internal sealed class PdfSimpleFont : PdfFont
{
    private readonly string?[] _texts = new string?[256];
    private readonly double[] _widths = new double[256];

    public PdfSimpleFont(PdfFile file, PdfDictionary font, PdfDictionary descriptor, PdfCMap? toUnicode)
    {
        var type3 = file.Resolve(font["Subtype"]).Name == "Type3";
        var encoding = file.Resolve(font["Encoding"]);
        var table = PdfEncodings.FindByName(encoding.Name ?? file.Resolve(encoding.Dictionary["BaseEncoding"]).Name);
        var builtIn = table is null && !type3 ? PdfType1Encoding.Read(file, descriptor) : null;
        var opens = builtIn is null && !type3 && (table is null || encoding.Kind == PdfKind.Dictionary);
        var program = opens ? PdfEmbeddedGlyphs.Read(file, font, descriptor) : null;
        var isNamed = table is not null;
        table ??= GetDefaultEncoding(file, font, descriptor);
        for (var code = 0; code < 256; code++)
            _texts[code] = (builtIn?[code] is { } name ? PdfEncodings.GetGlyphText(name) : isNamed ? null : program?.GetTextOfCode(code))
                ?? PdfEncodings.GetCodePointText(table[code]);
        ApplyDifferences(file.Resolve(file.Resolve(encoding.Dictionary["Differences"])).Array, file, type3, program);
        for (uint code = 0; code < 256; code++) _texts[code] = toUnicode?.GetText(code) ?? _texts[code];

        var matrix = type3 ? file.ReadMatrix(font["FontMatrix"]) : null;
        var unit = matrix?.A is { } a && a != 0 ? Math.Abs(a) : 0.001;
        ReadWidths(file, font, descriptor, unit, type3);
        if (type3) Scale = ReadBoxHeight(file, font) * Math.Abs(matrix?.D ?? 0.001);
    }

    public override PdfGlyph ReadGlyph(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 1;
        return new PdfGlyph(_texts[bytes[0]] ?? "", _widths[bytes[0]], bytes[0] == 32);
    }

    /// <summary>Symbol and ZapfDingbats by name, otherwise what viewers assume.</summary>
    private static string GetDefaultEncoding(PdfFile file, PdfDictionary font, PdfDictionary descriptor)
    {
        var name = file.Resolve(font["BaseFont"]).Name ?? "";
        if (name.Contains("Dingbats", StringComparison.Ordinal)) return PdfEncodings.ZapfDingbats;
        if (name is "Symbol" || name.EndsWith("+Symbol", StringComparison.Ordinal) || name.StartsWith("Symbol", StringComparison.Ordinal))
            return PdfEncodings.Symbol;
        var trueType = file.Resolve(font["Subtype"]).Name == "TrueType";
        var embedded = descriptor["FontFile"].Kind != PdfKind.Null || descriptor["FontFile3"].Kind != PdfKind.Null;
        return trueType || !embedded ? PdfEncodings.Windows : PdfEncodings.Standard;
    }

    private void ApplyDifferences(IReadOnlyList<PdfValue> differences, PdfFile file, bool type3, PdfEmbeddedGlyphs? program)
    {
        var code = 0;
        foreach (var difference in differences)
        {
            var value = file.Resolve(difference);
            if (value.IsNumber) code = value.ToInt();
            else if (value.Name is { } name && code is >= 0 and < 256)
            {
                _texts[code] = PdfEncodings.GetGlyphText(name) ?? program?.GetTextOfName(name) ?? GetTextOfNumberedName(name, code, type3);
                code++;
            }
        }
    }

    /// <summary>Names like <c>a65</c>, <c>C65</c>, <c>G41</c>: some programs number the glyphs after their codes.</summary>
    private static string? GetTextOfNumberedName(string name, int code, bool type3)
    {
        var digits = name.AsSpan().TrimStart("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if (digits.Length is >= 2 and <= 3 && int.TryParse(digits, out var number) && number is > 32 and < 256)
            return PdfEncodings.GetCodePointText(PdfEncodings.Windows[number]);
        return type3 && code > 32 ? PdfEncodings.GetCodePointText(PdfEncodings.Windows[code]) : null;
    }

    private void ReadWidths(PdfFile file, PdfDictionary font, PdfDictionary descriptor, double unit, bool type3)
    {
        var widths = file.Resolve(font["Widths"]).Array;
        var first = file.Resolve(font["FirstChar"]).ToInt();
        var missing = file.Resolve(descriptor["MissingWidth"]).ToDouble();
        var standard = widths.Count == 0 && !type3 ? PdfStandardWidths.GetWidthFunction(file.Resolve(font["BaseFont"]).Name ?? "") : null;
        for (var code = 0; code < 256; code++)
        {
            var index = (long)code - first;
            var width = standard is not null
                ? standard(_texts[code]) : index >= 0 && index < widths.Count ? file.Resolve(widths[(int)index]).ToDouble() : missing;
            _widths[code] = Math.Clamp(width * unit, -10_000, 10_000);
        }
    }

    private static double ReadBoxHeight(PdfFile file, PdfDictionary font) =>
        file.ReadRectangle(font["FontBBox"]) is { } box && box[3] > box[1] ? box[3] - box[1] : 1000;
}
