using System.Globalization;
using Scopix.Emulator.Faults;

namespace Scopix.Emulator.Coverage;

/// <summary>What was exercised.</summary>
/// <param name="Summary">The numbers of all operations that were asked about.</param>
/// <param name="NeverMet">What clients are often surprised by and these requests never met; of all operations, whatever was asked about.</param>
/// <param name="Operations">The operations that were called.</param>
/// <param name="NeverCalled">The ids of the others.</param>
/// <param name="Storage">Requests to the embedded storage by kind and status.</param>
public sealed record CoverageShown(
    CoverageSummary Summary, string[] NeverMet, OperationCovered[] Operations, string[] NeverCalled, SortedDictionary<string, SortedDictionary<string, long>> Storage)
{
    /// <summary>Shows what was seen.</summary>
    /// <param name="log">What was seen.</param>
    /// <param name="pattern">Which operations: an id, a family, or <c>*</c>.</param>
    public static CoverageShown Of(CoverageLog log, string pattern)
    {
        var asked = Contract.All.Values.Where(contract => FaultRule.Names(pattern, contract.Id)).ToArray();
        var covered = asked.Select(contract => OperationCovered.Of(contract, log.Operations.GetValueOrDefault(contract.Id) ?? new OperationSeen())).ToArray();
        var called = covered.Where(operation => operation.Requests > 0).ToArray();
        var storage = log.Operations.Where(seen => seen.Key.StartsWith("storage.", StringComparison.Ordinal))
            .ToDictionary(seen => seen.Key, seen => OperationCovered.Text(seen.Value.Statuses));
        return new CoverageShown(
            CoverageSummary.Of(covered), Coverage.NeverMet.Of(log), called, [.. covered.Except(called).Select(operation => operation.Id)],
            new SortedDictionary<string, SortedDictionary<string, long>>(storage, StringComparer.Ordinal));
    }
}

/// <summary>The numbers: how many were met of how many the contracts name.</summary>
public sealed record CoverageSummary(Share Operations, Share Statuses, Share Fields, Share EnumValues, Share Parameters, Share RequestFields)
{
    /// <summary>The sum of operations.</summary>
    public static CoverageSummary Of(OperationCovered[] covered) => new(
        new Share(covered.Count(operation => operation.Requests > 0), covered.Length),
        Sum(covered, operation => operation.Statuses.Share), Sum(covered, operation => operation.Fields.Share), Sum(covered, operation => operation.EnumValues.Share),
        Sum(covered, operation => operation.Parameters.Share), Sum(covered, operation => operation.RequestFields.Share));

    private static Share Sum(OperationCovered[] covered, Func<OperationCovered, Share> part) => new(covered.Sum(each => part(each).Met), covered.Sum(each => part(each).Of));
}

/// <summary>So many of so many.</summary>
public sealed record Share(int Met, int Of);

/// <summary>So many of so many, and which are missing.</summary>
public sealed record Gaps(int Met, int Of, string[] Missing)
{
    /// <summary>The two numbers.</summary>
    [JsonIgnore]
    public Share Share => new(Met, Of);

    /// <summary>What is missing of a set.</summary>
    public static Gaps In(IEnumerable<string> all, IReadOnlySet<string> met)
    {
        var (whole, missing) = (all.Distinct().ToArray(), all.Distinct().Where(name => !met.Contains(name)).ToArray());
        return new Gaps(whole.Length - missing.Length, whole.Length, missing);
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
public sealed record OperationCovered(
    string Id, string Evidence, long Requests, SortedDictionary<string, long> Answered, SortedDictionary<string, long> Faulted, long Lost,
    Gaps Statuses, Gaps Fields, string[] OnlyNull, Gaps EnumValues, Gaps Parameters, Gaps RequestFields, bool Sampled)
{
    /// <summary>Compares what was seen with the contract.</summary>
    public static OperationCovered Of(Contract contract, OperationSeen seen)
    {
        var paths = contract.Answers.Where(answer => answer.Key < 400).SelectMany(answer => answer.Value?.All() ?? []).ToLookup(IsWord);
        var statuses = seen.Statuses.Keys.Select(Text).ToHashSet();
        return new OperationCovered(
            contract.Id, contract.Evidence, seen.Statuses.Values.Sum() + seen.Faulted.Values.Sum() + seen.Lost, Text(seen.Statuses), Text(seen.Faulted), seen.Lost,
            Gaps.In(contract.Answers.Keys.Order().Select(Text), statuses),
            Gaps.In(paths[false], seen.Fields), [.. seen.Nulls.Where(path => !seen.Fields.Contains(path)).Order(StringComparer.Ordinal)],
            Gaps.In(paths[true], seen.Fields),
            Gaps.In(contract.Parameters.SelectMany(parameter => parameter.All), seen.Parameters),
            Gaps.In(contract.Request?.All() ?? [], seen.Inputs), seen.IsSampled);
    }

    /// <summary>Counts by the status as a text.</summary>
    public static SortedDictionary<string, long> Text(SortedDictionary<int, long> counts) =>
        new(counts.ToDictionary(count => Text(count.Key), count => count.Value), StringComparer.Ordinal);

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);

    private static bool IsWord(string path) => path.Contains('=');
}
