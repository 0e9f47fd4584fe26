namespace Scopix.Emulator.Media.Pdf;

/// <summary>An unpacked object stream (ISO 32000-1, 7.5.7): objects without their heads, one after the other.</summary>
internal sealed class PdfObjectStream
{
    private readonly Dictionary<int, int> _places = [];
    private byte[] _bytes = [];

    /// <summary>The numbers of the objects in it.</summary>
    public IEnumerable<int> Numbers => _places.Keys;

    public static PdfObjectStream Read(PdfFile file, PdfStream packed)
    {
        var stream = new PdfObjectStream { _bytes = PdfFilters.Unpack(file, packed) };
        var first = file.Get(packed.Dictionary["First"]).Int();
        var count = file.Get(packed.Dictionary["N"]).Int();
        var lexer = new PdfLexer(stream._bytes, file.Budget);
        for (var i = 0; i < count && lexer.Position < first; i++)
        {
            var number = lexer.Token();
            var place = lexer.Token();
            if (!number.IsNumber || !place.IsNumber) break;
            var at = (long)first + place.Int();
            if (at >= 0 && at < stream._bytes.Length) stream._places.TryAdd(number.Int(), (int)at);
        }

        return stream;
    }

    /// <summary>An object by its number; null when it is not here.</summary>
    public PdfValue Value(int number, PdfBudget budget, out int tokens)
    {
        tokens = 0;
        if (!_places.TryGetValue(number, out var at)) return PdfValue.Nothing;
        var lexer = new PdfLexer(_bytes, budget);
        lexer.Skip(at);
        var parser = new PdfParser(lexer);
        var value = parser.Value();
        tokens = parser.Tokens;
        return value.Kind is PdfKind.Keyword or PdfKind.End ? PdfValue.Nothing : value;
    }
}
