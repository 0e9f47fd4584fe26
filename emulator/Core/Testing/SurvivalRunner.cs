using System.Diagnostics;

namespace Scopix.Emulator;

/// <summary>Runs a test twice without trouble, and then once for each experiment, each time with a new tenant.</summary>
internal sealed class SurvivalRunner(ScopixEmulator emulator, Func<Tenant, Task> test, SurvivalOptions options)
{
    private static readonly TimeSpan LeastHangAfter = TimeSpan.FromSeconds(15);

    /// <exception cref="SurvivalException">The test does not do the same twice, or calls nothing.</exception>
    public async Task<IReadOnlyList<SurvivalResult>> RunAsync(IEnumerable<string>? faults, CancellationToken cancellationToken)
    {
        var request = new SurvivePlanRequest { Faults = faults?.ToArray(), Only = options.Only?.ToArray(), Seed = options.Seed };
        var started = Stopwatch.GetTimestamp();
        var first = await PlanAsync(request, cancellationToken);
        var plan = await PlanAsync(request with { Clean = first.Clean }, cancellationToken);
        if (plan.Differences.Length > 0) throw new SurvivalException(plan.Differences);
        if (plan.Clean.Calls.Length == 0) throw new SurvivalException(["It has called nothing."]);
        var hangAfter = options.HangAfter
            ?? TimeSpan.FromSeconds(Math.Max(LeastHangAfter.TotalSeconds, 5 * Stopwatch.GetElapsedTime(started).TotalSeconds));

        var experiments = plan.Experiments.Take(options.Limit ?? int.MaxValue).ToArray();
        var results = new SurvivalResult[experiments.Length];
        await Parallel.ForAsync(0, experiments.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Parallel), CancellationToken = cancellationToken },
            async (i, cancel) => results[i] = await RunAsync(experiments[i], plan.Clean, hangAfter, cancel));
        return results;
    }

    private async Task<SurvivePlan> PlanAsync(SurvivePlanRequest request, CancellationToken cancellationToken)
    {
        var tenant = emulator.NewTenant();
        await test(tenant);
        return await tenant.Survival.PlanAsync(request, cancellationToken);
    }

    private async Task<SurvivalResult> RunAsync(
        Experiment experiment, CleanRun clean, TimeSpan hangAfter, CancellationToken cancellationToken)
    {
        var tenant = emulator.NewTenant();
        await tenant.Survival.PrepareAsync(experiment, cancellationToken);
        var (exitCode, failure) = await TryAsync(tenant, hangAfter, cancellationToken);
        var verdict = await tenant.Survival.JudgeAsync(
            new VerdictRequest(experiment, clean) { ExitCode = exitCode, Output = Shorten(failure?.ToString()) }, cancellationToken);
        return new SurvivalResult(experiment, verdict, failure);
    }

    private async Task<(int? ExitCode, Exception? Failure)> TryAsync(Tenant tenant, TimeSpan limit, CancellationToken cancellationToken)
    {
        var running = Task.Run(() => test(tenant), cancellationToken);
        try
        {
            await Task.WhenAny(running).WaitAsync(limit, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            _ = running.ContinueWith(static task => task.Exception, TaskScheduler.Default); // nobody waits for it any more
            return (null, null);
        }
        return running.IsCompletedSuccessfully ? (0, null) : (1, running.Exception?.InnerException ?? new TaskCanceledException(running));
    }

    private static string? Shorten(string? text) => text is { Length: > 100_000 } ? text[..100_000] : text;
}
