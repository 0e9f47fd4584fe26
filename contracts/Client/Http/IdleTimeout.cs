namespace Scopix.Client;

/// <summary>The time limit of one attempt; it cancels the attempt when there is no progress for that long.</summary>
internal sealed class IdleTimeout : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;
    private readonly TimeSpan _limit;

    public IdleTimeout(ScopixClientOptions options, CancellationToken cancel)
    {
        _limit = options.Timeout;
        _timer = new CancellationTokenSource(_limit, options.TimeProvider);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(cancel, _timer.Token);
    }

    public CancellationToken Token => _linked.Token;

    /// <summary>Notes progress and restarts the time limit.</summary>
    public void Restart() => _timer.CancelAfter(_limit);

    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
