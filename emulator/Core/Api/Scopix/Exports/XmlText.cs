using System.Text.RegularExpressions;
using System.Xml;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>Converts texts to what the XML of office files can contain.</summary>
internal static partial class XmlText
{
    /// <summary>The longest text of a sheet's cell, in UTF-16 units (public: Excel specifications and limits).</summary>
    public const int MaxCellLength = 32_767;

    /// <summary>Removes the characters that XML forbids; every line ends with a line feed.</summary>
    public static string RemoveInvalidCharacters(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r') clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) clean.Append(text[i]).Append(text[++i]);
            else if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i]);
        }
        return clean.ToString();
    }

    /// <summary>The text of a sheet's cell: cut to the limit, with <c>_x0041_</c> escaped so that it is not read as an escape.</summary>
    public static string ToSheetText(string text)
    {
        var clean = TextTruncation.Truncate(RemoveInvalidCharacters(text), MaxCellLength);
        return EscapePattern().Replace(clean, "_x005F_");
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex EscapePattern();
}
