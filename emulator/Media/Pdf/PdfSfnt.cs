using System.Buffers.Binary;

namespace Scopix.Emulator.Media.Pdf;

/// <summary>
/// What an embedded TrueType or OpenType font says of its glyphs: <c>cmap</c> read backwards, and names in <c>post</c>. Whatever
/// is out of bounds is passed over.
/// </summary>
internal sealed class PdfSfnt
{
    private const int MaxTables = 64, MaxMappings = 200_000, FirstAscii = 3, LastAscii = 97, StandardNames = 258;
    private readonly byte[] _bytes;
    private readonly PdfBudget _budget;
    private readonly Dictionary<int, string> _texts = [];
    private readonly Dictionary<int, int> _symbols = [];
    private int _mappings;

    private PdfSfnt(byte[] bytes, PdfBudget budget) => (_bytes, _budget) = (bytes, budget);

    /// <summary>The text of each glyph that has one.</summary>
    public IReadOnlyDictionary<int, string> Texts => _texts;

    /// <summary>The glyph of each code, in a font that is not in Unicode's order: 0 to 255, or 0xF000 on.</summary>
    public IReadOnlyDictionary<int, int> Symbols => _symbols;

    /// <summary>The font inside of an OpenType font with PostScript outlines; null when there is none.</summary>
    public byte[]? Cff => Table("CFF "u8) is { } table ? _bytes[table] : null;

    /// <summary>Null for bytes that are no such font.</summary>
    public static PdfSfnt? Read(byte[] bytes, PdfBudget budget)
    {
        var head = bytes.AsSpan();
        if (head.Length < 12 || !(head.StartsWith("OTTO"u8) || head.StartsWith("true"u8) || head.StartsWith<byte>([0, 1, 0, 0]))) return null;
        var font = new PdfSfnt(bytes, budget);
        font.Maps();
        font.Names();
        return font;
    }

    private Range? Table(ReadOnlySpan<byte> tag)
    {
        for (var i = 0; i < Math.Min(Short(4), MaxTables) && 28 + (16 * i) <= _bytes.Length; i++)
        {
            var entry = _bytes.AsSpan(12 + (16 * i), 16);
            if (!entry.StartsWith(tag)) continue;
            var offset = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(entry[12..]);
            if (offset < _bytes.Length) return (int)offset..(int)Math.Min(_bytes.Length, offset + (long)length);
        }

        return null;
    }

    private void Maps()
    {
        if (Table("cmap"u8) is not { } table) return;
        var start = table.Start.Value;
        for (var i = 0; i < Math.Min(Short(start + 2), MaxTables); i++)
        {
            var record = start + 4 + (8 * i);
            var (platform, encoding, at) = (Short(record), Short(record + 2), start + (long)Long(record + 4));
            if (at >= _bytes.Length) continue;
            Action<int, int> add = (platform, encoding) switch
            {
                (0, _) or (3, 1 or 10) => Unicode,
                (3, 0) => Symbol,
                (1, 0) => Macintosh,
                _ => (_, _) => { }
                ,
            };
            Map((int)at, add);
        }
    }

    private void Unicode(int code, int glyph)
    {
        if (PdfEncodings.CodePoint(code) is { } text && code is >= 32 and not (>= 0xF000 and <= 0xF0FF)) _texts.TryAdd(glyph, text);
    }

    private void Symbol(int code, int glyph) => _symbols.TryAdd(code & 0xFF, glyph);

    private void Macintosh(int code, int glyph)
    {
        if (code is < 0 or > 255) return;
        _symbols.TryAdd(code, glyph);
        if (PdfEncodings.CodePoint(PdfEncodings.MacRoman[code]) is { } text) _texts.TryAdd(glyph, text);
    }

    private void Map(int at, Action<int, int> add)
    {
        switch (Short(at))
        {
            case 0: for (var code = 0; code < 256; code++) Add(code, Byte(at + 6 + code), add); break;
            case 4: Segments(at, add); break;
            case 6: for (var i = 0; i < Short(at + 8) && Goes(); i++) Add(Short(at + 6) + i, Short(at + 10 + (2 * i)), add); break;
            case 12: Groups(at, add); break;
        }
    }

    private void Segments(int at, Action<int, int> add)
    {
        var count = Short(at + 6) / 2;
        for (var i = 0; i < count && Goes(); i++)
        {
            var (end, start) = (Short(at + 14 + (2 * i)), Short(at + 16 + (2 * (count + i))));
            var delta = Short(at + 16 + (4 * count) + (2 * i));
            var place = at + 16 + (6 * count) + (2 * i);
            var offset = Short(place);
            for (var code = start; code <= end && code < 0xFFFF && Goes(); code++)
            {
                var glyph = offset == 0 ? code : Short(place + offset + (2 * (code - start)));
                Add(code, offset == 0 || glyph != 0 ? (glyph + delta) & 0xFFFF : 0, add);
            }
        }
    }

    private void Groups(int at, Action<int, int> add)
    {
        for (var i = 0; i < Math.Min(Long(at + 12), MaxMappings) && Goes(); i++)
        {
            var (first, last, glyph) = (Long(at + 16 + (12 * i)), Long(at + 20 + (12 * i)), Long(at + 24 + (12 * i)));
            for (var code = first; code <= last && code <= 0x10FFFF && Goes(); code++)
                Add((int)code, (int)Math.Min(glyph + (code - first), int.MaxValue), add);
        }
    }

    private void Names()
    {
        if (Table("post"u8) is not { } table || Long(table.Start.Value) != 0x20000) return;
        var (start, end) = (table.Start.Value, table.End.Value);
        var count = Short(start + 32);
        var names = new List<string>();
        for (var at = start + 34 + (2 * count); at < end && at + 1 + Byte(at) <= end && names.Count < count && Goes(); at += 1 + Byte(at))
            names.Add(System.Text.Encoding.Latin1.GetString(_bytes, at + 1, Byte(at)));
        for (var glyph = 0; glyph < count && Goes(); glyph++)
        {
            var name = Short(start + 34 + (2 * glyph));
            var text = name is >= FirstAscii and <= LastAscii ? ((char)(name - FirstAscii + ' ')).ToString()
                : name >= StandardNames && name - StandardNames < names.Count ? PdfEncodings.Glyph(names[name - StandardNames])
                : null;
            if (text is not null) _texts.TryAdd(glyph, text);
        }
    }

    private static void Add(int code, int glyph, Action<int, int> add)
    {
        if (glyph != 0) add(code, glyph);
    }

    private bool Goes()
    {
        _budget.Spend();
        return ++_mappings <= MaxMappings;
    }

    private int Byte(int at) => at >= 0 && at < _bytes.Length ? _bytes[at] : 0;

    private int Short(int at) => (Byte(at) << 8) | Byte(at + 1);

    private uint Long(int at) => ((uint)Short(at) << 16) | (uint)Short(at + 2);
}
