namespace Scopix.Emulator.Engine;

/// <summary>Asynchronous locks by name. A lock takes memory only while it is used.</summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>Waits for the lock; disposing the result releases it.</summary>
    public async Task<IDisposable> AcquireAsync(string name, CancellationToken cancel)
    {
        Entry? entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(name, out entry)) _entries.Add(name, entry = new Entry(this, name));
            entry.UserCount++;
        }
        try
        {
            await entry.Semaphore.WaitAsync(cancel);
            return entry;
        }
        catch
        {
            RemoveUser(entry);
            throw;
        }
    }

    private void RemoveUser(Entry entry)
    {
        lock (_entries)
        {
            if (--entry.UserCount == 0) _entries.Remove(entry.Name);
        }
    }

    private sealed class Entry(KeyedLock keyedLock, string name) : IDisposable
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public string Name => name;

        public int UserCount { get; set; }

        public void Dispose()
        {
            Semaphore.Release();
            keyedLock.RemoveUser(this);
        }
    }
}
