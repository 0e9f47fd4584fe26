namespace Scopix.Emulator.Engine;

/// <summary>What a price plan allows (public: Rate Limits). Null means unlimited.</summary>
/// <param name="BatchFiles">Files in one batch upload (seed 001, Streaming Upload).</param>
/// <param name="MonthlyDescriptions">AI descriptions in a calendar month, which quota-check reports (assumed).</param>
internal sealed record TierLimits(int? RequestsPerMinute, int? ConcurrentUploads, int? BatchFiles, int? MonthlyDescriptions)
{
    public static TierLimits ForTier(Tier tier) => tier switch
    {
        Tier.Free => new(10, 10, 10, 10),
        Tier.Starter => new(30, 20, 50, 500),
        Tier.Professional => new(100, 30, 100, 2_500),
        Tier.Enterprise => new(500, 50, 200, 10_000),
        _ => new(null, null, null, null),
    };
}
