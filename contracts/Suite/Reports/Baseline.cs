namespace Scopix.Contracts.Reports;

/// <summary>Compares a run with an earlier one.</summary>
public static class Baseline
{
    private const string None = "–";

    /// <summary>Compares a run with the JSON report of an earlier one.</summary>
    public static Comparison Compare(string path, RunReport now) =>
        Compare(Path.GetFileName(path), JsonReport.Parse(File.ReadAllText(path)), now);

    /// <summary>As <see cref="Compare(string, RunReport)"/>; null, and the reason, for a file that is no report.</summary>
    public static Comparison? TryCompare(string path, RunReport now, out string? reason)
    {
        try
        {
            reason = null;
            return Compare(path, now);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            reason = $"The run is not compared: the baseline {path} cannot be read as a report of this version. {exception.Message}";
            return null;
        }
    }

    /// <summary>Compares a run with an earlier one; an operation that only one of them called is one difference.</summary>
    public static Comparison Compare(string name, RunReport before, RunReport now)
    {
        var differences = FullJoin(before.Operations, now.Operations, o => o.Id)
            .SelectMany(pair => CompareOperation(pair.Key, pair.Before, pair.Now))
            .Concat(CompareDrift(before, now)).Concat(CompareClaims(before, now));
        return new(name, before.StartedAt, [.. differences])
        {
            NewCauses = [.. FindUnmatched(now.Causes, before.Causes).Select(found => found.Number)],
            GoneCauses = [.. FindUnmatched(before.Causes, now.Causes).Select(found => CreateGoneCause(found.Cause, now))],
        };
    }

    /// <summary>Summarizes a comparison in one line.</summary>
    public static string FormatSummary(Comparison comparison)
    {
        var (fresh, gone) = (comparison.NewCauses.Count, comparison.GoneCauses.Count(cause => cause.IsChecked));
        return (fresh == 0 ? "" : $"{CauseSummary.Count(fresh, "new cause")}, ")
            + (gone == 0 ? "" : $"{CauseSummary.Count(gone, "cause")} gone, ")
            + $"{comparison.Differences.Count} differences from {comparison.Baseline} of {comparison.StartedAt:yyyy-MM-dd}";
    }

    /// <summary>The causes that share no key with any of the others, with their numbers from 1.</summary>
    private static IEnumerable<(int Number, CauseReport Cause)> FindUnmatched(
        IReadOnlyList<CauseReport> causes, IReadOnlyList<CauseReport> others)
    {
        var known = others.SelectMany(cause => cause.Keys).ToHashSet();
        return causes.Select((cause, index) => (index + 1, cause)).Where(numbered => !known.Overlaps(numbered.cause.Keys));
    }

    private static GoneCause CreateGoneCause(CauseReport cause, RunReport now)
    {
        var ran = now.Tests.Where(test => test.Outcome != "skipped").Select(test => test.Name);
        return new(cause.Operations, cause.Summary, cause.Evidence, cause.Cases.Intersect(ran).Any());
    }

    private static IEnumerable<Difference> CompareOperation(string id, OperationReport? before, OperationReport? now)
    {
        var (earlier, current) = (GetSeenStatuses(before), GetSeenStatuses(now));
        if (earlier.Count == 0 || current.Count == 0)
            return earlier.Count == current.Count
                ? [] : [new(id, "operation", "", earlier.Count > 0 ? "called" : "not called", current.Count > 0 ? "called" : "not called")];

        return FullJoin(earlier, current, s => s.Status).SelectMany(pair => (pair.Before, pair.Now) switch
        {
            (null, _) => [new(id, "status", $"{pair.Key}", "never seen", "seen")],
            (_, null) => [new(id, "status", $"{pair.Key}", "seen", "never seen")],
            var (old, fresh) => FullJoin(GetSeenFields(old), GetSeenFields(fresh), f => f.Path)
                .SelectMany(f => CompareOperation(id, $"{pair.Key} {f.Key}", f.Before, f.Now)),
        });
    }

    private static IEnumerable<Difference> CompareOperation(string id, string where, FieldReport? before, FieldReport? now)
    {
        if (before is null || now is null)
        {
            yield return new(id, "field", where, before is null ? "never seen" : FormatTypes(before),
                now is null ? "never seen" : FormatTypes(now));
            yield break;
        }

        if (FormatTypes(before) != FormatTypes(now)) yield return new(id, "type", where, FormatTypes(before), FormatTypes(now));
        if (before.Presence != now.Presence) yield return new(id, "presence", where, before.Presence, now.Presence);
        foreach (var value in before.ValuesSeen.Except(now.ValuesSeen)) yield return new(id, "enum value", where, value, None);
        foreach (var value in now.ValuesSeen.Except(before.ValuesSeen)) yield return new(id, "enum value", where, None, value);
    }

    private static IEnumerable<Difference> CompareDrift(RunReport before, RunReport now) => before.Unknown.Except(now.Unknown)
        .Select(d => new Difference(d.Operation, "drift", $"{d.Status} {d.Path}", d.What, None))
        .Concat(now.Unknown.Except(before.Unknown).Select(d => new Difference(d.Operation, "drift", $"{d.Status} {d.Path}", None, d.What)));

    private static IEnumerable<Difference> CompareClaims(RunReport before, RunReport now)
    {
        var earlier = before.Claims.ToDictionary(GetKey);
        foreach (var claim in now.Claims)
        {
            var (was, holds) = (earlier.GetValueOrDefault(GetKey(claim)), claim.Refuted == 0);
            if (was is null ? !holds : was.Refuted == 0 != holds)
                yield return new(claim.Test, "claim", $"[{claim.Evidence}: {claim.Source}] {claim.Claim}",
                    was is null ? None : DescribeState(was), DescribeState(claim));
        }
    }

    private static string DescribeState(ClaimState claim) => claim.Refuted == 0 ? "held" : "refuted";

    private static (string, string?, string, EvidenceKind, string) GetKey(ClaimState claim) =>
        (claim.Test, claim.Operation, claim.Claim, claim.Evidence, claim.Source);

    private static string FormatTypes(FieldReport field) => string.Join(" or ", field.Types);

    private static List<StatusReport> GetSeenStatuses(OperationReport? operation) => [.. operation?.Statuses.Where(s => s.Seen > 0) ?? []];

    private static IEnumerable<FieldReport> GetSeenFields(StatusReport status) => status.Fields.Where(f => f.Seen > 0);

    private static IEnumerable<(TKey Key, T? Before, T? Now)> FullJoin<T, TKey>(
        IEnumerable<T> before, IEnumerable<T> now, Func<T, TKey> key)
        where T : class
        where TKey : notnull
    {
        var (earlier, current) = (before.ToDictionary(key), now.ToDictionary(key));
        return earlier.Keys.Union(current.Keys).Select(k => (k, earlier.GetValueOrDefault(k), current.GetValueOrDefault(k)));
    }
}
