namespace Scopix.Emulator.Documents;

/// <summary>
/// Who may read a document now. All tenants together have as many readers as there are processors; a tenant that has none gets
/// its first one beyond that, up to <paramref name="most"/>, so that no tenant waits for another's documents. Of those that wait
/// the tenant is next that was served longest ago.
/// </summary>
/// <param name="usual">Readers at a time.</param>
/// <param name="most">Readers at a time when every tenant has one alone.</param>
public sealed class FairReaders(int usual, int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Line> _lines = [];
    private int _total;
    private long _served;

    /// <summary>As many readers as there are processors, and four times as many tenants with one.</summary>
    public static FairReaders OfThisMachine() => new(Environment.ProcessorCount, Math.Max(8, 4 * Environment.ProcessorCount));

    /// <summary>Waits for a reader; dispose what it answers when the document is read.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled while it waited.</exception>
    public async Task<IDisposable> EnterAsync(string tenant, CancellationToken cancel)
    {
        var document = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_lines.TryGetValue(tenant, out var line)) _lines[tenant] = line = new Line(tenant);
            line.Waiting.Enqueue(document);
            StartWhatMay();
        }
        await using var gone = cancel.Register(() => document.TrySetCanceled(cancel));
        await document.Task;
        return new Reader(this, tenant);
    }

    private void StartWhatMay()
    {
        while (Next() is { } line)
        {
            if (!line.Waiting.Dequeue().TrySetResult()) continue; // cancelled meanwhile
            line.Served = ++_served;
            line.Running++;
            _total++;
        }
        foreach (var idle in _lines.Values.Where(line => line.Running == 0 && line.Waiting.Count == 0).ToList()) _lines.Remove(idle.Tenant);
    }

    private Line? Next()
    {
        var waiting = _lines.Values.Where(line => line.Waiting.Count > 0);
        if (_total >= usual) waiting = waiting.Where(line => line.Running == 0 && _total < most);
        return waiting.MinBy(line => (line.Running > 0, line.Served));
    }

    private void Leave(string tenant)
    {
        lock (_lock)
        {
            _total--;
            _lines[tenant].Running--;
            StartWhatMay();
        }
    }

    private sealed class Line(string tenant)
    {
        public string Tenant => tenant;

        public Queue<TaskCompletionSource> Waiting { get; } = new();

        public int Running { get; set; }

        public long Served { get; set; }
    }

    private sealed class Reader(FairReaders queue, string tenant) : IDisposable
    {
        public void Dispose() => queue.Leave(tenant);
    }
}
