namespace Scopix.Emulator.Engine;

/// <summary>What determines a tenant's later responses beside its database and its features.</summary>
/// <param name="Now">The tenant's time.</param>
/// <param name="Frozen">True when the tenant's clock was frozen.</param>
/// <param name="Ids">The number of issued ids.</param>
/// <param name="Requests">The number of issued request ids.</param>
/// <param name="Rate">The requests in the current minute.</param>
/// <param name="UploadRate">The uploads in the current five seconds.</param>
internal sealed record TenantSnapshotState(
    DateTimeOffset Now, bool Frozen, long Ids, long Requests, RateUsage Rate, RateUsage UploadRate);
