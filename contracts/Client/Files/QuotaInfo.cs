namespace Scopix.Client;

/// <summary>Upload quota (seed 002, QuotaInfo).</summary>
public sealed record QuotaInfo : ScopixRecord
{
    public bool CanProceed { get; init; }

    public int Requested { get; init; }

    public int Available { get; init; }

    /// <summary>-1 when the tier has no limit.</summary>
    public int MonthlyLimit { get; init; }

    public int CurrentUsage { get; init; }

    public int PrepaidCredits { get; init; }

    public int? MaxBatchSize { get; init; }

    public int? MaxConcurrentUploads { get; init; }

    public string? Message { get; init; }
}

/// <summary>SHA-256 hashes that belong to files of this account, and those that do not.</summary>
public sealed record DuplicateCheck : ScopixRecord
{
    public IReadOnlyList<string> Duplicates { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Unique { get; init => field = value ?? []; } = [];
}
