namespace Scopix.Emulator.Media.Pdf;

/// <summary>Where an object is: at an offset of the file, or inside an object stream.</summary>
/// <param name="Place">Offset in the file, or the number of the object stream.</param>
/// <param name="Index">The place in the object stream; −1 for an object of its own.</param>
internal readonly record struct PdfEntry(long Place, int Index);

/// <summary>
/// The cross-reference sections from the newest to the oldest (ISO 32000-1, 7.5.4 to 7.5.8): tables, streams, hybrids. The
/// newest entry of an object wins, as does the newest value of a trailer's key.
/// </summary>
internal sealed class PdfXref(PdfFile file)
{
    private const int MaxSections = 2048;
    private readonly HashSet<long> _seen = [];
    private readonly Stack<long> _waiting = new();

    /// <summary>Fills the file's entries; false when something in the chain does not make sense.</summary>
    public bool Read()
    {
        var tailStart = Math.Max(0, file.Bytes.Length - 2048);
        var tail = new byte[2048];
        var length = file.Bytes.Read(tailStart, tail);
        var at = tail.AsSpan(0, length).LastIndexOf("startxref"u8);
        if (at < 0) return false;
        var start = new PdfLexer(file.Bytes, tailStart + at + 9, file.Budget).Token().Offset;
        if (start < 0) return false;

        _waiting.Push(start);
        while (_waiting.TryPop(out var section))
        {
            if (!_seen.Add(section)) continue;
            if (_seen.Count > MaxSections || !Section(section)) return false;
        }

        return file.Trailer["Root"].Kind == PdfKind.Reference;
    }

    private bool Section(long offset)
    {
        if (offset >= file.Bytes.Length) return false;
        var lexer = new PdfLexer(file.Bytes, offset, file.Budget);
        if (lexer.Token() is { Kind: PdfKind.Keyword } word) return word.Is("xref") && Table(lexer);
        return file.ObjectAt(offset, number: null).Stream is { } stream && Stream(stream);
    }

    private bool Table(PdfLexer lexer)
    {
        for (var token = lexer.Token(); !token.Is("trailer"); token = lexer.Token())
        {
            var first = token.Offset;
            var count = lexer.Token().Offset;
            if (first < 0 || count < 0) return false;
            for (var i = 0L; i < count; i++)
            {
                var place = lexer.Token();
                if (place.Is("trailer")) return Trailer(lexer);
                lexer.Token();
                var kind = lexer.Token();
                if (place.Offset < 0) return false;
                if (kind.Is("n") && place.Offset > 0) Add(first + i, new PdfEntry(place.Offset, -1));
                else if (!kind.Is("f") && !kind.Is("n")) return false;
            }
        }

        return Trailer(lexer);
    }

    private bool Trailer(PdfLexer lexer)
    {
        var value = new PdfParser(lexer).Value();
        if (value.Kind != PdfKind.Dictionary) return false;
        Follow(value.Dictionary);
        if (value.Dictionary["XRefStm"].Offset is > 0 and var hybrid) _waiting.Push(hybrid);
        return true;
    }

    private bool Stream(PdfStream stream)
    {
        var dictionary = stream.Dictionary;
        var widths = dictionary["W"].Array.Select(width => width.Int(-1)).ToArray();
        if (widths.Length < 3 || widths.Any(width => width is < 0 or > 8) || widths.Sum() == 0) return false;
        Follow(dictionary);

        var rows = PdfFilters.Unpack(file, stream, encrypted: false);
        var index = dictionary["Index"].Array;
        var ranges = index.Count >= 2 ? index : [new PdfValue(PdfKind.Number), dictionary["Size"]];
        var at = 0;
        for (var r = 0; r + 1 < ranges.Count; r += 2)
            for (long i = 0, count = ranges[r + 1].Offset; i < count && at + widths.Sum() <= rows.Length; i++)
            {
                file.Budget.Spend();
                Row(ranges[r].Offset + i, rows, ref at, widths);
            }

        return true;
    }

    private void Row(long number, byte[] rows, ref int at, int[] widths)
    {
        var kind = widths[0] == 0 ? 1 : Field(rows, ref at, widths[0]);
        var second = Field(rows, ref at, widths[1]);
        var third = Field(rows, ref at, widths[2]);
        for (var w = 3; w < widths.Length; w++) at += widths[w];
        if (kind == 1 && second > 0) Add(number, new PdfEntry(second, -1));
        else if (kind == 2 && third is >= 0 and < PdfBudget.MaxObjects) Add(number, new PdfEntry(second, (int)third));
    }

    private static long Field(byte[] rows, ref int at, int width)
    {
        var value = 0L;
        for (; width > 0; width--) value = (value << 8) | rows[at++];
        return value;
    }

    private void Follow(PdfDictionary trailer)
    {
        foreach (var (key, value) in trailer.Values)
            if (key is "Root" or "Encrypt" or "ID" or "Info") file.Trailer.Add(key, value);
        if (trailer["Prev"].Offset is > 0 and var previous) _waiting.Push(previous);
    }

    private void Add(long number, PdfEntry entry)
    {
        if (number is < 0 or > int.MaxValue || entry.Place < 0) return;
        file.Entries.TryAdd((int)number, entry);
        if (file.Entries.Count > PdfBudget.MaxObjects) throw UnreadableDocumentException.TooLarge("The PDF has over a million objects.");
    }
}
