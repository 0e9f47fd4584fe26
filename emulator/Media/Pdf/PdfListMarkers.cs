namespace Scopix.Media.Pdf;

/// <summary>The beginning of a list item: a bullet, or a number or letter with a point or parenthesis.</summary>
internal static class PdfListMarkers
{
    private const string Bullets = "•◦▪▫●○■□‣⁃∙·–—-*➢➤✓❖◆";

    public static bool IsAtStartOf(string line) => GetMarkerLength(line) > 0;

    /// <summary>
    /// True for a line that begins a list item below other lines. A number with a point, as in "71.", can also end a sentence that began
    /// above: it begins an item if it is 1, below another item, or below the end of a sentence.
    /// </summary>
    public static bool BeginsItem(string line, string above, string firstOfBlock)
    {
        if (!IsAtStartOf(line)) return false;
        var number = line.AsSpan(0, line.AsSpan().IndexOfAnyExceptInRange('0', '9'));
        if (number.Length == 0 || line[number.Length] != '.') return true;
        return number is "1" || IsAtStartOf(firstOfBlock) || above[^1] is '.' or ':' or ';' or '!' or '?';
    }

    /// <summary>Numbers are not removed.</summary>
    public static string RemoveBullet(string line) => BeginsWithBullet(line) ? line[GetMarkerLength(line)..] : line;

    private static bool BeginsWithBullet(string line) => line.Length > 2 && line[1] == ' '
        && (Bullets.Contains(line[0], StringComparison.Ordinal) || line[0] is >= '\uE000' and <= '\uF8FF');

    private static int GetMarkerLength(string line)
    {
        if (BeginsWithBullet(line)) return 2;
        var at = line.StartsWith('(') ? 1 : 0;
        var digits = at;
        while (digits < line.Length && digits < at + 3 && char.IsAsciiDigit(line[digits])) digits++;
        if (digits == at && at < line.Length && char.IsAsciiLetterLower(line[at])) digits++;
        if (digits == at || digits + 2 >= line.Length) return 0;
        return (line[digits] == ')' || (line[digits] == '.' && at == 0)) && line[digits + 1] == ' ' ? digits + 2 : 0;
    }
}
