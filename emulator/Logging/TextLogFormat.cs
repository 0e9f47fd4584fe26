using System.Globalization;
using System.Text;

namespace Scopix.Emulator.Tool.Logging;

/// <summary>An entry as a line for people, with the machine's local time. The stack trace of an error follows in indented lines.</summary>
internal static class TextLogFormat
{
    private const string Reset = "\e[0m";

    private static readonly string[] OwnCategories = ["Scopix.Emulator.Requests", "Scopix.Emulator.Loading"];

    public static string Format(ConsoleEntry entry, bool colours)
    {
        var line = new StringBuilder();
        var time = TimeZoneInfo.ConvertTime(entry.At, TimeZoneInfo.Local).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var colour = colours ? GetColour(entry.Level) : "";
        line.Append(colours ? $"\e[2m{time}{Reset} " : time + " ").Append(colour);
        if (!OwnCategories.Contains(entry.Category)) line.Append(GetWord(entry.Level)).Append(' ').Append(entry.Category).Append(": ");
        Append(line, entry.Message);
        if (colour.Length > 0) line.Append(Reset);
        line.Append('\n');
        if (entry.Error is not null) AppendIndented(line, entry.Error.ToString());
        return line.ToString();
    }

    private static void AppendIndented(StringBuilder line, string text)
    {
        foreach (var part in text.ReplaceLineEndings("\n").Split('\n')) Append(line.Append("    "), part).Append('\n');
    }

    /// <summary>
    /// Control characters, and characters of format such as those of direction, are escaped: a message may repeat what a client sent.
    /// </summary>
    private static StringBuilder Append(StringBuilder line, string text)
    {
        foreach (var one in text)
            if (char.IsControl(one) || char.GetUnicodeCategory(one) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
                line.Append("\\u").Append(((int)one).ToString("X4", CultureInfo.InvariantCulture));
            else line.Append(one);
        return line;
    }

    private static string GetColour(LogLevel level) => level switch
    {
        >= LogLevel.Error => "\e[31m",
        LogLevel.Warning => "\e[33m",
        _ => "",
    };

    private static string GetWord(LogLevel level) => level switch
    {
        >= LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        _ => "info",
    };
}
