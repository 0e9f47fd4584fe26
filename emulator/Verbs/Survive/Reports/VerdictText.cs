namespace Scopix.Emulator.Tool.Survive.Reports;

/// <summary>Verdicts for people.</summary>
internal static class VerdictText
{
    /// <summary>What stands in a cell of the matrix.</summary>
    public static string GetSign(ExperimentResult result) => !result.IsMet ? "·" : result.Verdict switch
    {
        Verdicts.Survived => "✓",
        Verdicts.FailedLegibly => "!",
        Verdicts.FailedBlindly => "?",
        Verdicts.Leaked => "⌀",
        Verdicts.Hammered => "≫",
        Verdicts.Lost => "−",
        Verdicts.Duplicated => "2×",
        _ => "∞",
    };

    /// <summary>E.g. <c>failed legibly</c>.</summary>
    public static string GetWords(string verdict) => verdict.Replace('_', ' ');

    /// <summary>What a verdict means, in a sentence.</summary>
    public static string Describe(string verdict) => verdict switch
    {
        Verdicts.Survived => "The command passed, and what is there equals the clean run.",
        Verdicts.FailedLegibly => "The command failed and named what went wrong.",
        Verdicts.FailedBlindly => "The command failed, and its output does not name what went wrong.",
        Verdicts.Leaked => "Direct uploads are left open, neither completed nor aborted.",
        Verdicts.Hammered => "Requests were repeated before Retry-After, without waiting, or too often.",
        Verdicts.Lost => "The command passed, but less is there than after the clean run.",
        Verdicts.Duplicated => "There are more files, sessions or exports than after the clean run.",
        _ => "The command did not end and was stopped.",
    };
}
