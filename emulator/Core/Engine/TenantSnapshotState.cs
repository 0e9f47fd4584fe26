namespace Scopix.Emulator.Engine;

/// <summary>What determines a tenant's later responses beside its database and its features.</summary>
/// <param name="UploadRate">The uploads in the current five seconds.</param>
internal sealed record TenantSnapshotState(
    DateTimeOffset Now, bool Frozen, long Ids, long Requests, RateUsage Rate, RateUsage UploadRate);
