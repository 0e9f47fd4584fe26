using Scopix.Contracts.Checks.Comparing;

namespace Scopix.Emulator.Proxy.Replay;

/// <summary>What a replay has found.</summary>
/// <param name="Comparison">How the responses differ from the recorded ones; requests that were not sent are counted in it.</param>
/// <param name="Failures">How many requests got no response.</param>
/// <param name="End">Why the replay ended.</param>
public sealed record ReplayResult(ComparisonReport Comparison, int Failures, ReplayEnd End);

/// <summary>Why a replay ended.</summary>
public enum ReplayEnd
{
    /// <summary>All requests have had their turn.</summary>
    Complete,

    /// <summary>It was cancelled.</summary>
    Interrupted,

    /// <summary>Several requests in a row got no response.</summary>
    ServerLost,
}
