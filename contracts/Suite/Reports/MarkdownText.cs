using System.Text.RegularExpressions;

namespace Scopix.Contracts.Reports;

/// <summary>What the sections of the Markdown report are made of. No text of a target becomes markup.</summary>
public static partial class MarkdownText
{
    /// <summary>Text in which nothing is markup.</summary>
    public static string Escape(string text) =>
        Markup().Replace(text.ReplaceLineEndings(" "), "\\$0").Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Text as code in a line.</summary>
    public static string FormatCode(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        var fence = new string('`', GetLongestRun(line) + 1);
        return line.Length == 0 ? "" : line.StartsWith('`') || line.EndsWith('`') ? $"{fence} {line} {fence}" : $"{fence}{line}{fence}";
    }

    /// <summary>Lines as a block of code.</summary>
    public static string FormatBlock(string language, IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        var fence = new string('`', Math.Max(3, GetLongestRun(text) + 1));
        return $"{fence}{language}\n{text}\n{fence}\n";
    }

    /// <summary>A folded section; empty without content.</summary>
    public static string Fold(string title, string content) =>
        content.Length == 0 ? "" : $"<details><summary>{title}</summary>\n\n{content.TrimEnd('\n')}\n\n</details>\n";

    /// <summary>A list of lines that are Markdown already; at most <paramref name="max"/>.</summary>
    public static string FormatList(IEnumerable<string> lines, int max = int.MaxValue)
    {
        var list = lines.Distinct().ToList();
        return string.Concat(list.Take(max).Select(line => $"- {line}\n")) + (list.Count > max ? $"- and {list.Count - max} more\n" : "");
    }

    /// <summary>A table whose cells are Markdown already.</summary>
    public static string FormatTable(string[] names, IEnumerable<string[]> rows) =>
        $"| {string.Join(" | ", names)} |\n|{string.Concat(names.Select(_ => "---|"))}\n"
        + string.Concat(rows.Select(row => $"| {string.Join(" | ", row)} |\n"));

    /// <summary>Text without more than one blank line in a row.</summary>
    public static string RemoveBlankLines(string text) => BlankLines().Replace(text, "\n\n");

    private static int GetLongestRun(string text) => Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty().Max();

    [GeneratedRegex(@"[\\`*_\[\]|~]")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\n\s*\n\s*\n")]
    private static partial Regex BlankLines();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
