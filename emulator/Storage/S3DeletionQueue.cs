namespace Scopix.Storage;

/// <summary>
/// Deletions that nobody needs to wait for, those of one lane in the order they were asked for. Whatever a tenant does
/// afterwards waits for its lane: content that comes again must not be found and then deleted.
/// </summary>
internal sealed partial class S3DeletionQueue(ILogger log)
{
    private readonly Dictionary<string, Task> _lastByQueue = [];
    private readonly Lock _lock = new();

    /// <summary>Deletes soon; a failure is logged and leaves what it was about.</summary>
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

    /// <summary>Completes when everything that was to be deleted in a lane is.</summary>
    /// <exception cref="TimeoutException">It takes longer.</exception>
    public Task WaitAsync(string lane, TimeSpan patience, CancellationToken cancel)
    {
        lock (_lock)
            return _lastByQueue.TryGetValue(lane, out var last) && !last.IsCompleted
                ? last.WaitAsync(patience, cancel) : Task.CompletedTask;
    }

    /// <summary>The same, but late is as good.</summary>
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

    /// <summary>Completes when everything is deleted, or after a while.</summary>
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
            LogGivenUp(log);
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

    [LoggerMessage(LogLevel.Error, "Nothing could be deleted: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Deletions were under way when the emulator stopped; what is left stays in the bucket")]
    private static partial void LogGivenUp(ILogger log);
}
