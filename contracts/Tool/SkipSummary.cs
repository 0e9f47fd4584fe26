namespace Scopix.Contracts.Tool;

/// <summary>Why cases were skipped, in a few lines.</summary>
internal static class SkipSummary
{
    private const int MaxDetails = 3;

    /// <summary>E.g. <c>9 skipped: use --slow to allow it (waits 605 seconds, sends 106 MiB, …)</c>; the most frequent first.</summary>
    public static IEnumerable<string> Format(IEnumerable<KeyValuePair<string, int>> counts) => counts
        .Select(skip => (Parts: OptionNames.Replace(skip.Key).Split("; "), Count: skip.Value))
        .GroupBy(skip => skip.Parts[^1])
        .Select(same => (Remedy: same.Key, Count: same.Sum(skip => skip.Count),
            Details: same.Where(skip => skip.Parts.Length > 1).Select(skip => skip.Parts[0]).ToList()))
        .OrderByDescending(same => same.Count)
        .Select(same => $"{same.Count} skipped: {same.Remedy}" + FormatDetails(same.Details));

    private static string FormatDetails(List<string> details) => details.Count == 0
        ? "" : $" ({string.Join(", ", details.Take(MaxDetails))}{(details.Count > MaxDetails ? ", …" : "")})";
}
