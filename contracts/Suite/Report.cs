using System.Collections.Concurrent;

namespace Scopix.Contracts;

/// <summary>What a run claimed; written as Markdown when SCOPIX_CONTRACT_REPORT names a file.</summary>
public static class Report
{
    private static readonly ConcurrentQueue<(Claim Claim, string Expectation, bool Holds, string Test)> Claims = new();
    private static readonly ConcurrentQueue<(string Test, string Reason)> Skips = new();

    /// <summary>Notes a claim.</summary>
    public static void Add(Claim claim, string expectation, bool holds) => Claims.Enqueue((claim, expectation, holds, Test));

    /// <summary>Notes that the running test is skipped.</summary>
    public static void AddSkip(string reason) => Skips.Enqueue((Test, reason));

    /// <summary>Writes the summary, if one was asked for.</summary>
    public static void Write(string target)
    {
        if (Environment.GetEnvironmentVariable("SCOPIX_CONTRACT_REPORT") is not { Length: > 0 } path) return;

        var text = new StringBuilder($"# Contract run against {target}\n\n| tier | held | did not hold |\n|---|---|---|\n");
        foreach (var tier in Enum.GetValues<Tier>())
            text.Append(CultureInfo.InvariantCulture, $"| {tier} | {Count(tier, true)} | {Count(tier, false)} |\n");
        Section(text, "Failed", Claims.Where(c => !c.Holds && c.Claim.Tier != Tier.Assumed).Select(Line));
        Section(text, "Assumptions refuted", Claims.Where(c => !c.Holds && c.Claim.Tier == Tier.Assumed).Select(Line));
        Section(text, "Not exercised", Skips.Select(s => $"{s.Test}: {s.Reason}"));
        File.WriteAllText(path, text.ToString());
    }

    private static string Test => TestContext.Current.Test?.TestDisplayName ?? "(outside a test)";

    private static int Count(Tier tier, bool holds) => Claims.Count(c => c.Claim.Tier == tier && c.Holds == holds);

    private static string Line((Claim Claim, string Expectation, bool Holds, string Test) claim) =>
        $"{claim.Test}: {claim.Expectation.ReplaceLineEndings(" ")} ({claim.Claim.Tier}: {claim.Claim.Source})";

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var list = lines.Distinct().Order(StringComparer.Ordinal).ToList();
        if (list.Count > 0) text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n{string.Concat(list.Select(l => $"- {l}\n"))}");
    }
}
