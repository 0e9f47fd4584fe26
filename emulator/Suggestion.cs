namespace Scopix.Emulator.Tool;

/// <summary>What was probably meant by a misspelt option or command.</summary>
internal static class Suggestion
{
    /// <summary>
    /// The end of a message: <c> Did you mean --port?</c>, or nothing when no name is near: two letters, in short names one.
    /// </summary>
    public static string Describe(string sent, IEnumerable<string> known)
    {
        if (sent.Length > 40) return "";
        var nearest = known.Select(name => (Name: name, Distance: GetDistance(sent.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= (candidate.Name.TrimStart('-').Length > 4 ? 2 : 1))
            .OrderBy(candidate => candidate.Distance).FirstOrDefault();
        return nearest.Name is null ? "" : $" Did you mean {nearest.Name}?";
    }

    /// <summary>The number of insertions, deletions, changes and swaps of neighbours.</summary>
    private static int GetDistance(string from, string to)
    {
        var rows = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = rows[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, changed);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        return rows[from.Length, to.Length];
    }
}
