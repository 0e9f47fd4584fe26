namespace Scopix.Media.Pdf;

/// <summary>The text of the glyphs of a TrueType or OpenType font, from <c>cmap</c> and the names in <c>post</c>. Offsets out of bounds
/// are ignored.</summary>
internal sealed class PdfSfntFont
{
    private const int MaxTables = 64, MaxMappings = 200_000, FirstAscii = 3, LastAscii = 97, StandardNames = 258;
    private readonly byte[] _bytes;
    private readonly PdfBudget _budget;
    private readonly Dictionary<int, string> _textByGlyph = [];
    private readonly Dictionary<int, int> _glyphByCode = [];
    private int _mappingCount;

    private PdfSfntFont(byte[] bytes, PdfBudget budget) => (_bytes, _budget) = (bytes, budget);

    public IReadOnlyDictionary<int, string> TextByGlyph => _textByGlyph;

    /// <summary>The glyph of each code of a font that is not in Unicode's order: 0 to 255, or from 0xF000.</summary>
    public IReadOnlyDictionary<int, int> GlyphByCode => _glyphByCode;

    /// <summary>The CFF font inside an OpenType font with PostScript outlines; null when there is none.</summary>
    public byte[]? CffTable => FindTable("CFF "u8) is { } table ? _bytes[table] : null;

    /// <summary>Null for other bytes.</summary>
    public static PdfSfntFont? Read(byte[] bytes, PdfBudget budget)
    {
        var head = bytes.AsSpan();
        if (head.Length < 12 || !(head.StartsWith("OTTO"u8) || head.StartsWith("true"u8) || head.StartsWith<byte>([0, 1, 0, 0])))
            return null;
        var font = new PdfSfntFont(bytes, budget);
        font.ReadCharacterMaps();
        font.ReadGlyphNames();
        return font;
    }

    private Range? FindTable(ReadOnlySpan<byte> tag)
    {
        for (var i = 0; i < Math.Min(ReadUInt16(4), MaxTables) && 28 + (16 * i) <= _bytes.Length; i++)
        {
            var entry = _bytes.AsSpan(12 + (16 * i), 16);
            if (!entry.StartsWith(tag)) continue;
            var offset = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(entry[12..]);
            if (offset < _bytes.Length) return (int)offset..(int)Math.Min(_bytes.Length, offset + (long)length);
        }
        return null;
    }

    private void ReadCharacterMaps()
    {
        if (FindTable("cmap"u8) is not { } table) return;
        var start = table.Start.Value;
        for (var i = 0; i < Math.Min(ReadUInt16(start + 2), MaxTables); i++)
        {
            var record = start + 4 + (8 * i);
            var (platform, encoding, at) = (ReadUInt16(record), ReadUInt16(record + 2), start + (long)ReadUInt32(record + 4));
            if (at >= _bytes.Length) continue;
            Action<int, int> add = (platform, encoding) switch
            {
                (0, _) or (3, 1 or 10) => AddUnicode,
                (3, 0) => AddSymbol,
                (1, 0) => AddMacintosh,
                _ => (_, _) => { }
                ,
            };
            ReadCharacterMap((int)at, add);
        }
    }

    private void AddUnicode(int code, int glyph)
    {
        if (PdfEncodings.GetCodePointText(code) is { } text && code is >= 32 and not (>= 0xF000 and <= 0xF0FF))
            _textByGlyph.TryAdd(glyph, text);
    }

    private void AddSymbol(int code, int glyph) => _glyphByCode.TryAdd(code & 0xFF, glyph);

    private void AddMacintosh(int code, int glyph)
    {
        if (code is < 0 or > 255) return;
        _glyphByCode.TryAdd(code, glyph);
        if (PdfEncodings.GetCodePointText(PdfEncodings.MacRoman[code]) is { } text) _textByGlyph.TryAdd(glyph, text);
    }

    private void ReadCharacterMap(int at, Action<int, int> add)
    {
        switch (ReadUInt16(at))
        {
            case 0: for (var code = 0; code < 256; code++) AddMapping(code, ReadByte(at + 6 + code), add); break;
            case 4: ReadSegments(at, add); break;
            case 6:
                for (var i = 0; i < ReadUInt16(at + 8) && TryCountMapping(); i++)
                    AddMapping(ReadUInt16(at + 6) + i, ReadUInt16(at + 10 + (2 * i)), add);
                break;
            case 12: ReadGroups(at, add); break;
        }
    }

    private void ReadSegments(int at, Action<int, int> add)
    {
        var count = ReadUInt16(at + 6) / 2;
        for (var i = 0; i < count && TryCountMapping(); i++)
        {
            var (end, start) = (ReadUInt16(at + 14 + (2 * i)), ReadUInt16(at + 16 + (2 * (count + i))));
            var delta = ReadUInt16(at + 16 + (4 * count) + (2 * i));
            var position = at + 16 + (6 * count) + (2 * i);
            var offset = ReadUInt16(position);
            for (var code = start; code <= end && code < 0xFFFF && TryCountMapping(); code++)
            {
                var glyph = offset == 0 ? code : ReadUInt16(position + offset + (2 * (code - start)));
                AddMapping(code, offset == 0 || glyph != 0 ? (glyph + delta) & 0xFFFF : 0, add);
            }
        }
    }

    private void ReadGroups(int at, Action<int, int> add)
    {
        for (var i = 0; i < Math.Min(ReadUInt32(at + 12), MaxMappings) && TryCountMapping(); i++)
        {
            var (first, last, glyph) = (ReadUInt32(at + 16 + (12 * i)), ReadUInt32(at + 20 + (12 * i)), ReadUInt32(at + 24 + (12 * i)));
            for (var code = first; code <= last && code <= 0x10FFFF && TryCountMapping(); code++)
                AddMapping((int)code, (int)Math.Min(glyph + (code - first), int.MaxValue), add);
        }
    }

    private void ReadGlyphNames()
    {
        if (FindTable("post"u8) is not { } table || ReadUInt32(table.Start.Value) != 0x20000) return;
        var (start, end) = (table.Start.Value, table.End.Value);
        var count = ReadUInt16(start + 32);
        var names = new List<string>();
        var at = start + 34 + (2 * count);
        while (at < end && at + 1 + ReadByte(at) <= end && names.Count < count && TryCountMapping())
        {
            names.Add(System.Text.Encoding.Latin1.GetString(_bytes, at + 1, ReadByte(at)));
            at += 1 + ReadByte(at);
        }
        for (var glyph = 0; glyph < count && TryCountMapping(); glyph++)
        {
            var name = ReadUInt16(start + 34 + (2 * glyph));
            var text = name is >= FirstAscii and <= LastAscii ? ((char)(name - FirstAscii + ' ')).ToString()
                : name >= StandardNames && name - StandardNames < names.Count ? PdfEncodings.GetGlyphText(names[name - StandardNames])
                : null;
            if (text is not null) _textByGlyph.TryAdd(glyph, text);
        }
    }

    private static void AddMapping(int code, int glyph, Action<int, int> add)
    {
        if (glyph != 0) add(code, glyph);
    }

    private bool TryCountMapping()
    {
        _budget.Spend();
        return ++_mappingCount <= MaxMappings;
    }

    private int ReadByte(int at) => at >= 0 && at < _bytes.Length ? _bytes[at] : 0;

    private int ReadUInt16(int at) => (ReadByte(at) << 8) | ReadByte(at + 1);

    private uint ReadUInt32(int at) => ((uint)ReadUInt16(at) << 16) | (uint)ReadUInt16(at + 2);
}
