namespace Scopix.Emulator.Tool.Survive;

/// <summary>Which results make the exit code 1.</summary>
/// <param name="Verdicts">The verdicts that do.</param>
/// <param name="OnlyNew">True for those alone that the baseline does not have.</param>
internal sealed record FailCondition(IReadOnlyCollection<string> Verdicts, bool OnlyNew)
{
    public const string Default = "defects";

    private static readonly string[] Defects =
        [.. Emulator.Verdicts.All.Except([Emulator.Verdicts.Survived, Emulator.Verdicts.FailedLegibly])];

    /// <summary>The values of <c>--fail-on</c> beside the verdicts.</summary>
    public static readonly string[] Words = [Default, "new", "none"];

    /// <summary>Null when a word is unknown.</summary>
    public static FailCondition? Parse(string text) => text switch
    {
        Default => new(Defects, false),
        "new" => new(Defects, true),
        "none" => new([], false),
        _ => text.Split(',', StringSplitOptions.TrimEntries) is var verdicts
            && verdicts.All(Emulator.Verdicts.All.Contains) ? new(verdicts, false) : null,
    };

    public bool IsMet(SurviveReport report) => report.Experiments.Any(IsMet);

    public bool IsMet(ExperimentResult result) =>
        result.IsMet && Verdicts.Contains(result.Verdict) && (!OnlyNew || result.IsNew != false);
}
