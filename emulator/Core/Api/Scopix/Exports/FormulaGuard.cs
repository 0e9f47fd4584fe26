namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// Escapes texts that a spreadsheet would evaluate (OWASP, CSV Injection). They begin with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c> or
/// their wide and small forms, also after white space and characters without width, which spreadsheets ignore.
/// </summary>
internal static class FormulaGuard
{
    private const string FormulaSigns = "=+-@＝＋－＠﹦﹢﹣﹫";

    /// <summary>Adds an apostrophe to a text that looks like a formula or begins with a tab or line end.</summary>
    public static string EscapeFormula(string text) => text.Length > 0 && IsFormula(text) ? "'" + text : text;

    private static bool IsFormula(string text)
    {
        if (text[0] is '\t' or '\r' or '\n') return true;
        foreach (var rune in text.EnumerateRunes())
            if (!IsIgnorable(rune)) return rune.IsBmp && FormulaSigns.Contains((char)rune.Value, StringComparison.Ordinal);
        return false;
    }

    /// <summary>White space, controls, and characters without width: marks of direction, joiners, the byte order mark.</summary>
    private static bool IsIgnorable(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        || rune.Value is 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0;
}
