namespace Scopix.Media;

/// <summary>Limits the work of reading one document. Work is counted in steps of 20 to 50 nanoseconds, not in time, so the same file
/// always ends the same way. Spending steps also checks for cancellation.</summary>
internal class ReadingBudget(long fileLength, CancellationToken cancel = default)
{
    /// <summary>A file of 1 MB has 20 million steps, which take under a second.</summary>
    public const long BaseSteps = 8_000_000, StepsPerByte = 12;

    /// <summary>For a file of any length: about ten seconds.</summary>
    public const long MaxSteps = 200_000_000;
    private const long CancellationCheckInterval = 50_000;
    private long _stepsSinceCheck;

    public CancellationToken CancellationToken => cancel;
    public long StepsLeft { get; protected set; } = Math.Min(MaxSteps, BaseSteps + (StepsPerByte * Math.Min(fileLength, MaxSteps)));

    /// <exception cref="UnreadableDocumentException">All steps are used up.</exception>
    public void Spend(long steps = 1)
    {
        if ((StepsLeft -= steps) < 0)
            throw UnreadableDocumentException.CreateTooLarge("The document takes more work to read than is allowed.");
        if ((_stepsSinceCheck += steps) < CancellationCheckInterval) return;
        _stepsSinceCheck = 0;
        cancel.ThrowIfCancellationRequested();
    }
}
