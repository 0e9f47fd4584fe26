namespace Scopix.Media.Pdf;

/// <summary>Skips <c>BI … ID … EI</c> (ISO 32000-1, 8.9.7).</summary>
internal static class PdfInlineImage
{
    public static void Skip(PdfLexer lexer)
    {
        for (var token = lexer.ReadToken(); !token.IsKeyword("ID"); token = lexer.ReadToken())
            if (token.Kind == PdfKind.End) return;
        lexer.Skip(1);
        while (true)
        {
            var at = lexer.Rest.IndexOf("EI"u8);
            if (at < 0)
            {
                lexer.Skip(int.MaxValue / 2);
                return;
            }
            var begins = at == 0 || PdfLexer.IsSpace(lexer.Rest[at - 1]);
            lexer.Skip(at + 2);
            if (begins && LooksLikeContent(lexer.Rest)) return;
        }
    }

    /// <summary>Whether content follows rather than more of the picture.</summary>
    private static bool LooksLikeContent(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty) return true;
        if (!PdfLexer.IsSpace(rest[0])) return false;
        foreach (var b in rest[..Math.Min(rest.Length, 12)])
            if (b is > 126 or (< 32 and not (9 or 10 or 12 or 13 or 0))) return false;
        return true;
    }
}
