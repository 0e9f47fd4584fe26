namespace Scopix.Media.Pdf;

/// <summary>The position of an object: an offset in the file (the index is −1), or the number of an object stream and the index in
/// it.</summary>
internal readonly record struct PdfXrefEntry(long OffsetOrContainer, int IndexInContainer);

/// <summary>Reads the cross-reference sections from the newest to the oldest (ISO 32000-1, 7.5.4 to 7.5.8): tables, streams, hybrids. The
/// newest entry of an object and the newest value of a trailer's key win.</summary>
internal sealed class PdfXrefReader(PdfFile file)
{
    private const int MaxSections = 2048;
    private readonly HashSet<long> _visited = [];
    private readonly Stack<long> _pendingSections = new();

    /// <summary>False when a section is invalid.</summary>
    public bool Read()
    {
        var tailStart = Math.Max(0, file.Bytes.Length - 2048);
        var tail = new byte[2048];
        var length = file.Bytes.Read(tailStart, tail);
        var at = tail.AsSpan(0, length).LastIndexOf("startxref"u8);
        if (at < 0) return false;
        var start = new PdfLexer(file.Bytes, tailStart + at + 9, file.Budget).ReadToken().AsOffset;
        if (start < 0) return false;

        _pendingSections.Push(start);
        while (_pendingSections.TryPop(out var section))
        {
            if (!_visited.Add(section)) continue;
            if (_visited.Count > MaxSections || !ReadSection(section)) return false;
        }
        return file.Trailer["Root"].Kind == PdfKind.Reference;
    }

    private bool ReadSection(long offset)
    {
        if (offset >= file.Bytes.Length) return false;
        var lexer = new PdfLexer(file.Bytes, offset, file.Budget);
        if (lexer.ReadToken() is { Kind: PdfKind.Keyword } word) return word.IsKeyword("xref") && ReadTable(lexer);
        return file.ReadObjectAt(offset, number: null).Stream is { } stream && ReadStream(stream);
    }

    private bool ReadTable(PdfLexer lexer)
    {
        for (var token = lexer.ReadToken(); !token.IsKeyword("trailer"); token = lexer.ReadToken())
        {
            var first = token.AsOffset;
            var count = lexer.ReadToken().AsOffset;
            if (first < 0 || count < 0) return false;
            for (var i = 0L; i < count; i++)
            {
                var place = lexer.ReadToken();
                if (place.IsKeyword("trailer")) return ReadTrailer(lexer);
                lexer.ReadToken();
                var kind = lexer.ReadToken();
                if (place.AsOffset < 0) return false;
                if (kind.IsKeyword("n") && place.AsOffset > 0) AddEntry(first + i, new PdfXrefEntry(place.AsOffset, -1));
                else if (!kind.IsKeyword("f") && !kind.IsKeyword("n")) return false;
            }
        }
        return ReadTrailer(lexer);
    }

    private bool ReadTrailer(PdfLexer lexer)
    {
        var value = new PdfParser(lexer).ReadValue();
        if (value.Kind != PdfKind.Dictionary) return false;
        AddTrailer(value.Dictionary);
        if (value.Dictionary["XRefStm"].AsOffset is > 0 and var hybrid) _pendingSections.Push(hybrid);
        return true;
    }

    private bool ReadStream(PdfStream stream)
    {
        var dictionary = stream.Dictionary;
        var widths = dictionary["W"].Array.Select(width => width.ToInt(-1)).ToArray();
        if (widths.Length < 3 || widths.Any(width => width is < 0 or > 8) || widths.Sum() == 0) return false;
        AddTrailer(dictionary);

        var rows = PdfFilters.Decode(file, stream, encrypted: false);
        var index = dictionary["Index"].Array;
        var ranges = index.Count >= 2 ? index : [new PdfValue(PdfKind.Number), dictionary["Size"]];
        var at = 0;
        for (var r = 0; r + 1 < ranges.Count; r += 2)
            for (long i = 0, count = ranges[r + 1].AsOffset; i < count && at + widths.Sum() <= rows.Length; i++)
            {
                file.Budget.Spend();
                ReadRow(ranges[r].AsOffset + i, rows, ref at, widths);
            }
        return true;
    }

    private void ReadRow(long number, byte[] rows, ref int at, int[] widths)
    {
        var kind = widths[0] == 0 ? 1 : ReadField(rows, ref at, widths[0]);
        var second = ReadField(rows, ref at, widths[1]);
        var third = ReadField(rows, ref at, widths[2]);
        for (var w = 3; w < widths.Length; w++) at += widths[w];
        if (kind == 1 && second > 0) AddEntry(number, new PdfXrefEntry(second, -1));
        else if (kind == 2 && third is >= 0 and < PdfBudget.MaxObjects) AddEntry(number, new PdfXrefEntry(second, (int)third));
    }

    private static long ReadField(byte[] rows, ref int at, int width)
    {
        var value = 0L;
        for (; width > 0; width--) value = (value << 8) | rows[at++];
        return value;
    }

    private void AddTrailer(PdfDictionary trailer)
    {
        foreach (var (key, value) in trailer.Values)
            if (key is "Root" or "Encrypt" or "ID" or "Info") file.Trailer.Add(key, value);
        if (trailer["Prev"].AsOffset is > 0 and var previous) _pendingSections.Push(previous);
    }

    private void AddEntry(long number, PdfXrefEntry entry)
    {
        if (number is < 0 or > int.MaxValue || entry.OffsetOrContainer < 0) return;
        file.Entries.TryAdd((int)number, entry);
        if (file.Entries.Count > PdfBudget.MaxObjects)
            throw UnreadableDocumentException.CreateTooLarge("The PDF has over a million objects.");
    }
}
