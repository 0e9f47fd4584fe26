namespace Scopix.Media.Pdf;

/// <summary>Parses objects. Nesting and the number of tokens of an object are bounded. Content streams have no references (<c>12 0
/// R</c>).</summary>
internal sealed class PdfParser(PdfLexer lexer, bool references = true)
{
    private readonly Queue<PdfValue> _lookahead = new();
    private PdfValue _lastToken;
    private int _tokens;

    /// <summary>Of the last object.</summary>
    public int TokenCount => _tokens;

    /// <summary>The next object; keywords and the end are returned as they are.</summary>
    public PdfValue ReadValue()
    {
        _tokens = 0;
        return ReadValue(ReadToken(), 0);
    }

    private PdfValue ReadToken()
    {
        _tokens++;
        return _lookahead.Count > 0 ? _lookahead.Dequeue() : lexer.ReadToken();
    }

    private PdfValue ReadValue(PdfValue token, int depth)
    {
        if (token.IsNumber) return references ? ReadNumberOrReference(token) : token;
        if (token.Kind != PdfKind.Keyword) return token;
        return token.Keyword switch
        {
            "[" => depth < PdfBudget.MaxDepth ? ReadArray(depth + 1) : PdfValue.Null,
            "<<" => depth < PdfBudget.MaxDepth ? ReadDictionary(depth + 1) : PdfValue.Null,
            "null" => PdfValue.Null,
            "true" => new PdfValue(PdfKind.Boolean, 1),
            "false" => new PdfValue(PdfKind.Boolean),
            _ => token,
        };
    }

    private PdfValue ReadNumberOrReference(PdfValue number)
    {
        if (number.Number < 0 || number.Number > PdfBudget.MaxObjects * 10.0 || number.Number % 1 != 0) return number;
        while (_lookahead.Count < 2)
        {
            var next = lexer.ReadToken();
            _lookahead.Enqueue(next);
            _lastToken = next;
            if (!next.IsNumber) break;
        }
        if (_lookahead.Count < 2 || !_lookahead.Peek().IsNumber || !_lastToken.IsKeyword("R")) return number;
        _tokens += 2;
        _lookahead.Dequeue();
        _lookahead.Dequeue();
        return new PdfValue(PdfKind.Reference, number.Number);
    }

    private PdfValue ReadArray(int depth)
    {
        var values = new List<PdfValue>();
        for (var token = ReadToken(); token.Kind != PdfKind.End && !token.IsKeyword("]"); token = ReadToken())
        {
            if (EndsObject(token)) break;
            var value = ReadValue(token, depth);
            if (value.Kind != PdfKind.Keyword && _tokens < PdfBudget.MaxTokensPerObject) values.Add(value);
        }
        return new PdfValue(PdfKind.Array, 0, values);
    }

    private PdfValue ReadDictionary(int depth)
    {
        var values = new PdfDictionary();
        for (var token = ReadToken(); token.Kind != PdfKind.End && !token.IsKeyword(">>"); token = ReadToken())
        {
            if (EndsObject(token)) break;
            if (token.Name is not { } key) continue;
            var first = ReadToken();
            if (first.Kind == PdfKind.End || first.IsKeyword(">>")) break;
            var value = ReadValue(first, depth);
            if (_tokens < PdfBudget.MaxTokensPerObject) values.Add(key, value);
        }
        return new PdfValue(PdfKind.Dictionary, 0, values);
    }

    /// <summary>These never occur inside an object, so its closing bracket is missing.</summary>
    private static bool EndsObject(PdfValue token) => token.Keyword is "endobj" or "stream" or "endstream";
}
