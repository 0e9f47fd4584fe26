namespace Scopix.Media.Pdf;

/// <summary>The text of an embedded font's glyphs by its <c>cmap</c>, its <c>post</c> table or its charset (FontFile2, FontFile3), for
/// PDFs that do not state it.</summary>
internal sealed class PdfEmbeddedGlyphs
{
    private const int MaxFontLength = 16 << 20;
    private readonly PdfSfntFont? _sfnt;
    private readonly PdfCffFont? _cff;
    private readonly byte[]? _cidToGlyphMap;
    private readonly Dictionary<int, int> _glyphsByCid = [];

    private PdfEmbeddedGlyphs(PdfFile file, PdfDictionary font, byte[] program)
    {
        _sfnt = PdfSfntFont.Read(program, file.Budget);
        _cff = PdfCffFont.Read(_sfnt is null ? program : _sfnt.CffTable ?? [], file.Budget);
        if (file.Resolve(font["CIDToGIDMap"]).Stream is { } map) _cidToGlyphMap = PdfFilters.Decode(file, map);
        if (_cff is { IsCidKeyed: true })
            for (var glyph = 0; glyph < _cff.Charset.Count; glyph++) _glyphsByCid.TryAdd(_cff.Charset[glyph], glyph);
    }

    /// <summary>Null for a font without a supported program.</summary>
    public static PdfEmbeddedGlyphs? Read(PdfFile file, PdfDictionary font, PdfDictionary descriptor)
    {
        var stream = file.Resolve(descriptor["FontFile2"]).Stream ?? file.Resolve(descriptor["FontFile3"]).Stream;
        if (stream is null) return null;
        var program = PdfFilters.Decode(file, stream);
        if (program.Length is 0 or > MaxFontLength) return null;
        var glyphs = new PdfEmbeddedGlyphs(file, font, program);
        return glyphs._sfnt is null && glyphs._cff is null ? null : glyphs;
    }

    public string? GetTextOfCid(int cid)
    {
        var glyph = cid;
        if (_cidToGlyphMap is not null)
            glyph = 2L * cid < _cidToGlyphMap.Length - 1 ? (_cidToGlyphMap[2 * cid] << 8) | _cidToGlyphMap[(2 * cid) + 1] : 0;
        else if (_cff is { IsCidKeyed: true }) glyph = _glyphsByCid.GetValueOrDefault(cid);
        return GetTextOfGlyph(glyph);
    }

    /// <summary>The text of a simple font's code by its program's own encoding, or null.</summary>
    public string? GetTextOfCode(int code)
    {
        if (_sfnt is not null && _sfnt.GlyphByCode.TryGetValue(code, out var symbol)) return GetTextOfGlyph(symbol);
        return _cff?.Encoding is { } encoding ? GetTextOfGlyph(encoding[code]) : null;
    }

    /// <summary>The text of a glyph whose name is its number, such as <c>g41</c> or <c>glyph00041</c>.</summary>
    public string? GetTextOfName(string name)
    {
        var digits = name.AsSpan().TrimStart("abcdefghijklmnopqrstuvwxyzGCI");
        if (name.Length - digits.Length is 0 or > 5
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var glyph)) return null;
        return _sfnt?.TextByGlyph.GetValueOrDefault(glyph);
    }

    private string? GetTextOfGlyph(int glyph) => _sfnt?.TextByGlyph.GetValueOrDefault(glyph) ?? _cff?.GetText(glyph);
}
