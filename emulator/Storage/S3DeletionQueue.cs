namespace Scopix.Storage;

/// <summary>
/// Deletions that run in the background, those of one lane in order. Later operations of a tenant wait for its lane, so that content that
/// is uploaded again is not deleted.
/// </summary>
internal sealed partial class S3DeletionQueue(ILogger log)
{
    private readonly Dictionary<string, Task> _lastByQueue = [];
    private readonly Lock _lock = new();

    /// <summary>A failure is logged, and leaves the objects.</summary>
    public void Enqueue(string lane, Func<Task> delete)
    {
        lock (_lock)
        {
            var before = _lastByQueue.GetValueOrDefault(lane, Task.CompletedTask);
            var now = Task.Run(() => RunAsync(before, delete));
            _lastByQueue[lane] = now;
            now.ContinueWith(_ => RemoveIfLast(lane, now), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Completes when all deletions of a lane are done.</summary>
    /// <exception cref="TimeoutException">They take longer.</exception>
    public Task WaitAsync(string lane, TimeSpan patience, CancellationToken cancel)
    {
        lock (_lock)
            return _lastByQueue.TryGetValue(lane, out var last) && !last.IsCompleted
                ? last.WaitAsync(patience, cancel) : Task.CompletedTask;
    }

    public async Task WaitOrTimeOutAsync(string lane, TimeSpan patience, CancellationToken cancel)
    {
        try
        {
            await WaitAsync(lane, patience, cancel);
        }
        catch (TimeoutException)
        {
        }
    }

    /// <summary>Waits until all deletions are done, or a time has passed.</summary>
    public async Task DrainAsync(TimeSpan patience)
    {
        Task all;
        lock (_lock) all = Task.WhenAll(_lastByQueue.Values);
        try
        {
            await all.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            LogDeletionsAbandoned(log);
        }
    }

    private async Task RunAsync(Task before, Func<Task> delete)
    {
        await before;
        try
        {
            await delete();
        }
        catch (Exception error) when (error is StorageUnavailableException or ObjectDisposedException)
        {
            LogFailed(log, error.Message);
        }
    }

    private void RemoveIfLast(string lane, Task done)
    {
        lock (_lock)
            if (_lastByQueue.GetValueOrDefault(lane) == done) _lastByQueue.Remove(lane);
    }

    [LoggerMessage(LogLevel.Error, "A deletion failed, and the objects stay in the bucket: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Deletions were in progress when the emulator stopped; the remaining objects stay in the bucket")]
    private static partial void LogDeletionsAbandoned(ILogger log);
}
