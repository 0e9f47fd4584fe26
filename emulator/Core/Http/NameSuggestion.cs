namespace Scopix.Emulator.Http;

/// <summary>Finds the name that was probably meant by a misspelt one, in a closed list.</summary>
internal static class NameSuggestion
{
    /// <summary>Longer names are not compared, so that the work does not depend on the client.</summary>
    private const int MaxLength = 60;

    /// <summary>
    /// The nearest name by insertions, deletions, changes and swaps of neighbours; null when none is near enough: a third of its length, at
    /// most three. Upper and lower case, and <c>-</c> and <c>_</c>, count as equal; a difference in nothing else is 0.
    /// </summary>
    public static string? FindNearest(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > MaxLength) return null;
        var nearest = known.Select(candidate => (Name: candidate, Distance: GetDistance(name, candidate)))
            .Where(candidate => candidate.Distance <= GetMaxDistance(candidate.Name)).OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        return nearest.Name;
    }

    /// <summary>The sentence's end for a message: <c>; did you mean limit?</c>, or nothing.</summary>
    public static string Describe(string name, IEnumerable<string> known) =>
        FindNearest(name, known) is { } nearest ? $"; did you mean {nearest}?" : "";

    public static int GetMaxDistance(string name) => Math.Min(3, (name.Length + 1) / 3);

    /// <summary>
    /// The number of insertions, deletions, changes and swaps of neighbours; <see cref="int.MaxValue"/> beyond the bounds.
    /// </summary>
    public static int GetDistance(string name, string other)
    {
        if (name.Length > MaxLength || other.Length > MaxLength || Math.Abs(name.Length - other.Length) > 3) return int.MaxValue;
        var (before, last, row) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++) last[j] = j;
        for (var i = 1; i <= name.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = AreEqual(name[i - 1], other[j - 1]);
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && AreEqual(name[i - 1], other[j - 2]) && AreEqual(name[i - 2], other[j - 1]))
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[other.Length];
    }

    private static bool AreEqual(char one, char other) => Fold(one) == Fold(other);

    private static char Fold(char one) => one == '-' ? '_' : char.ToLowerInvariant(one);
}
