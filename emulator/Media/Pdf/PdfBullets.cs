namespace Scopix.Emulator.Media.Pdf;

/// <summary>What a list item begins with: a bullet, or a number or letter with a point or parenthesis.</summary>
internal static class PdfBullets
{
    private const string Signs = "•◦▪▫●○■□‣⁃∙·–—-*➢➤✓❖◆";

    public static bool Begins(string line) => Length(line) > 0;

    /// <summary>The text without its bullet; a number stays.</summary>
    public static string Without(string line) => IsSign(line) ? line[Length(line)..] : line;

    private static bool IsSign(string line) => line.Length > 2 && line[1] == ' ' && (Signs.Contains(line[0], StringComparison.Ordinal) || line[0] is >= '\uE000' and <= '\uF8FF');

    private static int Length(string line)
    {
        if (IsSign(line)) return 2;
        var at = line.StartsWith('(') ? 1 : 0;
        var digits = at;
        while (digits < line.Length && digits < at + 3 && char.IsAsciiDigit(line[digits])) digits++;
        if (digits == at && at < line.Length && char.IsAsciiLetterLower(line[at])) digits++;
        if (digits == at || digits + 2 >= line.Length) return 0;
        return (line[digits] == ')' || (line[digits] == '.' && at == 0)) && line[digits + 1] == ' ' ? digits + 2 : 0;
    }
}
