namespace Scopix.Media.Pdf;

/// <summary>The glyph names and the encoding of a Compact Font Format font (Adobe Technical Note 5176). A CID-keyed font has numbers
/// instead of names.</summary>
internal sealed class PdfCffFont
{
    private const int MaxGlyphs = 65_536, StandardStrings = 391;

    /// <summary>The standard strings 150 to 228; those before are in the order of the standard encoding.</summary>
    private const string Letters = "¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž";

    private static readonly string[] StandardTexts =
        [.. PdfEncodings.Standard.Where(c => c != 0).Select(c => PdfEncodings.GetCodePointText(c)!), .. Letters.Select(c => c.ToString())];

    private readonly byte[] _bytes;
    private readonly PdfBudget _budget;
    private readonly Dictionary<int, long> _topDictionary = [];
    private List<(int Start, int End)> _strings = [];

    private PdfCffFont(byte[] bytes, PdfBudget budget) => (_bytes, _budget) = (bytes, budget);

    public bool IsCidKeyed { get; private set; }

    /// <summary>For each glyph the number of its name, or its CID.</summary>
    public IReadOnlyList<int> Charset { get; private set; } = [];

    /// <summary>For each code the glyph of the font's own encoding; null when the font uses the standard one.</summary>
    public int[]? Encoding { get; private set; }

    /// <summary>Null for other bytes.</summary>
    public static PdfCffFont? Read(byte[] bytes, PdfBudget budget)
    {
        if (bytes.Length < 8 || bytes[0] != 1) return null;
        var font = new PdfCffFont(bytes, budget);
        font.ReadIndex(bytes[2], out var at);
        var tops = font.ReadIndex(at, out at);
        font._strings = font.ReadIndex(at, out _);
        if (tops.Count == 0) return null;
        font.ReadTopDictionary(tops[0].Start, tops[0].End);
        var glyphs = font.ReadIndex(font.GetOffset(17), out _).Count;
        font.Charset = font.ReadCharset(font.GetOffset(15), glyphs);
        font.Encoding = font.GetOffset(16) > 1 ? font.ReadEncoding(font.GetOffset(16)) : null;
        return font;
    }

    /// <summary>Null when the glyph's name has no text.</summary>
    public string? GetText(int glyph)
    {
        if (IsCidKeyed || glyph <= 0 || glyph >= Charset.Count) return null;
        var name = Charset[glyph];
        if (name is > 0 && name <= StandardTexts.Length) return StandardTexts[name - 1];
        if (name is >= 239 and <= 248) return ((char)('0' + name - 239)).ToString();
        if (name is >= 266 and <= 268) return PdfEncodings.GetCodePointText(name == 266 ? 0xFB00 : 0xFB03 + name - 267);
        if (name < StandardStrings || name - StandardStrings >= _strings.Count) return null;
        var (start, end) = _strings[name - StandardStrings];
        return end - start <= 64 ? PdfEncodings.GetGlyphText(System.Text.Encoding.Latin1.GetString(_bytes, start, end - start)) : null;
    }

    private List<(int Start, int End)> ReadIndex(int at, out int end)
    {
        var objects = new List<(int, int)>();
        var (count, size) = (ReadNumber(at, 2), ReadNumber(at + 2, 1));
        end = at + 2;
        if (count <= 0 || size is < 1 or > 4) return objects;
        var data = at + 2 + ((count + 1) * size);
        for (var i = 0; i < count; i++)
        {
            _budget.Spend();
            long start = data + (long)ReadNumber(at + 3 + (i * size), size),
                next = data + (long)ReadNumber(at + 3 + ((i + 1) * size), size);
            if (start < 0 || next < start || next > _bytes.Length) break;
            objects.Add(((int)start, (int)next));
            end = (int)next;
        }
        return objects;
    }

    private void ReadTopDictionary(int at, int end)
    {
        var operand = 0L;
        while (at < end)
        {
            _budget.Spend();
            int b = _bytes[at++];
            switch (b)
            {
                case 12: IsCidKeyed |= ReadNumber(at++, 1) == 30; break;
                case <= 21: _topDictionary.TryAdd(b, operand); break;
                case 28: (operand, at) = ((short)ReadNumber(at, 2), at + 2); break;
                case 29: (operand, at) = (ReadNumber(at, 4), at + 4); break;
                case 30:
                    while (at < end && (_bytes[at] & 15) != 15 && _bytes[at] >> 4 != 15) at++;
                    at++;
                    break;
                case >= 32 and <= 246: operand = b - 139; break;
                case >= 247 and <= 250: operand = ((b - 247) * 256) + ReadNumber(at++, 1) + 108; break;
                case >= 251 and <= 254: operand = (-(b - 251) * 256) - ReadNumber(at++, 1) - 108; break;
            }
        }
    }

    private int GetOffset(int key) => (int)Math.Clamp(_topDictionary.GetValueOrDefault(key), 0, _bytes.Length);

    private List<int> ReadCharset(int at, int glyphs)
    {
        var charset = new List<int> { 0 };
        glyphs = Math.Min(glyphs, MaxGlyphs);
        if (at <= 2)
        {
            for (var glyph = 1; glyph < glyphs && at == 0; glyph++) charset.Add(glyph);
            return charset;
        }
        var format = ReadNumber(at++, 1);
        while (charset.Count < glyphs && at + 1 < _bytes.Length)
        {
            _budget.Spend();
            var first = ReadNumber(at, 2);
            var more = format == 0 ? 0 : ReadNumber(at + 2, format == 1 ? 1 : 2);
            at += format == 0 ? 2 : format == 1 ? 3 : 4;
            for (var i = 0; i <= more && charset.Count < glyphs; i++) charset.Add(first + i);
        }
        return charset;
    }

    private int[] ReadEncoding(int at)
    {
        var glyphs = new int[256];
        var (format, count) = (ReadNumber(at, 1) & 127, ReadNumber(at + 1, 1));
        var glyph = 1;
        for (var i = 0; i < count; i++)
        {
            var first = ReadNumber(at + 2 + (format == 0 ? i : 2 * i), 1);
            var more = format == 0 ? 0 : ReadNumber(at + 3 + (2 * i), 1);
            for (var code = first; code <= first + more && code < 256; code++) glyphs[code] = glyph++;
        }
        return glyphs;
    }

    private int ReadNumber(int at, int size)
    {
        var value = 0;
        for (var i = 0; i < size; i++) value = (value << 8) | (at + i >= 0 && at + i < _bytes.Length ? _bytes[at + i] : 0);
        return value;
    }
}
