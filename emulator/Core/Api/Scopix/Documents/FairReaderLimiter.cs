namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>
/// Who may read a document now. All tenants together have as many readers as there are processors; a tenant that has none gets
/// its first one beyond that, up to <paramref name="most"/>, so that no tenant waits for another's documents. Of those that wait
/// the tenant is next that was served longest ago.
/// </summary>
/// <param name="usual">Readers at a time.</param>
/// <param name="most">Readers at a time when every tenant has one alone.</param>
internal sealed class FairReaderLimiter(int usual, int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TenantQueue> _queues = [];
    private int _runningCount;
    private long _servedCount;

    /// <summary>As many readers as there are processors, and four times as many tenants with one.</summary>
    public static FairReaderLimiter CreateForThisMachine() => new(Environment.ProcessorCount, Math.Max(8, 4 * Environment.ProcessorCount));

    /// <summary>Waits for a reader; dispose what it answers when the document is read.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled while it waited.</exception>
    public async Task<IDisposable> AcquireAsync(string tenant, CancellationToken cancel)
    {
        var document = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_queues.TryGetValue(tenant, out var tenantQueue)) _queues[tenant] = tenantQueue = new TenantQueue(tenant);
            tenantQueue.Waiting.Enqueue(document);
            StartAllowedReaders();
        }
        await using var gone = cancel.Register(() => document.TrySetCanceled(cancel));
        await document.Task;
        return new ReaderLease(this, tenant);
    }

    private void StartAllowedReaders()
    {
        while (SelectNextQueue() is { } tenantQueue)
        {
            if (!tenantQueue.Waiting.Dequeue().TrySetResult()) continue; // cancelled meanwhile
            tenantQueue.LastServed = ++_servedCount;
            tenantQueue.Running++;
            _runningCount++;
        }
        foreach (var idle in _queues.Values.Where(tenantQueue => tenantQueue.Running == 0 && tenantQueue.Waiting.Count == 0).ToList())
            _queues.Remove(idle.Tenant);
    }

    private TenantQueue? SelectNextQueue()
    {
        var waiting = _queues.Values.Where(tenantQueue => tenantQueue.Waiting.Count > 0);
        if (_runningCount >= usual) waiting = waiting.Where(tenantQueue => tenantQueue.Running == 0 && _runningCount < most);
        return waiting.MinBy(tenantQueue => (tenantQueue.Running > 0, tenantQueue.LastServed));
    }

    private void Release(string tenant)
    {
        lock (_lock)
        {
            _runningCount--;
            _queues[tenant].Running--;
            StartAllowedReaders();
        }
    }

    private sealed class TenantQueue(string tenant)
    {
        public string Tenant => tenant;

        public Queue<TaskCompletionSource> Waiting { get; } = new();

        public int Running { get; set; }

        public long LastServed { get; set; }
    }

    private sealed class ReaderLease(FairReaderLimiter queue, string tenant) : IDisposable
    {
        public void Dispose() => queue.Release(tenant);
    }
}
