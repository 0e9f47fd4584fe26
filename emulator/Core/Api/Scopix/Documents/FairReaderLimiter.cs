namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>
/// Limits how many documents are read at the same time. All tenants share <paramref name="sharedReaders"/> readers. Beyond them, up to
/// <paramref name="maxReaders"/>, a tenant without a reader gets one, so that no tenant waits for another's documents. The tenant that was
/// served longest ago is next.
/// </summary>
internal sealed class FairReaderLimiter(int sharedReaders, int maxReaders)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TenantQueue> _queues = [];
    private int _runningCount;
    private long _servedCount;

    /// <summary>One reader for each processor; up to four for each processor when every tenant has only one.</summary>
    public static FairReaderLimiter CreateForThisMachine() => new(Environment.ProcessorCount, Math.Max(8, 4 * Environment.ProcessorCount));

    /// <summary>Waits for a reader; dispose the lease when the document is read.</summary>
    public async Task<IDisposable> AcquireAsync(string tenant, CancellationToken cancel)
    {
        var admission = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_queues.TryGetValue(tenant, out var tenantQueue)) _queues[tenant] = tenantQueue = new TenantQueue(tenant);
            tenantQueue.Waiting.Enqueue(admission);
            StartAllowedReaders();
        }
        await using var cancellation = cancel.Register(() => admission.TrySetCanceled(cancel));
        await admission.Task;
        return new ReaderLease(this, tenant);
    }

    private void StartAllowedReaders()
    {
        while (SelectNextQueue() is { } tenantQueue)
        {
            if (!tenantQueue.Waiting.Dequeue().TrySetResult()) continue; // cancelled while it waited
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
        if (_runningCount >= sharedReaders) waiting = waiting.Where(tenantQueue => tenantQueue.Running == 0 && _runningCount < maxReaders);
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

    private sealed class ReaderLease(FairReaderLimiter limiter, string tenant) : IDisposable
    {
        public void Dispose() => limiter.Release(tenant);
    }
}
