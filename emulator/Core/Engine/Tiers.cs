namespace Scopix.Emulator.Engine;

/// <summary>What a plan allows (public: Rate Limits). Null is unlimited.</summary>
/// <param name="RequestsPerMinute">API requests in a minute.</param>
/// <param name="ConcurrentUploads">Uploads under way at once.</param>
/// <param name="BatchFiles">Files in one batch upload (seed 001, Streaming Upload).</param>
/// <param name="MonthlyDescriptions">AI descriptions in a calendar month; the quota that quota-check answers (assumed).</param>
internal sealed record TierLimits(int? RequestsPerMinute, int? ConcurrentUploads, int? BatchFiles, int? MonthlyDescriptions)
{
    /// <summary>The limits of a plan.</summary>
    public static TierLimits ForTier(Tier tier) => tier switch
    {
        Tier.Free => new(10, 10, 10, 10),
        Tier.Starter => new(30, 20, 50, 500),
        Tier.Professional => new(100, 30, 100, 2_500),
        Tier.Enterprise => new(500, 50, 200, 10_000),
        _ => new(null, null, null, null),
    };
}
