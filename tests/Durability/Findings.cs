using System.Collections.Concurrent;

namespace Scopix.Durability;

/// <summary>The differences from the acknowledged state.</summary>
internal sealed class Findings
{
    private readonly ConcurrentQueue<string> _all = new();

    /// <summary>All findings, oldest first.</summary>
    public IReadOnlyCollection<string> All => _all;

    /// <summary>The number of printed findings.</summary>
    public int ReportedCount { get; set; }

    public void Add(string finding) => _all.Enqueue(finding);

    /// <summary>Adds a finding unless a condition holds; returns the condition.</summary>
    public bool Require(bool holds, string finding)
    {
        if (!holds) Add(finding);
        return holds;
    }
}
