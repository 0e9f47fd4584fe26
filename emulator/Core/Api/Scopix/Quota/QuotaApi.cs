namespace Scopix.Emulator.Api.Scopix.Quota;

/// <summary>The quota check before an upload (seed 001, Export, Quota &amp; Deduplication).</summary>
internal sealed class QuotaApi(Authenticator authenticator)
{
    public void Map(IEndpointRouteBuilder api) =>
        api.MapOperation("files.quota_check", "GET", "/files/quota-check", QuotaCheck, Evidence.Assumed);

    private ApiResponse QuotaCheck(RequestContext context)
    {
        var requested = context.Query.Number("file_count", 1) ?? throw ApiError.Invalid("file_count", "is required", "query");
        var limits = authenticator.GetTierLimits(context.Tenant);

        var (used, prepaid) = context.Tenant.Read(
            transaction => (UsageLedger.CountUploadsThisMonth(transaction), CreditLedger.GetAvailable(transaction) ?? 0));

        return ApiResponse.Ok(QuotaResponse.From(requested, used, prepaid, limits), ScopixJsonContext.Shared.QuotaResponse);
    }
}

/// <summary>-1 means unlimited.</summary>
internal sealed record QuotaResponse(
    bool CanProceed, int Requested, int Available, int MonthlyLimit, int CurrentUsage, int PrepaidCredits, int? MaxBatchSize,
    int? MaxConcurrentUploads, string? Message)
{
    /// <summary>The rest of the monthly limit and the prepaid credits are available (public: the older reference).</summary>
    public static QuotaResponse From(int requested, int used, int prepaid, TierLimits limits)
    {
        var available = limits.MonthlyDescriptions is { } monthly ? Math.Max(0, monthly - used) + prepaid : -1;
        var fits = available < 0 || requested <= available;
        return new QuotaResponse(
            fits, requested, available, limits.MonthlyDescriptions ?? -1, used, prepaid, limits.BatchFiles, limits.ConcurrentUploads,
            fits ? null : $"Quota exceeded: {requested} requested, {available} available ({requested - available} short)");
    }
}
