namespace Scopix.Emulator.Tool.Survive;

/// <summary>An experiment and what became of the command in it.</summary>
internal sealed record ExperimentResult
{
    public required string Id { get; init; }

    public required string Operation { get; init; }

    public required int Occurrence { get; init; }

    public required string Kind { get; init; }

    public required string Category { get; init; }

    public required string Description { get; init; }

    public required bool Lasting { get; init; }

    public required string Evidence { get; init; }

    public required string Source { get; init; }

    /// <summary>One of <see cref="Verdicts"/>.</summary>
    public required string Verdict { get; init; }

    public required string Reason { get; init; }

    /// <summary>With 0 the command has not met the trouble, and the verdict says nothing.</summary>
    public required int Hits { get; init; }

    /// <summary>Null when the command was stopped because it did not end.</summary>
    public int? ExitCode { get; init; }

    public required double Seconds { get; init; }

    public required int[] WaitsMs { get; init; }

    public string? Advice { get; init; }

    public required Reproduction Reproduction { get; init; }

    /// <summary>The file with what the command has printed, in the folder of the report.</summary>
    public required string Output { get; init; }

    /// <summary>True when the baseline has no such defect; null without a baseline.</summary>
    public bool? IsNew { get; init; }

    [JsonIgnore]
    public bool IsMet => Hits > 0;

    [JsonIgnore]
    public bool IsDefect => IsMet && Verdict is not (Verdicts.Survived or Verdicts.FailedLegibly);

    /// <summary>The row of the matrix: the operation and its occurrence.</summary>
    [JsonIgnore]
    public string Call => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    public static ExperimentResult From(Experiment experiment, ExperimentVerdict verdict, CommandResult command, string output) => new()
    {
        Id = experiment.Id,
        Operation = experiment.Operation,
        Occurrence = experiment.Occurrence,
        Kind = experiment.Kind,
        Category = experiment.Category,
        Description = experiment.Description,
        Lasting = experiment.Lasting,
        Evidence = experiment.Evidence,
        Source = experiment.Source,
        Verdict = verdict.Verdict,
        Reason = verdict.Reason,
        Hits = verdict.Hits,
        ExitCode = command.ExitCode,
        Seconds = Math.Round(command.Elapsed.TotalSeconds, 3),
        WaitsMs = verdict.WaitsMs,
        Advice = verdict.Advice,
        Reproduction = verdict.Reproduction,
        Output = output,
    };
}
