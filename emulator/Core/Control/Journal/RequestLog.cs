using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Journal;

/// <summary>The newest requests of one tenant, in memory. Their coverage is counted when they are dropped.</summary>
/// <param name="maxEntries">The number of requests that are stored; 0 records nothing.</param>
/// <param name="maxBytes">The estimated bytes that they may take together.</param>
internal sealed class RequestLog(string prefix, int maxEntries, long maxBytes) : ITenantFeature
{
    public static TenantFeatureRegistration Register(int maxEntries, long maxBytes) =>
        new(() => new RequestLog("req_keyless_", maxEntries, maxBytes), (_, _) => new RequestLog("req_", maxEntries, maxBytes));

    private readonly Lock _lock = new();
    private readonly Queue<JournalEntry> _entries = new();
    private readonly CoverageLog _coverage = new();
    private JournalEntry? _newest;
    private long _totalBytes;
    private long _lastNumber;

    public bool IsEnabled => maxEntries > 0;

    /// <summary>Adds a request, and drops the oldest ones when there are too many.</summary>
    public void Add(JournalEntry entry)
    {
        lock (_lock)
        {
            entry.Id = prefix + ++_lastNumber;
            _entries.Enqueue(_newest = entry);
            _totalBytes += entry.EstimatedBytes;
            while (_entries.Count > maxEntries || _totalBytes > maxBytes) RemoveOldest();
        }
    }

    /// <summary>The stored requests, the oldest first, and how many were dropped before them.</summary>
    public (JournalEntry[] Entries, long Dropped) GetAll()
    {
        lock (_lock) return ([.. _entries], _lastNumber - _entries.Count);
    }

    /// <summary>How many requests are stored, and when the newest of them was received; null when there is none.</summary>
    public (int Count, DateTimeOffset? LastAt) Describe()
    {
        lock (_lock) return (_entries.Count, _newest?.ReceivedAt);
    }

    /// <summary>Clears the requests but not their coverage, and starts numbering again.</summary>
    public int Clear()
    {
        lock (_lock)
        {
            var count = _entries.Count;
            while (_entries.Count > 0) RemoveOldest();
            (_lastNumber, _totalBytes) = (0, 0);
            return count;
        }
    }

    void ITenantFeature.Reset() => Clear();

    public void AddCoverageTo(CoverageLog sum)
    {
        lock (_lock)
        {
            foreach (var entry in _entries) _coverage.AddEntry(entry);
            sum.Merge(_coverage);
        }
    }

    public void ClearCoverage()
    {
        lock (_lock)
        {
            foreach (var entry in _entries) entry.IsCoverageCounted = true;
            _coverage.Clear();
        }
    }

    /// <summary>Counts the coverage of a response whose body is too long to be stored.</summary>
    public void CountCoverage(JournalEntry entry)
    {
        lock (_lock) _coverage.AddEntry(entry);
    }

    /// <summary>
    /// Adds the bodies of a request that is in the journal already, as a proxy does, which knows them when the response was sent. Their
    /// coverage is counted; they are kept if that is wanted and they are short.
    /// </summary>
    public void Complete(JournalEntry entry, ReadOnlyMemory<byte>? request, SentForm? form, JsonBody? response, bool keep)
    {
        lock (_lock)
        {
            (entry.RequestBody, entry.RequestForm, entry.ResponseBody) = (request, form, response);
            _coverage.AddEntry(entry);
            if (!keep || request?.Length > JournalEntry.MaxBodyBytes) entry.RequestBody = null;
            if (!keep || form?.EstimatedBytes > JournalEntry.MaxBodyBytes) entry.RequestForm = null;
            if (!keep || response?.Length > JournalEntry.MaxBodyBytes) entry.ResponseBody = null;
            if (keep && _entries.Contains(entry))
                _totalBytes += (entry.RequestBody?.Length ?? 0) + (entry.RequestForm?.EstimatedBytes ?? 0)
                    + (entry.ResponseBody?.Length ?? 0);
            while (_totalBytes > maxBytes && _entries.Count > 0) RemoveOldest();
        }
    }

    private void RemoveOldest()
    {
        var oldest = _entries.Dequeue();
        if (oldest == _newest) _newest = null;
        _totalBytes -= oldest.EstimatedBytes;
        _coverage.AddEntry(oldest);
    }
}
