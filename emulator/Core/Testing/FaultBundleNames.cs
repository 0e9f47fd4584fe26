// The bundles of faults. Written from the contracts by make types; do not edit.
namespace Scopix.Emulator;

/// <summary>The bundles of faults.</summary>
public static class FaultBundleNames
{
    /// <summary><c>flaky-network</c></summary>
    public const string FlakyNetwork = "flaky-network";
    /// <summary><c>quota-exhausted</c></summary>
    public const string QuotaExhausted = "quota-exhausted";
    /// <summary><c>rate-limited</c></summary>
    public const string RateLimited = "rate-limited";
    /// <summary><c>slow-ai</c></summary>
    public const string SlowAi = "slow-ai";
    /// <summary><c>storage-down</c></summary>
    public const string StorageDown = "storage-down";
    /// <summary><c>stuck-uploads</c></summary>
    public const string StuckUploads = "stuck-uploads";
}
