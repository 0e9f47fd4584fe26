namespace Scopix.Emulator.Http;

/// <summary>Refuses requests that began before their tenant was reset.</summary>
internal static class TenantResetGuard
{
    /// <summary>The tenant's lock must be held.</summary>
    /// <exception cref="ApiError">The tenant was reset since: 409.</exception>
    public static void ThrowIfReset(this TenantState tenant, int generation)
    {
        if (tenant.Generation != generation) throw ApiError.ResetDuringRequest();
    }
}
