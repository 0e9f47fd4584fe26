using System.Diagnostics;
using Scopix.Contracts.Runner;

namespace Scopix.ContractMutations;

/// <summary>Runs the suite against every mutant: first those cases that need least, then the rest, until one fails.</summary>
public sealed class MutationCampaign(SuiteRunner suite, TrafficRecording recording)
{
    private const int LikelyTestCount = 6;
    private const int MaxKnownKillers = 4;
    private readonly Dictionary<string, List<string>> _killers = [];
    private readonly Lock _gate = new();

    /// <summary>A run without any defect, from which everything else is derived; it must be green.</summary>
    public static async Task<MutationCampaign> RecordCleanRunAsync(SuiteRunner suite)
    {
        var recording = new TrafficRecording();
        var outcome = await Task.Run(() =>
        {
            new TrafficInterceptor(recording.RecordAsync).Activate();
            return suite.RunAsync(suite.Cases.Keys, atOnce: 16, untilFailure: false);
        });
        if (outcome.Failure is { } failure)
            throw new InvalidOperationException($"The clean run is not green: {suite.NameOf(failure.Test)}: {failure.Message}");
        recording.BuildIndex();
        HttpTransport.PollTimeout = TimeSpan.FromSeconds(8);
        return new(suite, recording);
    }

    /// <summary>What the clean run saw.</summary>
    public TrafficRecording Recording => recording;

    /// <summary>Tries all mutants, some side by side.</summary>
    public async Task<IReadOnlyList<Verdict>> RunAsync(IReadOnlyList<Mutant> mutants, int sideBySide, Action<Verdict> done)
    {
        var verdicts = new Verdict[mutants.Count];
        await Parallel.ForAsync(0, mutants.Count, new ParallelOptions { MaxDegreeOfParallelism = sideBySide }, async (i, _) =>
        {
            verdicts[i] = await Task.Run(() => TryAsync(mutants[i]));
            done(verdicts[i]);
        });
        return verdicts;
    }

    /// <summary>Runs the cases that a mutant concerns without the mutant: none may fail, or kills mean nothing.</summary>
    public async Task<Verdict> RunWithoutDefectAsync(Mutant mutant) =>
        await TryAsync(mutant with { CreateDefect = () => async intercepted => (await intercepted.SendAsync(), true) }, isControl: true);

    private async Task<Verdict> TryAsync(Mutant mutant, bool isControl = false)
    {
        var (clock, applied) = (Stopwatch.StartNew(), 0);
        var tests = recording.TestsFor(mutant).Where(suite.Cases.ContainsKey).ToList();
        var likely = PickLikelyTests(mutant, tests);
        foreach (var some in new[] { likely, [.. tests.Except(likely)] }.Where(some => some.Count > 0))
        {
            var defect = mutant.CreateDefect();
            new TrafficInterceptor(async intercepted =>
            {
                var (reply, isChanged) = await defect(intercepted);
                if (isChanged) Interlocked.Increment(ref applied);
                return reply;
            }).Activate();
            var outcome = await suite.RunAsync(some, atOnce: 8);
            if (outcome.Failure is not { } failure || applied == 0) continue;
            if (!isControl) RememberKiller(mutant, failure.Test);
            return new(mutant, tests.Count, applied, suite.NameOf(failure.Test), failure.Message, clock.Elapsed);
        }

        return new(mutant, tests.Count, applied, null, null, clock.Elapsed);
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
