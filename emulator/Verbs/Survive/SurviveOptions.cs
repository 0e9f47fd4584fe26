namespace Scopix.Emulator.Tool.Survive;

/// <summary>What is run, and under which trouble.</summary>
internal sealed record SurviveOptions
{
    /// <summary>The program and its arguments.</summary>
    public required string[] Command { get; init; }

    /// <summary>Operations or families; null for all that the command calls.</summary>
    public string[]? Only { get; init; }

    /// <summary>Categories of trouble; null for all.</summary>
    public string[]? Faults { get; init; }

    /// <summary>After this time no experiment begins, and the running ones are stopped; null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>How many experiments run at once.</summary>
    public required int Parallel { get; init; }

    public required long Seed { get; init; }

    /// <summary>A command that runs longer has hung; null for the larger of 45 seconds and ten times the clean run.</summary>
    public TimeSpan? HangAfter { get; init; }

    /// <summary>The folder of the report.</summary>
    public required string Report { get; init; }

    /// <summary>The report of an earlier run; null for none.</summary>
    public SurviveReport? Baseline { get; init; }

    public required FailCondition FailOn { get; init; }

    /// <summary>Whether experiments that the folder has results of are not run again.</summary>
    public bool Resumes { get; init; }

    public bool IsJson { get; init; }
}
