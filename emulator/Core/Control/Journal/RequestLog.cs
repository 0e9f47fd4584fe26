using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Control.Journal;

/// <summary>The newest requests of one tenant, in memory. What they covered stays when they go.</summary>
/// <param name="prefix">What ids begin with; a number from 1 follows.</param>
/// <param name="most">How many are kept; with 0 nothing is recorded.</param>
/// <param name="mostBytes">How many bytes they may take together, about.</param>
internal sealed class RequestLog(string prefix, int most, long mostBytes) : ITenantFeature
{
    /// <summary>Registers the journals of tenants, and that of requests without a tenant.</summary>
    public static TenantFeatureRegistration Register(int most, long mostBytes) =>
        new(() => new RequestLog("req_keyless_", most, mostBytes), (_, _) => new RequestLog("req_", most, mostBytes));

    private readonly Lock _gate = new();
    private readonly Queue<JournalEntry> _entries = new();
    private readonly CoverageLog _coverage = new();
    private long _totalBytes;
    private long _lastNumber;

    /// <summary>False when nothing is recorded.</summary>
    public bool IsEnabled => most > 0;

    /// <summary>Adds a request, and lets go of the oldest when there are too many.</summary>
    public void Add(JournalEntry entry)
    {
        lock (_gate)
        {
            entry.Id = prefix + ++_lastNumber;
            _entries.Enqueue(entry);
            _totalBytes += entry.EstimatedBytes;
            while (_entries.Count > most || _totalBytes > mostBytes) RemoveOldest();
        }
    }

    /// <summary>All that are kept, the oldest first, and how many were there before them.</summary>
    public (JournalEntry[] Entries, long Dropped) GetAll()
    {
        lock (_gate) return ([.. _entries], _lastNumber - _entries.Count);
    }

    /// <summary>Forgets the requests but not what they covered, and answers how many there were; numbering begins anew.</summary>
    public int Clear()
    {
        lock (_gate)
        {
            var had = _entries.Count;
            while (_entries.Count > 0) RemoveOldest();
            (_lastNumber, _totalBytes) = (0, 0);
            return had;
        }
    }

    void ITenantFeature.Reset() => Clear();

    /// <summary>Adds what this tenant's requests covered to a sum.</summary>
    public void AddCoverageTo(CoverageLog sum)
    {
        lock (_gate)
        {
            foreach (var entry in _entries) _coverage.AddEntry(entry);
            sum.Merge(_coverage);
        }
    }

    /// <summary>Forgets what was covered; the requests stay.</summary>
    public void ClearCoverage()
    {
        lock (_gate)
        {
            foreach (var entry in _entries) entry.IsCoverageCounted = true;
            _coverage.Clear();
        }
    }

    /// <summary>Counts what an answer covers whose body is too long to be kept.</summary>
    public void CountCoverage(JournalEntry entry)
    {
        lock (_gate) _coverage.AddEntry(entry);
    }

    private void RemoveOldest()
    {
        var oldest = _entries.Dequeue();
        _totalBytes -= oldest.EstimatedBytes;
        _coverage.AddEntry(oldest);
    }
}
