namespace Scopix.Emulator;

/// <summary>An experiment and what became of the test in it.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Failure">What the test has thrown; null when it passed or hung.</param>
public sealed record SurvivalResult(Experiment Experiment, ExperimentVerdict Verdict, Exception? Failure)
{
    /// <summary>True when the test has met the trouble and neither survived it nor named it.</summary>
    public bool IsDefect => Verdict.Hits > 0 && Verdict.Verdict is not (Verdicts.Survived or Verdicts.FailedLegibly);

    /// <summary>Fails a test case when there is a defect.</summary>
    /// <exception cref="SurvivalException">There is a defect; the message says how to see it again.</exception>
    public void ThrowIfDefect()
    {
        if (IsDefect) throw new SurvivalException(this);
    }

    /// <summary>The experiment's id and the verdict, for the name of a test case.</summary>
    public override string ToString() => $"{Experiment.Id}: {Verdict.Verdict}";
}

/// <summary>A test does not survive an experiment.</summary>
public sealed class SurvivalException : Exception
{
    internal SurvivalException(SurvivalResult result) : base(string.Join('\n',
        [
            $"{result}. {result.Experiment.Description} {result.Verdict.Reason}", result.Verdict.Advice ?? "",
            .. result.Verdict.Reproduction.Setup, .. result.Verdict.Reproduction.Requests,
        ]), result.Failure)
    {
    }

    internal SurvivalException(IEnumerable<string> differences) : base(
        "Experiments with this test would say nothing. " + string.Join(' ', differences))
    {
    }
}
