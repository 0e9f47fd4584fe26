namespace Scopix.Contracts.Reports;

/// <summary>The causes of a run as workflow commands of GitHub Actions, which shows them as annotations of the run.</summary>
public static class GitHubAnnotations
{
    /// <summary>How many annotations of one kind GitHub shows for one step.</summary>
    public const int MaxOfOneKind = 10;

    /// <summary>Whether the program runs in a workflow.</summary>
    public static bool IsEnabled { get; } = Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";

    /// <summary>An error for each cause, a warning for each refuted assumption; the new ones first.</summary>
    public static IReadOnlyList<string> Format(IReadOnlyList<CauseReport> causes, Comparison? comparison)
    {
        var numbered = causes.Select((cause, index) => (Cause: cause, IsNew: comparison?.NewCauses.Contains(index + 1) == true))
            .OrderByDescending(item => item.IsNew).ToLookup(item => item.Cause.Evidence == EvidenceKind.Assumed);
        return
        [
            .. numbered[false].Take(MaxOfOneKind).Select(item => Format("error", item.Cause, item.IsNew)),
            .. numbered[true].Take(MaxOfOneKind).Select(item => Format("warning", item.Cause, item.IsNew)),
        ];
    }

    private static string Format(string kind, CauseReport cause, bool isNew)
    {
        var title = $"{(isNew ? "new: " : "")}{HtmlCauses.FormatOperations(cause.Operations)}{cause.Summary}";
        string[] lines = [cause.Headline, .. cause.Curl is { } curl ? [curl] : (string[])[], .. cause.Body,
            CauseSummary.Count(cause.Cases.Count, "case")];
        return $"::{kind} title={Escape(title).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal)}"
            + $"::{Escape(string.Join('\n', lines))}";
    }

    private static string Escape(string text) => text.Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
