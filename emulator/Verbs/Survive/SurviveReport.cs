namespace Scopix.Emulator.Tool.Survive;

/// <summary>The result of all experiments.</summary>
internal sealed record SurviveReport
{
    public int Version { get; init; } = 1;

    public required DateTimeOffset StartedAt { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The program and its arguments, without keys.</summary>
    public required string[] Command { get; init; }

    public required long Seed { get; init; }

    public required int Parallel { get; init; }

    public required double HangAfterSeconds { get; init; }

    /// <summary>E.g. <c>survives 171 of 184 kinds of trouble</c>.</summary>
    public required string Sentence { get; init; }

    /// <summary>The number of experiments of each verdict in which the trouble was met.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    public required int Planned { get; init; }

    /// <summary>The experiments that were not run, because the budget was used up or the run was interrupted.</summary>
    public required int NotRun { get; init; }

    /// <summary>The experiments in which the command did not meet the trouble.</summary>
    public required int NotMet { get; init; }

    /// <summary>The operations that the clean run has called, and how often.</summary>
    public required IReadOnlyDictionary<string, int> Calls { get; init; }

    /// <summary>When the baseline began; null without one.</summary>
    public DateTimeOffset? Baseline { get; init; }

    public required ExperimentResult[] Experiments { get; init; }

    [JsonIgnore]
    public IEnumerable<ExperimentResult> Defects => Experiments.Where(experiment => experiment.IsDefect);

    /// <summary>The sentence for a badge: a command that fails and says why has not survived, but it has no defect.</summary>
    public static string Describe(IReadOnlyCollection<ExperimentResult> results)
    {
        var met = results.Where(result => result.IsMet).ToList();
        var legible = met.Count(result => result.Verdict == Verdicts.FailedLegibly);
        return $"survives {met.Count(result => result.Verdict == Verdicts.Survived)} of {met.Count} kinds of trouble"
            + (legible > 0 ? $", and says of {legible} more what went wrong" : "");
    }
}
