namespace Scopix.Media.Pdf;

/// <summary>The objects of a PDF, read on demand and cached while there is room. What is invalid reads as null. A file whose
/// cross-reference is wrong is scanned once for its objects.</summary>
internal sealed class PdfFile
{
    private const int MaxCachedTokens = 2_000_000, MaxCachedObjectStreams = 8;
    private readonly Dictionary<int, PdfValue> _cache = [];
    private readonly Dictionary<int, PdfObjectStream> _objectStreams = [];

    /// <summary>Each nested read is a level of the stack.</summary>
    private const int MaxNestedReads = 32;
    private readonly HashSet<int> _beingRead = [];
    private int _cachedTokens;
    private bool _isScanned;

    private PdfFile(FileBytes bytes, ReadingBudget budget)
    {
        Bytes = bytes;
        Budget = new PdfBudget(bytes.Length, budget.CancellationToken);
    }

    public FileBytes Bytes { get; }
    public PdfBudget Budget { get; }
    public Dictionary<int, PdfXrefEntry> Entries { get; } = [];
    public PdfDictionary Trailer { get; private set; } = new();

    public PdfDecryptor? Decryptor { get; private set; }

    /// <summary>Why the streams cannot be decrypted; null when they can.</summary>
    public UnreadableDocumentException? DecryptionError { get; private set; }

    /// <exception cref="UnreadableDocumentException">It is not a PDF, or its catalogue is encrypted.</exception>
    public static PdfFile Open(FileBytes bytes, ReadingBudget budget)
    {
        var file = new PdfFile(bytes, budget);
        var read = new PdfXrefReader(file).Read();
        if (read) file.SetUpDecryption(file.Trailer);
        if (!read || file.Resolve(file.Root["Pages"]).Kind != PdfKind.Dictionary) file.ScanForObjects();
        return file;
    }

    public PdfDictionary Root => Resolve(Trailer["Root"]).Dictionary;

    public PdfValue Resolve(PdfValue value)
    {
        for (var depth = 0; value.Kind == PdfKind.Reference; depth++)
        {
            if (depth == 16) return PdfValue.Null;
            value = ReadObject(value.ReferencedNumber);
        }
        return value;
    }

    public PdfMatrix? ReadMatrix(PdfValue value) => PdfMatrix.From([.. Resolve(value).Array.Select(Resolve)]);

    /// <summary>Left, bottom, right and top of a rectangle; null when there are fewer than four sides.</summary>
    public double[]? ReadRectangle(PdfValue value)
    {
        var sides = Resolve(value).Array.Take(4).Select(side => Resolve(side).ToDouble()).ToArray();
        if (sides.Length < 4) return null;
        return [Math.Min(sides[0], sides[2]), Math.Min(sides[1], sides[3]), Math.Max(sides[0], sides[2]), Math.Max(sides[1], sides[3])];
    }

    /// <summary>Reads the object at an offset, <c>7 0 obj … endobj</c>; null when there is another or none.</summary>
    public PdfValue ReadObjectAt(long offset, int? number) => ReadObjectAt(offset, number, out _);

    private PdfValue ReadObjectAt(long offset, int? number, out int tokens)
    {
        tokens = 0;
        var lexer = new PdfLexer(Bytes, offset, Budget);
        var head = lexer.ReadToken();
        var generation = lexer.ReadToken();
        if (!head.IsNumber || !generation.IsNumber || !lexer.ReadToken().IsKeyword("obj")) return PdfValue.Null;
        if (number is { } wanted && head.Number != wanted) return PdfValue.Null;
        var parser = new PdfParser(lexer);
        var value = parser.ReadValue();
        tokens = parser.TokenCount;
        if (value.Kind is PdfKind.Keyword or PdfKind.End) return PdfValue.Null;
        if (value.Kind != PdfKind.Dictionary || !lexer.ReadToken().IsKeyword("stream")) return value;

        if (lexer.PeekByte() == 13) lexer.ReadByte();
        if (lexer.PeekByte() == 10) lexer.ReadByte();
        var stream = new PdfStream(value.Dictionary, lexer.Position, head.ToInt(), generation.ToInt());
        return new PdfValue(PdfKind.Stream, 0, stream);
    }

    private PdfValue ReadObject(int number)
    {
        if (_cache.TryGetValue(number, out var cached)) return cached;
        if (_beingRead.Count == MaxNestedReads || !Entries.TryGetValue(number, out var entry) || !_beingRead.Add(number))
            return PdfValue.Null;
        try
        {
            var value = ReadObject(number, entry, out var tokens);
            if ((_cachedTokens += 1 + tokens) > MaxCachedTokens)
            {
                _cache.Clear();
                _cachedTokens = 1 + tokens;
            }
            return _cache[number] = value;
        }
        finally
        {
            _beingRead.Remove(number);
        }
    }

    private PdfValue ReadObject(int number, PdfXrefEntry entry, out int tokens)
    {
        if (entry.IndexInContainer >= 0)
            return ReadFromObjectStream(number, (int)Math.Min(entry.OffsetOrContainer, int.MaxValue), out tokens);
        var value = ReadObjectAt(entry.OffsetOrContainer, number, out tokens);
        if (value.Kind != PdfKind.Null || _isScanned || HasObjectAt(entry.OffsetOrContainer)) return value;
        ScanForObjects();
        return Entries.TryGetValue(number, out var found) && found != entry ? ReadObject(number, found, out tokens) : PdfValue.Null;
    }

    /// <summary>Whether an object begins at an offset, so that the cross-reference is right.</summary>
    private bool HasObjectAt(long offset)
    {
        var lexer = new PdfLexer(Bytes, offset, Budget);
        return lexer.ReadToken().IsNumber && lexer.ReadToken().IsNumber && lexer.ReadToken().IsKeyword("obj");
    }

    private PdfValue ReadFromObjectStream(int number, int container, out int tokens)
    {
        tokens = 0;
        if (!_objectStreams.TryGetValue(container, out var stream))
        {
            if (ReadObject(container).Stream is not { } encoded) return PdfValue.Null;
            stream = PdfObjectStream.Read(this, encoded);
            if (_objectStreams.Count == MaxCachedObjectStreams) _objectStreams.Clear();
            _objectStreams[container] = stream;
        }
        return stream.ReadValue(number, Budget, out tokens);
    }

    private void ScanForObjects()
    {
        if (_isScanned) return;
        _isScanned = true;
        _cache.Clear();
        Trailer = PdfObjectScanner.RebuildEntries(this, Trailer);
    }

    public void SetUpDecryption(PdfDictionary trailer)
    {
        if (Decryptor is not null || DecryptionError is not null || Resolve(trailer["Encrypt"]) is not { Kind: PdfKind.Dictionary } encrypt)
            return;
        var id = Resolve(trailer["ID"]).Array is [var first, ..] ? Resolve(first).Bytes ?? [] : [];
        try
        {
            Decryptor = PdfDecryptor.Open(new PdfFilters.ResolvingDictionary(this, encrypt.Dictionary), id);
        }
        catch (UnreadableDocumentException exception)
        {
            DecryptionError = exception;
        }
        _cache.Clear();
        _objectStreams.Clear();
    }
}
