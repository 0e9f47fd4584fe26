namespace Scopix.Emulator.ObjectStore;

/// <summary>
/// Deletions that nobody waits for, one tenant's in the order they were asked for. Whatever a tenant does afterwards waits
/// for them: content that comes again must not be found and then deleted.
/// </summary>
internal sealed partial class S3Deletions(ILogger log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, Task> _last = [];
    private readonly Lock _gate = new();

    /// <summary>Deletes soon; a failure is logged and leaves what it was about.</summary>
    public void Add(string tenant, Func<Task> delete)
    {
        lock (_gate)
        {
            var before = _last.GetValueOrDefault(tenant, Task.CompletedTask);
            _last[tenant] = Task.Run(() => RunAsync(before, delete));
        }
    }

    /// <summary>Completes when everything that was to be deleted is.</summary>
    /// <exception cref="TimeoutException">It has taken a minute.</exception>
    public Task SettledAsync(string tenant, CancellationToken cancel)
    {
        lock (_gate)
            return _last.TryGetValue(tenant, out var last) && !last.IsCompleted ? last.WaitAsync(Patience, cancel) : Task.CompletedTask;
    }

    /// <summary>Completes when all tenants' deletions are done, or after a while.</summary>
    public async Task DrainAsync(TimeSpan patience)
    {
        Task all;
        lock (_gate) all = Task.WhenAll(_last.Values);
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

    [LoggerMessage(LogLevel.Error, "Nothing could be deleted: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Deletions were under way when the emulator stopped; what is left stays in the bucket")]
    private static partial void LogGivenUp(ILogger log);
}
