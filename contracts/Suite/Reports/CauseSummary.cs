namespace Scopix.Contracts.Reports;

/// <summary>The end of a run in a few lines: its causes, and how many cases met them.</summary>
public static class CauseSummary
{
    /// <summary>How many causes are printed; the report has all.</summary>
    public const int MaxCauses = 12;

    /// <summary>At most five lines for each cause; the last line is <c>N causes, M cases</c>. None for a run without causes.</summary>
    public static IReadOnlyList<string> Format(IReadOnlyList<CauseReport> causes) => causes.Count == 0 ? [] :
    [
        .. causes.Take(MaxCauses).SelectMany((cause, index) => Format(cause, index + 1)),
        .. causes.Count > MaxCauses ? [$"{causes.Count - MaxCauses} more causes are in the report."] : (string[])[],
        FormatTotal(causes),
    ];

    /// <summary>E.g. <c>3 causes, 47 cases</c>.</summary>
    public static string FormatTotal(IReadOnlyList<CauseReport> causes) =>
        $"{Count(causes.Count, "cause")}, {Count(causes.SelectMany(cause => cause.Cases).Distinct().Count(), "case")}";

    /// <summary>A name of a case without the namespace of the suite.</summary>
    public static string ShortenCase(string name) => name.Replace("Scopix.Contracts.", "", StringComparison.Ordinal);

    /// <summary>E.g. <c>1 cause</c> or <c>1,200 causes</c>.</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private static IEnumerable<string> Format(CauseReport cause, int number) =>
    [
        $"{number}. {cause.Headline}",
        .. cause.Curl is { } curl ? [$"   {curl}"] : (string[])[],
        .. cause.Body.Select(line => $"   {line}"),
        $"   {Count(cause.Cases.Count, "case")}, first {ShortenCase(cause.Cases[0])}"
            + (cause.Operations is { Count: > 1 } all ? $"; in {all.Count} operations: {string.Join(", ", all.Take(5))}" : ""),
    ];
}
