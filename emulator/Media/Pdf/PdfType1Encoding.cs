namespace Scopix.Media.Pdf;

/// <summary>The encoding of an embedded Type 1 font: the <c>dup 65 /A put</c> in its clear text.</summary>
internal static class PdfType1Encoding
{
    private const int MaxClearText = 65_536;

    /// <summary>256 glyph names, null for unused codes; null when the font has no encoding of its own.</summary>
    public static string?[]? Read(PdfFile file, PdfDictionary descriptor)
    {
        if (file.Resolve(descriptor["FontFile"]).Stream is not { } stream) return null;
        var bytes = PdfFilters.Decode(file, stream);
        var start = bytes.AsSpan(0, Math.Min(bytes.Length, MaxClearText)).IndexOf("/Encoding"u8);
        if (start < 0) return null;
        var lexer = new PdfLexer(bytes, file.Budget);
        lexer.Skip(start + 9);
        if (lexer.ReadToken().IsKeyword("StandardEncoding")) return null;
        return ReadNames(lexer);
    }

    private static string?[] ReadNames(PdfLexer lexer)
    {
        var names = new string?[256];
        for (var left = 4096; left > 0; left--)
        {
            var token = lexer.ReadToken();
            if (token.Kind == PdfKind.End || token.IsKeyword("def") || token.IsKeyword("readonly") || token.IsKeyword("eexec")) break;
            if (!token.IsKeyword("dup")) continue;
            var code = lexer.ReadToken();
            var name = lexer.ReadToken();
            if (code.IsNumber && code.Number is >= 0 and < 256 && name.Name is { } glyph) names[code.ToInt()] = glyph;
        }
        return names;
    }
}
