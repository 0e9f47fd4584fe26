namespace Scopix.Emulator.Media.Pdf;

/// <summary>
/// A PDF's objects, read from the file when they are asked for and kept while there is room. Whatever does not make sense is
/// null; a file whose cross-reference is wrong is scanned once for its objects.
/// </summary>
internal sealed class PdfFile
{
    private const int MaxKeptTokens = 2_000_000, MaxKeptObjectStreams = 8;
    private readonly Dictionary<int, PdfValue> _kept = [];
    private readonly Dictionary<int, PdfObjectStream> _objectStreams = [];

    /// <summary>How many objects may be needed to read one: each is a level of the stack.</summary>
    private const int MaxOpening = 32;

    private readonly HashSet<int> _opening = [];
    private int _keptTokens;
    private bool _scanned;

    private PdfFile(FileBytes bytes, ReadingBudget budget)
    {
        Bytes = bytes;
        Budget = new PdfBudget(bytes.Length, budget);
    }

    public FileBytes Bytes { get; }

    public PdfBudget Budget { get; }

    /// <summary>Where each object is.</summary>
    public Dictionary<int, PdfEntry> Entries { get; } = [];

    public PdfDictionary Trailer { get; private set; } = new();

    /// <summary>The key to its streams; null for a file that is not encrypted.</summary>
    public PdfDecryption? Decryption { get; private set; }

    /// <summary>Why its streams cannot be read, when it is encrypted and the key is not to be had.</summary>
    public UnreadableDocumentException? Locked { get; private set; }

    /// <exception cref="UnreadableDocumentException">It is no PDF, or its catalogue is behind a password.</exception>
    public static PdfFile Open(FileBytes bytes, ReadingBudget budget)
    {
        var file = new PdfFile(bytes, budget);
        var read = new PdfXref(file).Read();
        if (read) file.Decrypt(file.Trailer);
        if (!read || file.Get(file.Root["Pages"]).Kind != PdfKind.Dictionary) file.Scan();
        return file;
    }

    public PdfDictionary Root => Get(Trailer["Root"]).Dictionary;

    /// <summary>What a value says, references followed.</summary>
    public PdfValue Get(PdfValue value)
    {
        for (var hops = 0; value.Kind == PdfKind.Reference; hops++)
        {
            if (hops == 16) return PdfValue.Nothing;
            value = Read(value.Target);
        }

        return value;
    }

    /// <summary>
    /// Reads the object at an offset: <c>7 0 obj … endobj</c>; null when there is another or none.
    /// </summary>
    public PdfValue ObjectAt(long offset, int? number) => ObjectAt(offset, number, out _);

    private PdfValue ObjectAt(long offset, int? number, out int tokens)
    {
        tokens = 0;
        var lexer = new PdfLexer(Bytes, offset, Budget);
        var head = lexer.Token();
        var generation = lexer.Token();
        if (!head.IsNumber || !generation.IsNumber || !lexer.Token().Is("obj")) return PdfValue.Nothing;
        if (number is { } wanted && head.Number != wanted) return PdfValue.Nothing;
        var parser = new PdfParser(lexer);
        var value = parser.Value();
        tokens = parser.Tokens;
        if (value.Kind is PdfKind.Keyword or PdfKind.End) return PdfValue.Nothing;
        if (value.Kind != PdfKind.Dictionary || !lexer.Token().Is("stream")) return value;

        if (lexer.Peek() == 13) lexer.Next();
        if (lexer.Peek() == 10) lexer.Next();
        var stream = new PdfStream(value.Dictionary, lexer.Position, head.Int(), generation.Int());
        return new PdfValue(PdfKind.Stream, 0, stream);
    }

    private PdfValue Read(int number)
    {
        if (_kept.TryGetValue(number, out var kept)) return kept;
        if (_opening.Count == MaxOpening || !Entries.TryGetValue(number, out var entry) || !_opening.Add(number)) return PdfValue.Nothing;
        try
        {
            var value = Read(number, entry, out var tokens);
            if ((_keptTokens += 1 + tokens) > MaxKeptTokens)
            {
                _kept.Clear();
                _keptTokens = 1 + tokens;
            }

            return _kept[number] = value;
        }
        finally
        {
            _opening.Remove(number);
        }
    }

    private PdfValue Read(int number, PdfEntry entry, out int tokens)
    {
        if (entry.Index >= 0) return InStream(number, (int)Math.Min(entry.Place, int.MaxValue), out tokens);
        var value = ObjectAt(entry.Place, number, out tokens);
        if (value.Kind != PdfKind.Null || _scanned || Holds(entry.Place)) return value;
        Scan();
        return Entries.TryGetValue(number, out var found) && found != entry ? Read(number, found, out tokens) : PdfValue.Nothing;
    }

    /// <summary>Whether some object begins at an offset, so that the table is not to blame.</summary>
    private bool Holds(long offset)
    {
        var lexer = new PdfLexer(Bytes, offset, Budget);
        return lexer.Token().IsNumber && lexer.Token().IsNumber && lexer.Token().Is("obj");
    }

    private PdfValue InStream(int number, int container, out int tokens)
    {
        tokens = 0;
        if (!_objectStreams.TryGetValue(container, out var stream))
        {
            if (Read(container).Stream is not { } packed) return PdfValue.Nothing;
            stream = PdfObjectStream.Read(this, packed);
            if (_objectStreams.Count == MaxKeptObjectStreams) _objectStreams.Clear();
            _objectStreams[container] = stream;
        }

        return stream.Value(number, Budget, out tokens);
    }

    private void Scan()
    {
        if (_scanned) return;
        _scanned = true;
        _kept.Clear();
        Trailer = PdfScan.Read(this, Trailer);
    }

    /// <summary>Finds the key, where a trailer says that there is one to be found.</summary>
    public void Decrypt(PdfDictionary trailer)
    {
        if (Decryption is not null || Locked is not null || Get(trailer["Encrypt"]) is not { Kind: PdfKind.Dictionary } encrypt) return;
        var id = Get(trailer["ID"]).Array is [var first, ..] ? Get(first).Bytes ?? [] : [];
        try
        {
            Decryption = PdfDecryption.Open(new PdfFilters.Parameters(this, encrypt.Dictionary), id);
        }
        catch (UnreadableDocumentException locked)
        {
            Locked = locked;
        }

        _kept.Clear();
        _objectStreams.Clear();
    }
}
