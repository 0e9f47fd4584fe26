namespace Scopix.Emulator.Documents;

/// <summary>
/// Who may read a document now. All tenants together have as many readers as there are processors; a tenant that has none gets
/// its first one beyond that, up to <paramref name="most"/>, so that no tenant waits for another's documents. Who waits is
/// served in turns: one document of each tenant, those without a reader first.
/// </summary>
/// <param name="usual">Readers at a time.</param>
/// <param name="most">Readers at a time when every tenant has one alone.</param>
public sealed class ReaderQueue(int usual, int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _running = [];
    private readonly List<(string Tenant, Queue<TaskCompletionSource> Documents)> _waiting = [];
    private int _total;

    /// <summary>Waits for a reader; dispose what it answers when the document is read.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled while it waited.</exception>
    public async Task<IDisposable> EnterAsync(string tenant, CancellationToken cancel)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            Enqueue(tenant, turn);
            StartWhatMay();
        }
        await using var gone = cancel.Register(() => turn.TrySetCanceled(cancel));
        await turn.Task;
        return new Reader(this, tenant);
    }

    private void Enqueue(string tenant, TaskCompletionSource turn)
    {
        var place = _waiting.FindIndex(waiting => waiting.Tenant == tenant);
        if (place < 0) _waiting.Add((tenant, new([turn])));
        else _waiting[place].Documents.Enqueue(turn);
    }

    private void StartWhatMay()
    {
        while (Next() is >= 0 and var place)
        {
            var (tenant, documents) = _waiting[place];
            _waiting.RemoveAt(place);
            var turn = documents.Dequeue();
            if (documents.Count > 0) _waiting.Add((tenant, documents));
            if (!turn.TrySetResult()) continue; // cancelled meanwhile
            _running[tenant] = _running.GetValueOrDefault(tenant) + 1;
            _total++;
        }
    }

    /// <summary>Whose turn it is, by place in line; -1 for nobody's.</summary>
    private int Next()
    {
        var without = _total < most ? _waiting.FindIndex(waiting => !_running.ContainsKey(waiting.Tenant)) : -1;
        return without >= 0 ? without : _total < usual && _waiting.Count > 0 ? 0 : -1;
    }

    private void Leave(string tenant)
    {
        lock (_lock)
        {
            _total--;
            if (--_running[tenant] == 0) _running.Remove(tenant);
            StartWhatMay();
        }
    }

    private sealed class Reader(ReaderQueue queue, string tenant) : IDisposable
    {
        public void Dispose() => queue.Leave(tenant);
    }
}
