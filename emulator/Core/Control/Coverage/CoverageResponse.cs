using Scopix.Contracts.Checks;

namespace Scopix.Emulator.Control.Coverage;

/// <summary>What requests have exercised of the contracts.</summary>
/// <param name="Summary">The totals of the requested operations.</param>
/// <param name="NeverMet">Situations that clients often do not expect and that did not occur, in any operation.</param>
/// <param name="Operations">The operations that were called.</param>
/// <param name="NeverCalled">The ids of the others.</param>
/// <param name="Storage">Requests to the embedded storage by kind and status.</param>
public sealed record CoverageResponse(
    CoverageSummary Summary, string[] NeverMet, OperationCoverageResource[] Operations, string[] NeverCalled,
    SortedDictionary<string, SortedDictionary<string, long>> Storage)
{
    /// <param name="pattern">An operation's id, a family, or <c>*</c>.</param>
    internal static CoverageResponse From(CoverageLog log, string pattern)
    {
        var requested = OperationContract.All.Where(contract => OperationPattern.Matches(pattern, contract.Id)).ToArray();
        var covered = requested.Select(contract => OperationCoverageResource
            .From(contract, log.Operations.GetValueOrDefault(contract.Id) ?? new OperationCoverage())).ToArray();
        var called = covered.Where(operation => operation.Requests > 0).ToArray();
        var storage = log.Operations.Where(seen => seen.Key.StartsWith("storage.", StringComparison.Ordinal))
            .ToDictionary(seen => seen.Key, seen => OperationCoverageResource.ToText(seen.Value.Statuses));
        return new CoverageResponse(
            CoverageSummary.From(covered), UnseenScenarios.Find(log), called,
            [.. covered.Except(called).Select(operation => operation.Id)],
            new SortedDictionary<string, SortedDictionary<string, long>>(storage, StringComparer.Ordinal));
    }
}

/// <summary>How many of the items in the contracts were exercised.</summary>
public sealed record CoverageSummary(CoverageRatio Operations, CoverageRatio Statuses, CoverageRatio Fields, CoverageRatio EnumValues,
    CoverageRatio Parameters, CoverageRatio RequestFields)
{
    internal static CoverageSummary From(OperationCoverageResource[] covered) => new(
        new CoverageRatio(covered.Count(operation => operation.Requests > 0), covered.Length),
        Sum(covered, operation => operation.Statuses.Ratio), Sum(covered, operation => operation.Fields.Ratio),
        Sum(covered, operation => operation.EnumValues.Ratio),
        Sum(covered, operation => operation.Parameters.Ratio), Sum(covered, operation => operation.RequestFields.Ratio));

    private static CoverageRatio Sum(OperationCoverageResource[] covered, Func<OperationCoverageResource, CoverageRatio> part) =>
        new(covered.Sum(each => part(each).Met), covered.Sum(each => part(each).Of));
}

/// <summary>How many of how many items were exercised.</summary>
public sealed record CoverageRatio(int Met, int Of);

/// <summary>How many of how many items were exercised, and which were not.</summary>
public sealed record CoverageGaps(int Met, int Of, string[] Missing)
{
    /// <summary>The numbers without the list of missing items.</summary>
    [JsonIgnore]
    public CoverageRatio Ratio => new(Met, Of);

    /// <summary>Compares the exercised items with the whole set.</summary>
    public static CoverageGaps Find(IEnumerable<string> all, IReadOnlySet<string> met)
    {
        var (whole, missing) = (all.Distinct().ToArray(), all.Distinct().Where(name => !met.Contains(name)).ToArray());
        return new CoverageGaps(whole.Length - missing.Length, whole.Length, missing);
    }
}

/// <summary>What requests have exercised of one operation.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Evidence">How its method and path are known.</param>
/// <param name="Requests">The number of requests.</param>
/// <param name="Answered">Responses by status, without those that a fault made or changed.</param>
/// <param name="Faulted">Responses that a fault made or changed, by status; they do not count as coverage.</param>
/// <param name="Lost">Responses that did not arrive.</param>
/// <param name="Statuses">The statuses in the contract.</param>
/// <param name="Fields">Fields of successful responses that were not null.</param>
/// <param name="OnlyNull">Fields that were null each time.</param>
/// <param name="EnumValues">Enum values of successful responses; true and false count as such.</param>
/// <param name="Parameters">Query parameters and headers of successful requests, and their enum values.</param>
/// <param name="RequestFields">Body fields of successful requests, and their enum values.</param>
/// <param name="Sampled">True when some responses were counted but not inspected.</param>
public sealed record OperationCoverageResource(
    string Id, string Evidence, long Requests, SortedDictionary<string, long> Answered, SortedDictionary<string, long> Faulted, long Lost,
    CoverageGaps Statuses, CoverageGaps Fields, string[] OnlyNull, CoverageGaps EnumValues, CoverageGaps Parameters,
    CoverageGaps RequestFields, bool Sampled)
{
    internal static OperationCoverageResource From(OperationContract contract, OperationCoverage coverage)
    {
        var documented = contract.Responses.ToDictionary(
            answer => int.Parse(answer.Key, CultureInfo.InvariantCulture), answer => SchemaShape.Load(answer.Value));
        var paths = documented.Where(answer => answer.Key < 400).SelectMany(answer => answer.Value.EnumeratePaths()).ToLookup(IsEnumValue);
        var statuses = coverage.Statuses.Keys.Select(ToText).ToHashSet();
        return new OperationCoverageResource(
            contract.Id, contract.Evidence, coverage.Statuses.Values.Sum() + coverage.FaultedStatuses.Values.Sum() + coverage.LostResponses,
            ToText(coverage.Statuses), ToText(coverage.FaultedStatuses), coverage.LostResponses,
            CoverageGaps.Find(documented.Keys.Order().Select(ToText), statuses),
            CoverageGaps.Find(paths[false], coverage.Fields),
            [.. coverage.NullFields.Where(path => !coverage.Fields.Contains(path)).Order(StringComparer.Ordinal)],
            CoverageGaps.Find(paths[true], coverage.Fields),
            CoverageGaps.Find(ParameterPaths.GetParameters(contract).SelectMany(ParameterPaths.EnumeratePaths), coverage.Parameters),
            CoverageGaps.Find(contract.RequestShape.EnumeratePaths(), coverage.RequestFields), coverage.IsSampled);
    }

    /// <summary>Counts by the status as a text.</summary>
    public static SortedDictionary<string, long> ToText(SortedDictionary<int, long> counts) =>
        new(counts.ToDictionary(count => ToText(count.Key), count => count.Value), StringComparer.Ordinal);

    private static string ToText(int status) => status.ToString(CultureInfo.InvariantCulture);

    private static bool IsEnumValue(string path) => path.Contains('=');
}
