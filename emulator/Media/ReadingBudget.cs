namespace Scopix.Media;

/// <summary>
/// What reading one document may cost. Work is counted in steps, not by the clock, so that the same file always ends the same
/// way; a step is what takes some 20 to 50 nanoseconds. A reader spends them as it goes, and so notices that it is cancelled.
/// </summary>
internal sealed class ReadingBudget
{
    /// <summary>Steps that any file may take, and those for each of its bytes: a file of 1 MB has 20 million, under a second.</summary>
    public const long BaseSteps = 8_000_000, StepsPerByte = 12;

    /// <summary>The most steps a file may take, whatever its length: about ten seconds.</summary>
    public const long MaxSteps = 200_000_000;

    private const long CancellationCheckInterval = 50_000;
    private long _stepsSinceCheck;

    /// <summary>The budget of a file.</summary>
    /// <param name="fileLength">In bytes.</param>
    /// <param name="cancel">Looked at every 50,000 steps.</param>
    public ReadingBudget(long fileLength, CancellationToken cancel = default)
    {
        StepsLeft = Math.Min(MaxSteps, BaseSteps + (StepsPerByte * Math.Min(fileLength, MaxSteps)));
        CancellationToken = cancel;
    }

    /// <summary>Ends the reading: its client is gone, or it takes too long.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>How many steps are left.</summary>
    public long StepsLeft { get; private set; }

    /// <summary>Counts work that is done, or about to be.</summary>
    /// <exception cref="UnreadableDocumentException">All steps are used up.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Spend(long steps = 1)
    {
        if ((StepsLeft -= steps) < 0)
            throw UnreadableDocumentException.CreateTooLarge("The document takes more work to read than is allowed.");
        if ((_stepsSinceCheck += steps) < CancellationCheckInterval) return;
        _stepsSinceCheck = 0;
        CancellationToken.ThrowIfCancellationRequested();
    }
}
