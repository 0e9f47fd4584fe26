using System.Text;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>What the writers of types have in common.</summary>
internal static class TypeText
{
    /// <summary>The greatest length of a line; a single word may be longer.</summary>
    public const int Width = 120;

    /// <summary>Breaks a text into lines, each with an indent.</summary>
    public static IEnumerable<string> Wrap(string text, string indent)
    {
        var line = new StringBuilder(indent);
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > indent.Length && line.Length + word.Length + 1 > Width)
            {
                yield return line.ToString();
                line.Clear().Append(indent);
            }
            if (line.Length > indent.Length) line.Append(' ');
            line.Append(word);
        }
        if (line.Length > indent.Length) yield return line.ToString();
    }

    /// <summary>Breaks a declaration after separators, where both languages allow it, and indents what follows.</summary>
    public static string Break(string declaration, string separator, string indent)
    {
        var lines = new List<string>();
        var rest = declaration;
        while (rest.Length > Width && rest.LastIndexOf(separator, Width - separator.Length, StringComparison.Ordinal) is > 8 and var at)
        {
            lines.Add(rest[..(at + separator.Length)].TrimEnd());
            rest = indent + rest[(at + separator.Length)..];
        }
        return string.Join('\n', [.. lines, rest]);
    }

    /// <summary>Whether a name can be written without quotes.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => c == '_' || char.IsAsciiLetterOrDigit(c));
}
