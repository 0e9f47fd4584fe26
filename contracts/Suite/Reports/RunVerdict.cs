namespace Scopix.Contracts.Reports;

/// <summary>The result of a run: what every form of the report begins with.</summary>
/// <param name="Kind">How good it is.</param>
/// <param name="Title">In a few words, e.g. <c>3 causes, 154 cases</c>.</param>
/// <param name="Detail">In a sentence.</param>
public sealed record RunVerdict(VerdictKind Kind, string Title, string Detail)
{
    /// <summary>Judges a run.</summary>
    public static RunVerdict Create(RunReport report)
    {
        var (failed, refuted) = (report.Count("failed"), report.Causes.Count(cause => cause.Evidence == EvidenceKind.Assumed));
        var total = report.Causes.Count > 0 ? CauseSummary.FormatTotal(report.Causes) : CauseSummary.Count(failed, "broken case");
        var ran = report.Tests.Count - report.Count("skipped");
        var cases = $"{CauseSummary.Count(ran, "case")} ran, {CauseSummary.Count(failed, "case")} failed, {report.Count("skipped"):N0} "
            + $"skipped";
        var assumptions = refuted == 0 ? "" : $"; {CauseSummary.Count(refuted, "cause")} only "
            + $"{(refuted == 1 ? "contradicts" : "contradict")} assumptions of ours";
        var detail = $"{cases}{assumptions}.";
        return (report.Spent.Exhausted, failed, report.Causes.Count, ran - failed) switch
        {
            ({ } reason, 0, 0, _) => new(VerdictKind.Stopped, "Stopped early", $"{reason}. {detail}"),
            ({ } reason, _, _, _) => new(failed > 0 ? VerdictKind.Fails : VerdictKind.Stopped,
                $"Stopped early: {total}", $"{reason}. {detail}"),
            (_, > 0, _, _) => new(VerdictKind.Fails, total, detail),
            (_, _, _, 0) => new(VerdictKind.Stopped, "Nothing was tested", detail),
            (_, _, > 0, _) => new(VerdictKind.Refuted, $"Holds, {CauseSummary.Count(refuted, "assumption")} refuted", detail),
            _ => new(VerdictKind.Holds, "Holds", detail),
        };
    }
}

/// <summary>How good a run's result is.</summary>
public enum VerdictKind
{
    /// <summary>No case failed.</summary>
    Holds,

    /// <summary>No case failed, but assumptions are refuted.</summary>
    Refuted,

    /// <summary>The run could not judge everything.</summary>
    Stopped,

    /// <summary>Cases failed.</summary>
    Fails,
}
