namespace Scopix.Emulator;

/// <summary>How a client's command ended in an experiment.</summary>
/// <param name="Experiment">The experiment, as it was planned.</param>
/// <param name="Clean">The clean run of the plan.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record VerdictRequest(Experiment Experiment, CleanRun Clean)
{
    /// <summary>The exit code of the command, 0 when it passed; null when it was stopped because it did not end.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The end of what the command has printed, at most 262,144 characters; null for nothing.</summary>
    public string? Output { get; init; }

    /// <summary>
    /// The same of the clean run; words that it has too do not name a trouble. Null for nothing.
    /// </summary>
    public string? CleanOutput { get; init; }

    /// <summary>The command, at most 2,000 characters, for the reproduction; null for none.</summary>
    public string? Command { get; init; }
}

/// <summary>What became of a client in an experiment.</summary>
/// <param name="Verdict">One of <see cref="Verdicts"/>.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Hits">How often the faults have acted; 0 means that the trouble was not met, and the verdict says nothing.</param>
/// <param name="WaitsMs">The real milliseconds between each failed answer and the repetition of its request.</param>
/// <param name="Found">What the client has called and left behind.</param>
/// <param name="Advice">What to do about it, and what the documents say; null when nothing is to be done.</param>
/// <param name="Reproduction">The smallest way to see it again.</param>
public sealed record ExperimentVerdict(
    string Verdict, string Reason, int Hits, int[] WaitsMs, CleanRun Found, string? Advice, Reproduction Reproduction);

/// <summary>How to see the result of an experiment again with a running emulator.</summary>
/// <param name="Setup">
/// Commands that add the faults, and advance the clock, for the tenant of <c>$SCOPIX_API_KEY</c> or <c>$LLAMA_CLOUD_API_KEY</c>.
/// </param>
/// <param name="Requests">The requests around the trouble, one in a line.</param>
/// <param name="Command">The client's command; null when it is not known.</param>
public sealed record Reproduction(string[] Setup, string[] Requests, string? Command);

/// <summary>The words of verdicts, from good to bad.</summary>
public static class Verdicts
{
    /// <summary>The command passed, and what is there equals the clean run.</summary>
    public const string Survived = "survived";

    /// <summary>The command failed and named what went wrong.</summary>
    public const string FailedLegibly = "failed_legibly";

    /// <summary>The command failed without naming what went wrong.</summary>
    public const string FailedBlindly = "failed_blindly";

    /// <summary>Direct uploads are left open that nobody will complete.</summary>
    public const string Leaked = "leaked";

    /// <summary>Requests were repeated without waiting, too often, or before Retry-After.</summary>
    public const string Hammered = "hammered";

    /// <summary>The command passed, but less is there than after the clean run.</summary>
    public const string Lost = "lost";

    /// <summary>There are more files, sessions or exports than after the clean run.</summary>
    public const string Duplicated = "duplicated";

    /// <summary>The command did not end.</summary>
    public const string Hung = "hung";

    /// <summary>All words.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Survived, FailedLegibly, FailedBlindly, Leaked, Hammered, Lost, Duplicated, Hung];
}
