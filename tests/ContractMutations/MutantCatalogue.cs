using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Scopix.Contracts.Checks;

namespace Scopix.ContractMutations;

/// <summary>Creates all mutants and samples of them.</summary>
public static class MutantCatalogue
{
    private static readonly HashSet<string> AlwaysIncluded =
    [
        "filter ignored", "value not stored", "other tenant's item", "stale value", "state going backwards", "duplicate not detected",
        "wrong checksum accepted", "expired URL accepted", "wrong total", "wrong has_more", "order reversed", "shown late", "shown early",
        "out of order", "twice", "page border", "paging under writes", "idempotency", "concurrent completion",
    ];

    /// <summary>
    /// Creates every mutant of every operation from <c>operations.json</c>, the schemas and the inputs that the documents name.
    /// </summary>
    public static IReadOnlyList<Mutant> All(TrafficRecording recording)
    {
        var (requests, behaviours, refusals, times) =
            (new InputMutants(recording), new BehaviourMutants(recording), new RefusalMutants(recording), new TimeMutants(recording));
        var mutants = Operation.All.Where(IsRequest).SelectMany(o => GetResponseSchemas(o)
            .SelectMany(schema => BodyMutants.CreateFor(o.Id, schema)).Concat(requests.CreateFor(o)).Concat(behaviours.CreateFor(o))
            .Concat(refusals.CreateFor(o)).Concat(times.CreateFor(o)).Concat(PagingMutants.CreateFor(o)));
        return [.. mutants.Concat(refusals.CreateForStorage()).Concat(DuplicateMutants.All())
            .Concat(new RepetitionMutants(recording).All())];
    }

    /// <summary>
    /// Samples at most <paramref name="each"/> mutants of every class of every operation by the seed, and all of the behaviour classes.
    /// </summary>
    public static IReadOnlyList<Mutant> Sample(IEnumerable<Mutant> all, int each, int seed) =>
        [.. all.GroupBy(m => (m.Class, m.Operation))
            .SelectMany(
                g => g.OrderBy(m => ComputeSampleOrder(m, seed), StringComparer.Ordinal)
                    .Take(IsAlwaysIncluded(g.Key.Class) ? int.MaxValue : each))
            .OrderBy(m => m.Class, StringComparer.Ordinal).ThenBy(m => m.Operation, StringComparer.Ordinal)
            .ThenBy(m => m.Description, StringComparer.Ordinal)];

    private static bool IsAlwaysIncluded(string kind) => AlwaysIncluded.Contains(kind);

    /// <summary>Left out: WebSocket messages are not recorded.</summary>
    private static bool IsRequest(Operation operation) => operation.Responses.Keys.All(status => status[0] != '1');

    private static IEnumerable<string> GetResponseSchemas(
        Operation operation) => operation.Responses.Where(r => r.Key[0] == '2').Select(r => r.Value).OfType<string>();

    /// <summary>A mutant's place in the order of a seed.</summary>
    public static string ComputeSampleOrder(Mutant mutant, int seed) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{seed}|{mutant.Class}|{mutant.Operation}|{mutant.Description}"))));
}
