namespace Scopix.Media.Pdf;

/// <summary>A decoded object stream (ISO 32000-1, 7.5.7): objects without headers.</summary>
internal sealed class PdfObjectStream
{
    private readonly Dictionary<int, int> _offsets = [];
    private byte[] _bytes = [];

    public IEnumerable<int> ObjectNumbers => _offsets.Keys;

    public static PdfObjectStream Read(PdfFile file, PdfStream encoded)
    {
        var stream = new PdfObjectStream { _bytes = PdfFilters.Decode(file, encoded) };
        var first = file.Resolve(encoded.Dictionary["First"]).ToInt();
        var count = file.Resolve(encoded.Dictionary["N"]).ToInt();
        var lexer = new PdfLexer(stream._bytes, file.Budget);
        for (var i = 0; i < count && lexer.Position < first; i++)
        {
            var number = lexer.ReadToken();
            var position = lexer.ReadToken();
            if (!number.IsNumber || !position.IsNumber) break;
            var at = (long)first + position.ToInt();
            if (at >= 0 && at < stream._bytes.Length) stream._offsets.TryAdd(number.ToInt(), (int)at);
        }
        return stream;
    }

    /// <summary>Null when the object is not in this stream.</summary>
    public PdfValue ReadValue(int number, PdfBudget budget, out int tokens)
    {
        tokens = 0;
        if (!_offsets.TryGetValue(number, out var at)) return PdfValue.Null;
        var lexer = new PdfLexer(_bytes, budget);
        lexer.Skip(at);
        var parser = new PdfParser(lexer);
        var value = parser.ReadValue();
        tokens = parser.TokenCount;
        return value.Kind is PdfKind.Keyword or PdfKind.End ? PdfValue.Null : value;
    }
}
