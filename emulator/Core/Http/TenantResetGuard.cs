using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Http;

/// <summary>Refuses requests that a reset of their tenant has overtaken.</summary>
internal static class TenantResetGuard
{
    /// <summary>Refuses a request that began before the tenant was reset. The tenant's lock must be held.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="generation">The <see cref="TenantState.Generation"/> when the request began.</param>
    /// <exception cref="ApiError">The tenant was reset since: 409.</exception>
    public static void ThrowIfReset(this TenantState tenant, int generation)
    {
        if (tenant.Generation != generation) throw ApiError.ResetDuringRequest();
    }
}
