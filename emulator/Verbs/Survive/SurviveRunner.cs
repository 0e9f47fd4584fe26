using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Scopix.Contracts.Checks;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>Runs the command cleanly, and then once for each experiment.</summary>
internal sealed class SurviveRunner(SurviveOptions options, SurviveConsole console)
{
    private const int MaxJudgedOutput = 262_144, MaxCommand = 2_000;

    private static readonly TimeSpan LeastHangAfter = TimeSpan.FromSeconds(45);

    private readonly ReportFolder _folder = new(options.Report);
    private readonly Lock _lock = new();
    private readonly List<ExperimentResult> _results = [];
    private readonly string _command = Redaction.RedactText(ShellText.Join(options.Command));
    private int _lastRun = 2; // the clean runs
    private string _cleanOutput = "";
    private Exception? _failure;

    /// <summary>What has ended the run early; null when nothing has.</summary>
    public Exception? Failure => _failure;

    /// <param name="interrupted">Stops all commands; the report has what was judged before.</param>
    /// <exception cref="CleanRunException">The command does not pass without trouble.</exception>
    public async Task<SurviveReport> RunAsync(CancellationToken interrupted)
    {
        if (!ChildCommand.Exists(options.Command[0]))
            throw new SurviveUsageException($"There is no program {options.Command[0]}.");
        var known = _folder.Open(RunIdentity.From(options), options.Resumes);
        console.PrintStart(options);
        var started = (At: TimeProvider.System.GetUtcNow(), Ticks: Stopwatch.GetTimestamp());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        if (options.Budget is { } budget) stop.CancelAfter(budget);
        await using var emulator = await ScopixEmulator.StartAsync(defaults => defaults with
        {
            Log = LogMode.Off,
            LoggerFactory = NullLoggerFactory.Instance,
            Journal = 20_000,
            JournalBytes = 32L * 1024 * 1024,
        }, interrupted);
        var clean = await CleanRuns.RunAsync(emulator, options, stop.Token);
        _cleanOutput = GetEnd(clean.Output);
        var hangAfter = options.HangAfter ?? TimeSpan.FromSeconds(Math.Max(LeastHangAfter.TotalSeconds, 10 * clean.Longest.TotalSeconds));
        _results.AddRange(clean.Experiments.Where(planned => known.ContainsKey(planned.Experiment.Id))
            .Select(planned => known[planned.Experiment.Id]));
        console.PrintPlan(clean, _results.Count);

        var waiting = new Queue<PlannedExperiment>(clean.Experiments.Where(planned => !known.ContainsKey(planned.Experiment.Id)));
        await Task.WhenAll(Enumerable.Range(0, options.Parallel).Select(_ => WorkAsync(emulator, waiting, hangAfter, stop)));
        return CreateReport(clean, hangAfter, started.At, Stopwatch.GetElapsedTime(started.Ticks));
    }

    private async Task WorkAsync(
        ScopixEmulator emulator, Queue<PlannedExperiment> waiting, TimeSpan hangAfter, CancellationTokenSource stop)
    {
        while (!stop.IsCancellationRequested && Take() is { } planned)
        {
            try
            {
                await RunAsync(emulator, planned, hangAfter, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the others are stopped, the report is written, and then the verb names it
            catch (Exception error)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref _failure, error, null);
                await stop.CancelAsync();
                return;
            }
        }

        PlannedExperiment? Take()
        {
            lock (_lock) return waiting.TryDequeue(out var next) ? next : null;
        }
    }

    private async Task RunAsync(ScopixEmulator emulator, PlannedExperiment planned, TimeSpan hangAfter, CancellationToken stop)
    {
        var run = new SurviveRun(emulator, Interlocked.Increment(ref _lastRun));
        var tenant = run.GetTenant(planned.IsLlama);
        await tenant.Survival.PrepareAsync(planned.Experiment, stop);
        var command = await run.RunAsync(options.Command, hangAfter, stop);
        var verdict = await tenant.Survival.JudgeAsync(new VerdictRequest(planned.Experiment, planned.Clean)
        {
            ExitCode = command.ExitCode,
            Output = GetEnd(command.Output),
            CleanOutput = _cleanOutput,
            Command = _command.Length <= MaxCommand ? _command : _command[..MaxCommand],
        }, CancellationToken.None);
        await run.ClearAsync();
        var result = WithPublicAddress(ExperimentResult.From(
            planned.Experiment, verdict, command, ReportFolder.GetOutputFile(planned.Experiment)), emulator.BaseAddress);
        lock (_lock)
        {
            _folder.Save(result, command.Output);
            _results.Add(result);
            console.PrintResult(result, _results.Count);
        }
    }

    private static string GetEnd(string output) => output.Length <= MaxJudgedOutput ? output : output[^MaxJudgedOutput..];

    /// <summary>The emulator of this run has gone when somebody reads the report.</summary>
    private static ExperimentResult WithPublicAddress(ExperimentResult result, Uri address)
    {
        var (own, common) = (address.AbsoluteUri, $"http://127.0.0.1:{new EmulatorOptions().Port}/");
        var setup = result.Reproduction.Setup.Select(line => line.Replace(own, common, StringComparison.Ordinal));
        return result with { Reproduction = result.Reproduction with { Setup = [.. setup] } };
    }

    private SurviveReport CreateReport(CleanRuns clean, TimeSpan hangAfter, DateTimeOffset startedAt, TimeSpan elapsed)
    {
        var order = clean.Experiments.Select((planned, index) => (planned.Experiment.Id, index)).ToDictionary();
        var baseline = options.Baseline?.Experiments.Where(result => result.IsDefect).Select(result => result.Id).ToHashSet();
        ExperimentResult[] results =
        [
            .. _results.OrderBy(result => order[result.Id]).Select(result =>
                result with { IsNew = baseline is null ? null : result.IsDefect && !baseline.Contains(result.Id) }),
        ];
        return new SurviveReport
        {
            StartedAt = startedAt,
            Seconds = Math.Round(elapsed.TotalSeconds, 1),
            Command = [.. options.Command.Select(Redaction.RedactText)],
            Seed = options.Seed,
            Parallel = options.Parallel,
            HangAfterSeconds = Math.Round(hangAfter.TotalSeconds, 1),
            Sentence = SurviveReport.Describe(results),
            Counts = Verdicts.All.ToDictionary(word => word, word => results.Count(result => result.IsMet && result.Verdict == word)),
            Planned = clean.Experiments.Count,
            NotRun = clean.Experiments.Count - results.Length,
            NotMet = results.Count(result => !result.IsMet),
            Calls = clean.Calls,
            Baseline = options.Baseline?.StartedAt,
            Experiments = results,
        };
    }
}
