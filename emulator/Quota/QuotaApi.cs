using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Quota;

/// <summary>Quota check before uploading (seed 001, Export, Quota &amp; Deduplication).</summary>
public sealed class QuotaApi(Callers callers)
{
    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api) => api.Operation("files.quota_check", "GET", "/files/quota-check", QuotaCheck, Evidence.Assumed);

    private Answer QuotaCheck(Call call)
    {
        var requested = call.Query.Number("file_count", 1) ?? throw ApiError.Invalid("file_count", "is required", "query");
        var limits = callers.LimitsOf(call.World);

        var (used, prepaid) = call.World.Read(turn => (Ledger.UsedThisMonth(turn), Credits.Prepaid(turn) ?? 0));

        return Answer.Ok(QuotaAnswer.Of(requested, used, prepaid, limits));
    }
}

/// <summary>Whether an upload can go ahead; -1 stands for unlimited.</summary>
public sealed record QuotaAnswer(
    bool CanProceed, int Requested, int Available, int MonthlyLimit, int CurrentUsage, int PrepaidCredits, int? MaxBatchSize,
    int? MaxConcurrentUploads, string? Message)
{
    /// <summary>The answer for a request; what is available is the month's rest and the prepaid credits (public: the older reference).</summary>
    public static QuotaAnswer Of(int requested, int used, int prepaid, TierLimits limits)
    {
        var available = limits.MonthlyDescriptions is { } monthly ? Math.Max(0, monthly - used) + prepaid : -1;
        var fits = available < 0 || requested <= available;
        return new QuotaAnswer(
            fits, requested, available, limits.MonthlyDescriptions ?? -1, used, prepaid, limits.BatchFiles, limits.ConcurrentUploads,
            fits ? null : $"Quota exceeded: {requested} requested, {available} available ({requested - available} short)");
    }
}
