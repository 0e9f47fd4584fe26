using Markdig.Helpers;

namespace Scopix.Media.Markdown;

/// <summary>HTML character references: <c>&amp;amp;</c>, <c>&amp;#228;</c>, <c>&amp;#xE4;</c>.</summary>
internal static class HtmlEntityParser
{
    private const int MaxLength = 33;

    /// <summary>The text of the reference at an offset and where it ends; null when there is none.</summary>
    public static (string Text, int End)? Parse(string source, int at)
    {
        var maxLength = Math.Min(source.Length - at - 1, MaxLength);
        var length = maxLength <= 0 ? -1 : source.AsSpan(at + 1, maxLength).IndexOf(';');
        if (length < 1) return null;
        var name = source.AsSpan(at + 1, length);
        var text = name[0] == '#' ? DecodeNumber(name[1..]) : EntityHelper.DecodeEntity(name);
        return text is null ? null : (text, at + 2 + length);
    }

    private static string? DecodeNumber(ReadOnlySpan<char> digits)
    {
        var hex = digits.Length > 0 && digits[0] is 'x' or 'X';
        if (hex) digits = digits[1..];
        var style = hex ? System.Globalization.NumberStyles.AllowHexSpecifier : System.Globalization.NumberStyles.None;
        if (digits.Length is 0 or > 7 || !int.TryParse(digits, style, System.Globalization.CultureInfo.InvariantCulture, out var code))
            return null;
        return code is 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) ? "\uFFFD" : char.ConvertFromUtf32(code);
    }
}
