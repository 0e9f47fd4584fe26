using System.Collections.Concurrent;
using System.Diagnostics;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Runner;

namespace Scopix.ContractMutations;

/// <summary>
/// Plants several defects at once, runs all cases that they affect to the end, and judges whether each is named by a cause of its own.
/// </summary>
public sealed class CauseCampaign(SuiteRunner suite, TrafficRecording recording, int maxCases)
{
    private readonly ConcurrentDictionary<Mutant, HashSet<string>> _keys = new();

    /// <summary>Runs each defect alone; those that show nothing in the chosen cases are not in the result.</summary>
    public async Task<IReadOnlyList<PlantedDefects>> RunAloneAsync(IReadOnlyList<Mutant> mutants, int parallelism)
    {
        var alone = await RunAllAsync([.. mutants.Select(mutant => new DefectSet([mutant]))], parallelism);
        return [.. alone.Where(planted => planted.Causes.Count > 0)];
    }

    /// <summary>Runs sets of defects, each of which was run alone before.</summary>
    public async Task<IReadOnlyList<PlantedDefects>> RunAllAsync(IReadOnlyList<DefectSet> sets, int parallelism)
    {
        var results = new PlantedDefects[sets.Count];
        await Parallel.ForAsync(0, sets.Count, new ParallelOptions { MaxDegreeOfParallelism = parallelism },
            async (i, _) => results[i] = await Task.Run(() => RunAsync(sets[i])));
        return results;
    }

    /// <summary>Draws sets of distinct defects, most of different operations.</summary>
    public static IReadOnlyList<DefectSet> Draw(IReadOnlyList<Mutant> pool, int size, int count, int seed)
    {
        var (random, sets) = (new Random(seed), new List<DefectSet>());
        for (var attempt = 0; sets.Count < count && attempt < count * 200; attempt++)
        {
            var first = pool[random.Next(pool.Count)];
            var candidates = sets.Count % 3 == 0 ? [.. pool.Where(other => other.Operation == first.Operation)] : pool;
            var drawn = new List<Mutant> { first };
            for (var i = 0; i < 20 && drawn.Count < size; i++)
            {
                var next = candidates[random.Next(candidates.Count)];
                if (drawn.TrueForAll(other => other != next && DefectSet.AreDistinct(other, next))) drawn.Add(next);
            }
            if (drawn.Count == size) sets.Add(new(drawn));
        }
        return sets;
    }

    private async Task<PlantedDefects> RunAsync(DefectSet set)
    {
        var (clock, deviations, applied) = (Stopwatch.StartNew(), new ConcurrentQueue<CaseDeviation>(), new int[set.Mutants.Count]);
        var tests = set.Mutants.SelectMany(mutant => recording.TestsFor(mutant).Where(suite.Cases.ContainsKey).Take(maxCases)).Distinct();
        new TrafficInterceptor(set.CreateHandler(index => Interlocked.Increment(ref applied[index]))).Activate();
        CaseLog.Observer.Value = deviations.Enqueue;
        await suite.RunAsync([.. tests], parallelism: 8, untilFailure: false);

        var causes = CauseFinder.Find(deviations);
        if (set.Mutants is [var only]) _keys[only] = [.. deviations.Select(CauseFinder.GetKey)];
        var named = FindNamed(set.Mutants, set.Mutants, causes, []);
        return new(set.Mutants, named, causes, [.. applied.Select(count => count > 0)], clock.Elapsed);
    }

    /// <summary>The largest number of defects that have causes of their own.</summary>
    private List<Mutant> FindNamed(
        IReadOnlyList<Mutant> set, IReadOnlyList<Mutant> rest, IReadOnlyList<Cause> causes, HashSet<Cause> taken)
    {
        if (rest.Count == 0) return [];
        var (mutant, others) = (rest[0], (Mutant[])[.. rest.Skip(1)]);
        var best = FindNamed(set, others, causes, taken);
        foreach (var cause in causes.Where(cause => !taken.Contains(cause) && IsOwn(cause, mutant, set)))
        {
            List<Mutant> named = [mutant, .. FindNamed(set, others, causes, [.. taken, cause])];
            if (named.Count > best.Count) best = named;
        }
        return best;
    }

    /// <summary>
    /// Whether a cause names a defect, and the deviation that stands for the cause is one that no other defect of the set shows alone.
    /// </summary>
    private bool IsOwn(Cause cause, Mutant mutant, IReadOnlyList<Mutant> set)
    {
        var key = CauseFinder.GetKey(cause.First);
        if (set.Any(other => other != mutant && _keys.GetValueOrDefault(other, []).Contains(key))) return false;
        return DefectPlace.Names(cause, mutant)
            || (DefectPlace.IsShownElsewhere(mutant) && (set.Count == 1 || _keys.GetValueOrDefault(mutant, []).Contains(key)));
    }
}
