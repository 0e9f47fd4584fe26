using System.Globalization;

namespace Scopix.Emulator.Exports;

/// <summary>
/// Texts that a spreadsheet would calculate (OWASP, CSV Injection): <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c> and their wide and
/// small forms, also behind white space and characters without width, which spreadsheets pass over.
/// </summary>
internal static class FormulaGuard
{
    private const string Signs = "=+-@＝＋－＠﹦﹢﹣﹫";

    /// <summary>The text, with an apostrophe before it when it looks like a formula or begins with a tab or line end.</summary>
    public static string Guarded(string text) => text.Length > 0 && IsFormula(text) ? "'" + text : text;

    private static bool IsFormula(string text)
    {
        if (text[0] is '\t' or '\r' or '\n') return true;
        foreach (var c in text)
            if (!IsPassedOver(c)) return Signs.Contains(c, StringComparison.Ordinal);
        return false;
    }

    /// <summary>White space, controls, and characters without width: marks of direction, joiners, the byte order mark.</summary>
    private static bool IsPassedOver(char c) => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        || c is '\u115F' or '\u1160' or '\u2800' or '\u3164' or '\uFFA0';
}
