using System.Collections.Concurrent;

namespace Scopix.Durability;

/// <summary>What was not as it had been acknowledged.</summary>
internal sealed class Findings
{
    private readonly ConcurrentQueue<string> _all = new();

    /// <summary>All of them, the oldest first.</summary>
    public IReadOnlyCollection<string> All => _all;

    /// <summary>How many were printed.</summary>
    public int ReportedCount { get; set; }

    public void Add(string finding) => _all.Enqueue(finding);

    /// <summary>Adds one unless a condition holds; answers whether it does.</summary>
    public bool Require(bool holds, string finding)
    {
        if (!holds) Add(finding);
        return holds;
    }
}
