namespace Scopix.Emulator;

/// <summary>The categories of trouble.</summary>
public static class TroubleCategories
{
    /// <summary>Connections, late and damaged answers, and failures of the server.</summary>
    public const string Network = "network";

    /// <summary>Rate limits and quotas.</summary>
    public const string Limits = "limits";

    /// <summary>Stages of processing that fail, are slow or do not end.</summary>
    public const string Ai = "ai";

    /// <summary>The storage behind presigned URLs.</summary>
    public const string Storage = "storage";

    /// <summary>What changes while a client runs: expiry, deletion, the clock.</summary>
    public const string Time = "time";

    /// <summary>Answers that are allowed but unusual, and requests that are refused.</summary>
    public const string Contract = "contract";

    /// <summary>All categories.</summary>
    public static IReadOnlyList<string> All { get; } = [Network, Limits, Ai, Storage, Time, Contract];
}
