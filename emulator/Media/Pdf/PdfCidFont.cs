namespace Scopix.Media.Pdf;

/// <summary>Composite fonts (ISO 32000-1, 9.7): text by ToUnicode, by a UCS-2 or UTF-16 encoding or by the embedded font, widths by
/// glyph. Vertical writing is laid out horizontally.</summary>
internal sealed class PdfCidFont : PdfFont
{
    private const int MaxWidths = 65_536;
    private readonly PdfCMap? _toUnicode;
    private readonly PdfCMap? _encoding;
    private readonly Lazy<PdfEmbeddedGlyphs?> _embeddedGlyphs;
    private readonly bool _isUnicode;
    private readonly double _defaultWidth;
    private readonly Dictionary<int, double> _widths = [];
    private readonly List<(int First, int Last, double Width)> _ranges = [];
    private readonly Dictionary<uint, PdfGlyph> _glyphs = [];

    public PdfCidFont(PdfFile file, PdfDictionary font, PdfDictionary inner, PdfDictionary descriptor, PdfCMap? toUnicode)
    {
        _toUnicode = toUnicode;
        _embeddedGlyphs = new Lazy<PdfEmbeddedGlyphs?>(() => PdfEmbeddedGlyphs.Read(file, inner, descriptor), LazyThreadSafetyMode.None);
        var encoding = file.Resolve(font["Encoding"]);
        if (encoding.Stream is { } stream) _encoding = PdfCMap.Read(PdfFilters.Decode(file, stream), file.Budget);
        var name = encoding.Name ?? "";
        _isUnicode = name.Contains("UCS2", StringComparison.Ordinal) || name.Contains("UTF16", StringComparison.Ordinal);
        _defaultWidth = ToWidth(file.Resolve(inner["DW"]).ToDouble(1000));
        ReadWidths(file, file.Resolve(inner["W"]).Array);
    }

    public override PdfGlyph ReadGlyph(ReadOnlySpan<byte> bytes, out int length)
    {
        length = Math.Min(bytes.Length, _encoding is { HasCodespaces: true } ? _encoding.GetCodeLength(bytes) : 2);
        uint code = 0;
        foreach (var b in bytes[..length]) code = (code << 8) | b;
        if (_glyphs.TryGetValue(code, out var cached)) return cached;

        var glyph = _encoding?.GetGlyph(code) is >= 0 and var mapped ? mapped : (int)Math.Min(code, 1 << 24);
        var text = _toUnicode?.GetText(code)
            ?? (_isUnicode ? PdfEncodings.GetCodePointText((int)code) : _embeddedGlyphs.Value?.GetTextOfCid(glyph));
        return _glyphs[code] = new PdfGlyph(text ?? "", GetWidth(glyph), length == 1 && code == 32);
    }

    private double GetWidth(int glyph)
    {
        if (_widths.TryGetValue(glyph, out var width)) return width;
        foreach (var range in _ranges)
            if (glyph >= range.First && glyph <= range.Last) return range.Width;
        return _defaultWidth;
    }

    private void ReadWidths(PdfFile file, IReadOnlyList<PdfValue> values)
    {
        for (var i = 0; i + 1 < values.Count;)
        {
            file.Budget.Spend();
            var first = file.Resolve(values[i]).ToInt();
            var second = file.Resolve(values[i + 1]);
            if (second.Kind == PdfKind.Array)
            {
                for (var n = 0; n < second.Array.Count && _widths.Count < MaxWidths; n++)
                    _widths.TryAdd(unchecked(first + n), ToWidth(file.Resolve(second.Array[n]).ToDouble()));
                i += 2;
            }
            else
            {
                if (i + 2 < values.Count && _ranges.Count < MaxWidths / 64)
                    _ranges.Add((first, second.ToInt(), ToWidth(file.Resolve(values[i + 2]).ToDouble())));
                i += 3;
            }
        }
    }

    private static double ToWidth(double thousandths) => Math.Clamp(thousandths / 1000, -10, 10);
}
