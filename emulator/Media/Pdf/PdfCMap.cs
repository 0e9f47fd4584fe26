namespace Scopix.Media.Pdf;

/// <summary>A CMap (ISO 32000-1, 9.7.5 and 9.10.3): the length of codes and their text or glyph number. Ranges are not expanded, so their
/// size does not matter.</summary>
internal sealed class PdfCMap
{
    private const int MaxCodespaces = 256, MaxEntries = 200_000;
    private readonly List<(int Length, uint Low, uint High)> _codespaces = [];
    private readonly Dictionary<uint, PdfValue> _single = [];
    private readonly List<(uint Low, uint High, PdfValue Base)> _ranges = [];
    private bool _isSorted;

    public bool HasCodespaces => _codespaces.Count > 0;
    private int EntryCount => _single.Count + _ranges.Count;

    public static PdfCMap Read(byte[] bytes, PdfBudget budget)
    {
        var map = new PdfCMap();
        var parser = new PdfParser(new PdfLexer(bytes, budget), references: false);
        for (var token = parser.ReadValue(); token.Kind != PdfKind.End && map.EntryCount < MaxEntries; token = parser.ReadValue())
        {
            switch (token.Keyword)
            {
                case "begincodespacerange": map.ReadEntries(parser, 2, map.AddCodespace); break;
                case "beginbfchar" or "begincidchar": map.ReadEntries(parser, 2, map.AddSingle); break;
                case "beginbfrange" or "begincidrange": map.ReadEntries(parser, 3, map.AddRange); break;
            }
        }
        return map;
    }

    /// <summary>The length of the first code by the codespaces, 1 to 4 bytes.</summary>
    public int GetCodeLength(ReadOnlySpan<byte> bytes)
    {
        uint code = 0;
        for (var length = 1; length <= Math.Min(4, bytes.Length); length++)
        {
            code = (code << 8) | bytes[length - 1];
            foreach (var space in _codespaces)
                if (space.Length == length && code >= space.Low && code <= space.High) return length;
        }
        return _codespaces.Count == 0 ? 1 : Math.Max(1, _codespaces.Min(space => space.Length));
    }

    /// <summary>The text of a code with ligatures expanded; null when it has none.</summary>
    public string? GetText(uint code)
    {
        if (Find(code) is not ({ } value, var beyond)) return null;
        if (value.Kind == PdfKind.Array) value = beyond < value.Array.Count ? value.Array[(int)beyond] : PdfValue.Null;
        else if (value.Bytes is { Length: > 0 } start && beyond > 0) return GetText([.. start[..^1], (byte)(start[^1] + beyond)]);
        return value.Bytes is { } bytes ? GetText(bytes) : value.Name is { } name ? PdfEncodings.GetGlyphText(name) : null;
    }

    public int GetGlyph(uint code) =>
        Find(code) is ({ IsNumber: true } value, var beyond) ? (int)Math.Min(value.ToDouble() + beyond, 1 << 24) : -1;

    private static string? GetText(byte[] utf16)
    {
        var text = PdfStrings.DecodeUtf16(utf16.AsSpan(0, Math.Min(utf16.Length, 64)));
        if (text is [>= '\uFB00' and <= '\uFB06']) return PdfEncodings.GetCodePointText(text[0]);
        return text.Length == 0 || text == "\0" ? null : text;
    }

    private (PdfValue? Value, uint Beyond) Find(uint code)
    {
        if (_single.TryGetValue(code, out var value)) return (value, 0);
        if (!_isSorted) _ranges.Sort((a, b) => a.Low.CompareTo(b.Low));
        _isSorted = true;
        int low = 0, high = _ranges.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].Low > code) high = middle - 1;
            else low = middle + 1;
        }
        return high >= 0 && _ranges[high].High >= code ? (_ranges[high].Base, code - _ranges[high].Low) : (null, 0);
    }

    private void ReadEntries(PdfParser parser, int size, Action<PdfValue[]> add)
    {
        var entry = new PdfValue[size];
        while (true)
        {
            for (var i = 0; i < size; i++)
            {
                entry[i] = parser.ReadValue();
                if (entry[i].Kind is PdfKind.Keyword or PdfKind.End) return;
            }
            if (EntryCount == MaxEntries) return;
            add(entry);
        }
    }

    private void AddCodespace(PdfValue[] entry)
    {
        if (entry[0].Bytes is not { Length: >= 1 and <= 4 } low || entry[1].Bytes is not { } high) return;
        if (_codespaces.Count < MaxCodespaces) _codespaces.Add((low.Length, ToCode(low), ToCode(high)));
    }

    private void AddSingle(PdfValue[] entry)
    {
        if (entry[0].Bytes is { Length: >= 1 and <= 4 } code) _single[ToCode(code)] = entry[1];
    }

    private void AddRange(PdfValue[] entry)
    {
        if (entry[0].Bytes is not { Length: >= 1 and <= 4 } low || entry[1].Bytes is not { } high) return;
        if (ToCode(low) == ToCode(high) && entry[2].Kind != PdfKind.Array) _single[ToCode(low)] = entry[2];
        else _ranges.Add((ToCode(low), ToCode(high), entry[2]));
    }

    private static uint ToCode(byte[] bytes)
    {
        uint code = 0;
        foreach (var b in bytes) code = (code << 8) | b;
        return code;
    }
}
