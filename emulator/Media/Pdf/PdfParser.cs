namespace Scopix.Emulator.Media.Pdf;

/// <summary>Puts tokens together to objects. Nesting and the number of tokens in one object are bounded.</summary>
/// <param name="lexer">Where the tokens come from.</param>
/// <param name="references">Whether <c>12 0 R</c> is a reference; in content streams there are none.</param>
internal sealed class PdfParser(PdfLexer lexer, bool references = true)
{
    private readonly Queue<PdfValue> _ahead = new();
    private PdfValue _last;
    private int _tokens;

    /// <summary>How many tokens the last object took.</summary>
    public int Tokens => _tokens;

    /// <summary>The next object; a keyword that is none of an object's, and the end, are returned as they are.</summary>
    public PdfValue Value()
    {
        _tokens = 0;
        return Value(Token(), 0);
    }

    private PdfValue Token()
    {
        _tokens++;
        return _ahead.Count > 0 ? _ahead.Dequeue() : lexer.Token();
    }

    private PdfValue Value(PdfValue token, int depth)
    {
        if (token.IsNumber) return references ? NumberOrReference(token) : token;
        if (token.Kind != PdfKind.Keyword) return token;
        return token.Keyword switch
        {
            "[" => depth < PdfBudget.MaxDepth ? Array(depth + 1) : PdfValue.Nothing,
            "<<" => depth < PdfBudget.MaxDepth ? Dictionary(depth + 1) : PdfValue.Nothing,
            "null" => PdfValue.Nothing,
            "true" => new PdfValue(PdfKind.Boolean, 1),
            "false" => new PdfValue(PdfKind.Boolean),
            _ => token,
        };
    }

    private PdfValue NumberOrReference(PdfValue number)
    {
        if (number.Number < 0 || number.Number > PdfBudget.MaxObjects * 10.0 || number.Number % 1 != 0) return number;
        while (_ahead.Count < 2)
        {
            var next = lexer.Token();
            _ahead.Enqueue(next);
            _last = next;
            if (!next.IsNumber) break;
        }

        if (_ahead.Count < 2 || !_ahead.Peek().IsNumber || !_last.Is("R")) return number;
        _tokens += 2;
        _ahead.Dequeue();
        _ahead.Dequeue();
        return new PdfValue(PdfKind.Reference, number.Number);
    }

    private PdfValue Array(int depth)
    {
        var values = new List<PdfValue>();
        for (var token = Token(); token.Kind != PdfKind.End && !token.Is("]"); token = Token())
        {
            if (Stops(token)) break;
            var value = Value(token, depth);
            if (value.Kind != PdfKind.Keyword && _tokens < PdfBudget.MaxTokensPerObject) values.Add(value);
        }

        return new PdfValue(PdfKind.Array, 0, values);
    }

    private PdfValue Dictionary(int depth)
    {
        var values = new PdfDictionary();
        for (var token = Token(); token.Kind != PdfKind.End && !token.Is(">>"); token = Token())
        {
            if (Stops(token)) break;
            if (token.Name is not { } key) continue;
            var first = Token();
            if (first.Kind == PdfKind.End || first.Is(">>")) break;
            var value = Value(first, depth);
            if (_tokens < PdfBudget.MaxTokensPerObject) values.Add(key, value);
        }

        return new PdfValue(PdfKind.Dictionary, 0, values);
    }

    /// <summary>These never occur inside an object: its closing bracket is missing.</summary>
    private static bool Stops(PdfValue token) => token.Keyword is "endobj" or "stream" or "endstream";
}
