namespace Scopix.Emulator.Control.Logging;

/// <summary>Texts of clients, made safe for a terminal and for one line.</summary>
internal static class LogText
{
    /// <summary>
    /// The text in one line of visible characters. Control characters, also those of C1, line separators, and characters of direction
    /// and of no width become <c>\u001B</c>: they could steer a terminal, or show another line than was written.
    /// </summary>
    /// <param name="maxLength">The greatest length; the rest is replaced by an ellipsis.</param>
    public static string Escape(string text, int maxLength)
    {
        if (text.Length <= maxLength && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0) return text;
        var line = new StringBuilder(Math.Min(text.Length, maxLength) + 16);
        foreach (var rune in text.EnumerateRunes()) // half a surrogate pair becomes U+FFFD
        {
            if (line.Length >= maxLength) return line.Append('…').ToString();
            if (IsVisible(rune)) line.Append(rune.ToString());
            else if (rune.IsBmp) line.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else line.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
        }
        return line.ToString();
    }

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
