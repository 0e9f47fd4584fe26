namespace Scopix.Emulator.Tool.Survive;

/// <summary>The two clean runs of the command, and the experiments that are planned from them.</summary>
/// <param name="Longest">The time of the longer one.</param>
/// <param name="Experiments">The experiments of both vendors, the most important first.</param>
/// <param name="Calls">The operations that the command has called, and how often.</param>
/// <param name="Output">What the second run has printed.</param>
internal sealed record CleanRuns(
    TimeSpan Longest, IReadOnlyList<PlannedExperiment> Experiments, IReadOnlyDictionary<string, int> Calls, string Output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <exception cref="CleanRunException">The command does not pass, or does not do the same twice.</exception>
    public static async Task<CleanRuns> RunAsync(ScopixEmulator emulator, SurviveOptions options, CancellationToken cancel)
    {
        SurviveRun[] runs = [new(emulator, 1), new(emulator, 2)];
        var request = new SurvivePlanRequest { Faults = options.Faults, Only = options.Only, Seed = options.Seed };
        await CheckAsync(runs[0].Scopix, request, cancel);
        var (longest, output) = (TimeSpan.Zero, "");
        foreach (var run in runs)
        {
            var result = await run.RunAsync(options.Command, Limit, cancel);
            if (result.ExitCode != 0) throw new CleanRunException(result);
            if (result.Elapsed > longest) longest = result.Elapsed;
            output = result.Output;
        }
        List<PlannedExperiment> experiments = [];
        Dictionary<string, int> calls = [];
        foreach (var isLlama in (bool[])[false, true])
        {
            var first = await runs[0].GetTenant(isLlama).Survival.PlanAsync(request, cancel);
            var second = await runs[1].GetTenant(isLlama).Survival.PlanAsync(request with { Clean = first.Clean }, cancel);
            if (second.Differences.Length > 0) throw new CleanRunException(second.Differences);
            experiments.AddRange(second.Experiments.Select((experiment, order) =>
                new PlannedExperiment(experiment, second.Clean, isLlama, order)));
            foreach (var call in second.Clean.Calls) calls[call.Operation] = calls.GetValueOrDefault(call.Operation) + call.Count;
        }
        foreach (var run in runs) await run.ClearAsync();
        if (calls.Count == 0) throw new CleanRunException(["It has sent no request to $SCOPIX_BASE_URL or $LLAMA_CLOUD_BASE_URL."]);
        if (experiments.Count == 0)
            throw new CleanRunException(["It calls nothing at which the trouble of --only and --faults can happen."]);
        return new CleanRuns(longest,
            [.. experiments.OrderBy(planned => planned.Experiment.Occurrence).ThenBy(planned => planned.Order)], calls, output);
    }

    /// <summary>Lets an empty tenant plan, which knows the operations.</summary>
    private static async Task CheckAsync(Tenant empty, SurvivePlanRequest request, CancellationToken cancel)
    {
        try
        {
            await empty.Survival.PlanAsync(request, cancel);
        }
        catch (EmulatorException error) when (error.Field is "only" or "faults")
        {
            var reason = error.Message[(error.Message.IndexOf($" {error.Field}: ", StringComparison.Ordinal) + 1)..];
            throw new SurviveUsageException($"--{reason}{(reason.EndsWith('?') ? "" : ".")}");
        }
    }
}

/// <summary>An experiment, and whose tenant it is for.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Clean">The clean run that it is compared with.</param>
/// <param name="IsLlama">True when it is for the tenant of LlamaCloud.</param>
/// <param name="Order">The place in its plan.</param>
internal sealed record PlannedExperiment(Experiment Experiment, CleanRun Clean, bool IsLlama, int Order);

/// <summary>The command does not pass without trouble, or does not do the same twice.</summary>
internal sealed class CleanRunException : Exception
{
    private const int MaxOutputLines = 30;

    public CleanRunException(CommandResult result) : base((result.ExitCode is { } exit
        ? $"The command must pass without any trouble, but it ended with {exit}." : "The command must pass, but it did not end.")
        + DescribeOutput(result.Output))
    {
    }

    public CleanRunException(IEnumerable<string> differences) : base(
        "Experiments with this command would say nothing. " + string.Join(' ', differences))
    {
    }

    private static string DescribeOutput(string output) => output.Trim().Length == 0 ? " It has printed nothing."
        : $" It has printed:\n{string.Join('\n', output.TrimEnd().Split('\n').TakeLast(MaxOutputLines))}";
}
