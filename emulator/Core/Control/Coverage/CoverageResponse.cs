using System.Globalization;
using Scopix.Emulator.Control.Faults;

namespace Scopix.Emulator.Control.Coverage;

/// <summary>What was exercised.</summary>
/// <param name="Summary">The numbers of all operations that were asked about.</param>
/// <param name="NeverMet">What clients are often surprised by and these requests never met; of all operations, whatever was asked
/// about.</param>
/// <param name="Operations">The operations that were called.</param>
/// <param name="NeverCalled">The ids of the others.</param>
/// <param name="Storage">Requests to the embedded storage by kind and status.</param>
public sealed record CoverageResponse(
    CoverageSummary Summary, string[] NeverMet, OperationCoverageResource[] Operations, string[] NeverCalled,
    SortedDictionary<string, SortedDictionary<string, long>> Storage)
{
    /// <summary>Shows what was seen.</summary>
    /// <param name="log">What was seen.</param>
    /// <param name="pattern">Which operations: an id, a family, or <c>*</c>.</param>
    internal static CoverageResponse From(CoverageLog log, string pattern)
    {
        var asked = OperationContract.All.Values.Where(contract => FaultRule.MatchesOperation(pattern, contract.Id)).ToArray();
        var covered = asked
            .Select(contract =>
                OperationCoverageResource.From(contract, log.Operations.GetValueOrDefault(contract.Id) ?? new OperationCoverage()))
                .ToArray();
        var called = covered.Where(operation => operation.Requests > 0).ToArray();
        var storage = log.Operations.Where(seen => seen.Key.StartsWith("storage.", StringComparison.Ordinal))
            .ToDictionary(seen => seen.Key, seen => OperationCoverageResource.ToText(seen.Value.Statuses));
        return new CoverageResponse(
            CoverageSummary.From(covered), MissedScenarios.Find(log), called,
            [.. covered.Except(called).Select(operation => operation.Id)],
            new SortedDictionary<string, SortedDictionary<string, long>>(storage, StringComparer.Ordinal));
    }
}

/// <summary>The numbers: how many were met of how many the contracts name.</summary>
public sealed record CoverageSummary(CoverageRatio Operations, CoverageRatio Statuses, CoverageRatio Fields, CoverageRatio EnumValues,
    CoverageRatio Parameters, CoverageRatio RequestFields)
{
    /// <summary>The sum of operations.</summary>
    public static CoverageSummary From(OperationCoverageResource[] covered) => new(
        new CoverageRatio(covered.Count(operation => operation.Requests > 0), covered.Length),
        Sum(covered, operation => operation.Statuses.Ratio), Sum(covered, operation => operation.Fields.Ratio),
        Sum(covered, operation => operation.EnumValues.Ratio),
        Sum(covered, operation => operation.Parameters.Ratio), Sum(covered, operation => operation.RequestFields.Ratio));

    private static CoverageRatio Sum(OperationCoverageResource[] covered, Func<OperationCoverageResource, CoverageRatio> part) =>
        new(covered.Sum(each => part(each).Met), covered.Sum(each => part(each).Of));
}

/// <summary>So many of so many.</summary>
public sealed record CoverageRatio(int Met, int Of);

/// <summary>So many of so many, and which are missing.</summary>
public sealed record CoverageGaps(int Met, int Of, string[] Missing)
{
    /// <summary>The two numbers.</summary>
    [JsonIgnore]
    public CoverageRatio Ratio => new(Met, Of);

    /// <summary>What is missing of a set.</summary>
    public static CoverageGaps Find(IEnumerable<string> all, IReadOnlySet<string> met)
    {
        var (whole, missing) = (all.Distinct().ToArray(), all.Distinct().Where(name => !met.Contains(name)).ToArray());
        return new CoverageGaps(whole.Length - missing.Length, whole.Length, missing);
    }
}

/// <summary>What was exercised of one operation.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Evidence">How its verb and path are known.</param>
/// <param name="Requests">How many requests there were.</param>
/// <param name="Answered">Real answers by status.</param>
/// <param name="Faulted">Answers that a fault made or spoilt, by status: they cover nothing.</param>
/// <param name="Lost">Answers that never came.</param>
/// <param name="Statuses">Of those the contracts name.</param>
/// <param name="Fields">Fields of successful answers that were not null.</param>
/// <param name="OnlyNull">Those that were there, but null each time.</param>
/// <param name="EnumValues">Words of successful answers; true and false are words.</param>
/// <param name="Parameters">Query parameters and headers of requests that succeeded, and their words.</param>
/// <param name="RequestFields">Fields of request bodies that succeeded, and their words.</param>
/// <param name="Sampled">True when some answers were counted without a look into them.</param>
public sealed record OperationCoverageResource(
    string Id, string Evidence, long Requests, SortedDictionary<string, long> Answered, SortedDictionary<string, long> Faulted, long Lost,
    CoverageGaps Statuses, CoverageGaps Fields, string[] OnlyNull, CoverageGaps EnumValues, CoverageGaps Parameters,
    CoverageGaps RequestFields, bool Sampled)
{
    /// <summary>Compares what was seen with the contract.</summary>
    internal static OperationCoverageResource From(OperationContract contract, OperationCoverage coverage)
    {
        var paths = contract.Responses.Where(answer => answer.Key < 400).SelectMany(answer => answer.Value?.EnumeratePaths() ?? [])
            .ToLookup(IsEnumValue);
        var statuses = coverage.Statuses.Keys.Select(ToText).ToHashSet();
        return new OperationCoverageResource(
            contract.Id, contract.Evidence, coverage.Statuses.Values.Sum() + coverage.FaultedStatuses.Values.Sum() + coverage.LostResponses,
            ToText(coverage.Statuses), ToText(coverage.FaultedStatuses), coverage.LostResponses,
            CoverageGaps.Find(contract.Responses.Keys.Order().Select(ToText), statuses),
            CoverageGaps.Find(paths[false], coverage.Fields),
            [.. coverage.NullFields.Where(path => !coverage.Fields.Contains(path)).Order(StringComparer.Ordinal)],
            CoverageGaps.Find(paths[true], coverage.Fields),
            CoverageGaps.Find(contract.Parameters.SelectMany(parameter => parameter.AllPaths), coverage.Parameters),
            CoverageGaps.Find(contract.Request?.EnumeratePaths() ?? [], coverage.RequestFields), coverage.IsSampled);
    }

    /// <summary>Counts by the status as a text.</summary>
    public static SortedDictionary<string, long> ToText(SortedDictionary<int, long> counts) =>
        new(counts.ToDictionary(count => ToText(count.Key), count => count.Value), StringComparer.Ordinal);

    private static string ToText(int status) => status.ToString(CultureInfo.InvariantCulture);

    private static bool IsEnumValue(string path) => path.Contains('=');
}
