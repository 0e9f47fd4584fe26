using System.Diagnostics;
using Scopix.Contracts.Runner;

namespace Scopix.ContractMutations;

/// <summary>Runs the suite against every mutant: first the cases that are likely to fail, then the rest, until one fails.</summary>
public sealed class MutationCampaign(SuiteRunner suite, TrafficRecording recording)
{
    private const int LikelyTestCount = 6;
    private const int MaxKnownKillers = 4;
    private readonly Dictionary<string, List<string>> _killers = [];
    private readonly Lock _gate = new();

    /// <summary>Records a run without defects, which must pass, as the basis of all other runs.</summary>
    public static async Task<MutationCampaign> RecordCleanRunAsync(SuiteRunner suite)
    {
        var recording = new TrafficRecording();
        var outcome = await Task.Run(() =>
        {
            new TrafficInterceptor(recording.RecordAsync).Activate();
            return suite.RunAsync(suite.Cases.Keys, parallelism: 16, untilFailure: false);
        });
        if (outcome.Failure is { } failure)
            throw new InvalidOperationException($"The clean run failed: {suite.NameOf(failure.Test)}: {failure.Message}");
        recording.BuildIndex();
        HttpTransport.PollTimeout = TimeSpan.FromSeconds(8);
        return new(suite, recording);
    }

    /// <summary>The exchanges of the clean run.</summary>
    public TrafficRecording Recording => recording;

    /// <summary>Runs all mutants, several in parallel.</summary>
    public async Task<IReadOnlyList<Verdict>> RunAsync(IReadOnlyList<Mutant> mutants, int parallelism, Action<Verdict> onVerdict)
    {
        var verdicts = new Verdict[mutants.Count];
        await Parallel.ForAsync(0, mutants.Count, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, async (i, _) =>
        {
            verdicts[i] = await Task.Run(() => TryAsync(mutants[i]));
            onVerdict(verdicts[i]);
        });
        return verdicts;
    }

    /// <summary>Runs the cases that a mutant affects without the defect: none may fail.</summary>
    public async Task<Verdict> RunWithoutDefectAsync(Mutant mutant) =>
        await TryAsync(mutant with { CreateDefect = () => async intercepted => (await intercepted.SendAsync(), true) }, isControl: true);

    private async Task<Verdict> TryAsync(Mutant mutant, bool isControl = false)
    {
        var (clock, applied, isCutShort) = (Stopwatch.StartNew(), 0, false);
        CaseLog.Observer.Value = _ => { };
        var tests = recording.TestsFor(mutant).Where(suite.Cases.ContainsKey).ToList();
        var likely = PickLikelyTests(mutant, tests);
        foreach (var some in new[] { likely, [.. tests.Except(likely)] }.Where(some => some.Count > 0))
        {
            var defect = mutant.CreateDefect();
            new TrafficInterceptor(async intercepted =>
            {
                var (response, isChanged) = await defect(intercepted);
                if (isChanged) Interlocked.Increment(ref applied);
                return response;
            }).Activate();
            var outcome = await suite.RunAsync(some, parallelism: 8);
            isCutShort |= outcome.IsCutShort;
            if (outcome.Failure is { } unrelated && applied == 0)
                Console.WriteLine($"NOT APPLIED {mutant.Description}: {suite.NameOf(unrelated.Test)}: {unrelated.Message}");
            if (outcome.Failure is not { } failure || applied == 0) continue;
            if (!isControl) RememberKiller(mutant, failure.Test);
            return new(mutant, tests.Count, applied, suite.NameOf(failure.Test), failure.Message, clock.Elapsed, isCutShort);
        }

        return new(mutant, tests.Count, applied, null, null, clock.Elapsed, isCutShort);
    }

    private List<string> PickLikelyTests(Mutant mutant, List<string> tests)
    {
        lock (_gate)
        {
            var known = _killers.GetValueOrDefault(mutant.Operation, []).Where(tests.Contains).Take(MaxKnownKillers);
            return [.. known.Concat(tests).Distinct().Take(LikelyTestCount)];
        }
    }

    private void RememberKiller(Mutant mutant, string test)
    {
        lock (_gate)
        {
            var killers = _killers.TryGetValue(mutant.Operation, out var found) ? found : _killers[mutant.Operation] = [];
            killers.Remove(test);
            killers.Insert(0, test);
        }
    }
}
