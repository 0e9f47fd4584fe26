using System.CommandLine;

namespace Scopix.Contracts.Tool;

/// <summary>Suggests the option that was probably meant.</summary>
internal static class OptionSuggestion
{
    /// <summary>A sentence to append to the parser's message, which quotes what it does not know; empty when nothing is similar.</summary>
    public static string Describe(string message, RootCommand root)
    {
        if (message.Split('\'') is not [_, var unknown, ..]) return "";
        var nearest = root.Options.Select(option => option.Name).Select(name => (Name: name, Distance: GetDistance(unknown, name)))
            .Where(option => option.Distance is > 0 and <= 3).OrderBy(option => option.Distance).FirstOrDefault();
        return nearest.Name is { } name ? $" Did you mean {name}?" : "";
    }

    private static int GetDistance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
