namespace Scopix.Emulator.Media.Pdf;

/// <summary>Type 1, TrueType and Type 3 fonts: one byte a code (ISO 32000-1, 9.6).</summary>
internal sealed class PdfSimpleFont : PdfFont
{
    private readonly string?[] _texts = new string?[256];
    private readonly double[] _widths = new double[256];

    public PdfSimpleFont(PdfFile file, PdfDictionary font, PdfDictionary descriptor, PdfCMap? toUnicode)
    {
        var type3 = file.Get(font["Subtype"]).Name == "Type3";
        var encoding = file.Get(font["Encoding"]);
        var table = PdfEncodings.Named(encoding.Name ?? file.Get(encoding.Dictionary["BaseEncoding"]).Name);
        var builtIn = table is null && !type3 ? PdfFontProgram.Encoding(file, descriptor) : null;
        var opens = builtIn is null && !type3 && (table is null || encoding.Kind == PdfKind.Dictionary);
        var program = opens ? PdfGlyphs.Read(file, font, descriptor) : null;
        var isNamed = table is not null;
        table ??= Default(file, font, descriptor);
        for (var code = 0; code < 256; code++)
            _texts[code] = (builtIn?[code] is { } name ? PdfEncodings.Glyph(name) : isNamed ? null : program?.OfCode(code))
                ?? PdfEncodings.CodePoint(table[code]);
        Differ(file.Get(file.Get(encoding.Dictionary["Differences"])).Array, file, type3, program);
        for (uint code = 0; code < 256; code++) _texts[code] = toUnicode?.Text(code) ?? _texts[code];

        var matrix = type3 ? PdfMatrix.From([.. file.Get(font["FontMatrix"]).Array.Select(file.Get)]) : null;
        var unit = matrix?.A is { } a && a != 0 ? Math.Abs(a) : 0.001;
        Widths(file, font, descriptor, unit, type3);
        if (type3) Scale = Height(file, font) * Math.Abs(matrix?.D ?? 0.001);
    }

    public override PdfGlyph Next(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 1;
        return new PdfGlyph(_texts[bytes[0]] ?? "", _widths[bytes[0]], bytes[0] == 32);
    }

    /// <summary>Named Symbol or ZapfDingbats, or else what viewers assume.</summary>
    private static string Default(PdfFile file, PdfDictionary font, PdfDictionary descriptor)
    {
        var name = file.Get(font["BaseFont"]).Name ?? "";
        if (name.Contains("Dingbats", StringComparison.Ordinal)) return PdfEncodings.Zapf;
        if (name is "Symbol" || name.EndsWith("+Symbol", StringComparison.Ordinal) || name.StartsWith("Symbol", StringComparison.Ordinal)) return PdfEncodings.Symbol;
        var trueType = file.Get(font["Subtype"]).Name == "TrueType";
        var embedded = descriptor["FontFile"].Kind != PdfKind.Null || descriptor["FontFile3"].Kind != PdfKind.Null;
        return trueType || !embedded ? PdfEncodings.Windows : PdfEncodings.Standard;
    }

    private void Differ(IReadOnlyList<PdfValue> differences, PdfFile file, bool type3, PdfGlyphs? program)
    {
        var code = 0;
        foreach (var difference in differences)
        {
            var value = file.Get(difference);
            if (value.IsNumber) code = value.Int();
            else if (value.Name is { } name && code is >= 0 and < 256)
            {
                _texts[code] = PdfEncodings.Glyph(name) ?? program?.OfName(name) ?? Numbered(name, code, type3);
                code++;
            }
        }
    }

    /// <summary>Names like <c>a65</c>, <c>C65</c>, <c>G41</c>: some programs number the glyphs after their codes.</summary>
    private static string? Numbered(string name, int code, bool type3)
    {
        var digits = name.AsSpan().TrimStart("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if (digits.Length is >= 2 and <= 3 && int.TryParse(digits, out var number) && number is > 32 and < 256)
            return PdfEncodings.CodePoint(PdfEncodings.Windows[number]);
        return type3 && code > 32 ? PdfEncodings.CodePoint(PdfEncodings.Windows[code]) : null;
    }

    private void Widths(PdfFile file, PdfDictionary font, PdfDictionary descriptor, double unit, bool type3)
    {
        var widths = file.Get(font["Widths"]).Array;
        var first = file.Get(font["FirstChar"]).Int();
        var missing = file.Get(descriptor["MissingWidth"]).Double();
        var standard = widths.Count == 0 && !type3 ? PdfStandardWidths.For(file.Get(font["BaseFont"]).Name ?? "") : null;
        for (var code = 0; code < 256; code++)
        {
            var index = (long)code - first;
            var width = standard is not null ? standard(_texts[code]) : index >= 0 && index < widths.Count ? file.Get(widths[(int)index]).Double() : missing;
            _widths[code] = Math.Clamp(width * unit, -10_000, 10_000);
        }
    }

    private static double Height(PdfFile file, PdfDictionary font)
    {
        var box = file.Get(font["FontBBox"]).Array.Select(side => file.Get(side).Double()).ToArray();
        var height = box.Length >= 4 ? Math.Abs(box[3] - box[1]) : 0;
        return height > 0 ? height : 1000;
    }
}
