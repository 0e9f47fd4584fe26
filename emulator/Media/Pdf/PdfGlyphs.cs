using System.Globalization;

namespace Scopix.Emulator.Media.Pdf;

/// <summary>
/// What the glyphs of an embedded font mean, where the PDF does not say it: by the font's <c>cmap</c>, its <c>post</c> table or
/// the names in its charset (FontFile2, FontFile3).
/// </summary>
internal sealed class PdfGlyphs
{
    private const int MaxFont = 16 << 20;
    private readonly PdfSfnt? _sfnt;
    private readonly PdfCff? _cff;
    private readonly byte[]? _byCid;
    private readonly Dictionary<int, int> _keyed = [];

    private PdfGlyphs(PdfFile file, PdfDictionary font, byte[] program)
    {
        _sfnt = PdfSfnt.Read(program, file.Budget);
        _cff = PdfCff.Read(_sfnt is null ? program : _sfnt.Cff ?? [], file.Budget);
        if (file.Get(font["CIDToGIDMap"]).Stream is { } map) _byCid = PdfFilters.Unpack(file, map);
        if (_cff is { IsKeyed: true })
            for (var glyph = 0; glyph < _cff.Charset.Count; glyph++) _keyed.TryAdd(_cff.Charset[glyph], glyph);
    }

    /// <summary>Null for a font without a program, or with one of another kind.</summary>
    public static PdfGlyphs? Read(PdfFile file, PdfDictionary font, PdfDictionary descriptor)
    {
        var stream = file.Get(descriptor["FontFile2"]).Stream ?? file.Get(descriptor["FontFile3"]).Stream;
        if (stream is null) return null;
        var program = PdfFilters.Unpack(file, stream);
        if (program.Length is 0 or > MaxFont) return null;
        var glyphs = new PdfGlyphs(file, font, program);
        return glyphs._sfnt is null && glyphs._cff is null ? null : glyphs;
    }

    /// <summary>The text of a CID of a composite font; null when the program does not tell.</summary>
    public string? OfCid(int cid)
    {
        var glyph = cid;
        if (_byCid is not null) glyph = 2L * cid < _byCid.Length - 1 ? (_byCid[2 * cid] << 8) | _byCid[(2 * cid) + 1] : 0;
        else if (_cff is { IsKeyed: true }) glyph = _keyed.GetValueOrDefault(cid);
        return OfGlyph(glyph);
    }

    /// <summary>The text of a code of a simple font by its program's own encoding; null when the program does not tell.</summary>
    public string? OfCode(int code)
    {
        if (_sfnt is not null && _sfnt.Symbols.TryGetValue(code, out var symbol)) return OfGlyph(symbol);
        return _cff?.Encoding is { } encoding ? OfGlyph(encoding[code]) : null;
    }

    /// <summary>The text of a glyph whose name is its number, such as <c>g41</c> or <c>glyph00041</c>.</summary>
    public string? OfName(string name)
    {
        var digits = name.AsSpan().TrimStart("abcdefghijklmnopqrstuvwxyzGCI");
        if (name.Length - digits.Length is 0 or > 5 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var glyph)) return null;
        return _sfnt?.Texts.GetValueOrDefault(glyph);
    }

    private string? OfGlyph(int glyph) => _sfnt?.Texts.GetValueOrDefault(glyph) ?? _cff?.Text(glyph);
}
