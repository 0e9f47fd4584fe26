using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Stubs;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>A snapshot as it is kept, beside the copy of the database.</summary>
/// <param name="Format">The form of this record and of an exported file.</param>
/// <param name="Schema">The version of the database's tables.</param>
/// <param name="Name">1–64 of <c>[A-Za-z0-9_.-]</c>.</param>
/// <param name="Vendor">Whose tenant it was.</param>
/// <param name="Tenant">Which: 16 lower-case hex digits, as they stand in object keys.</param>
/// <param name="Files">Files that were not deleted.</param>
/// <param name="DatabaseBytes">Size of the database's copy.</param>
/// <param name="UploadBytes">Bytes of uploads under way; null when they were not kept.</param>
/// <param name="State">What decides later answers beside the database.</param>
/// <param name="Exports">Copies of exports that can still be fetched, in the order of their numbers.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SnapshotRecord(
    int Format, int Schema, string Name, string Vendor, string Tenant, long Files, long DatabaseBytes, long? UploadBytes,
    SnapshotState State, ExportCopyRecord[] Exports)
{
    /// <summary>The present <see cref="Format"/>. An exported file of format 1 does not tell which objects were missing.</summary>
    public const int CurrentFormat = 2;

    /// <summary>The bytes that are kept beside the database.</summary>
    [JsonIgnore]
    public long OtherBytes => (UploadBytes ?? 0) + Exports.Sum(export => export.SizeBytes);
}

/// <summary>What decides a tenant's later responses beside its database: time, ids, rate limits, faults and stubs.</summary>
/// <param name="Now">The tenant's time.</param>
/// <param name="Frozen">True when its clock was frozen.</param>
/// <param name="Ids">How many ids were issued.</param>
/// <param name="Requests">How many request ids were issued.</param>
/// <param name="Rate">The requests of the minute.</param>
/// <param name="UploadRate">The uploads of the five seconds.</param>
/// <param name="Faults">The tenant's own faults.</param>
/// <param name="Stubs">The tenant's own stubs.</param>
internal sealed record SnapshotState(
    DateTimeOffset Now, bool Frozen, long Ids, long Requests, RateUsage Rate, RateUsage UploadRate, FaultListRecord Faults,
    StubListRecord Stubs)
{
    /// <summary>Combines what the tenant and its features say. The tenant's lock must be held for the features.</summary>
    public static SnapshotState Create(TenantSnapshotState tenant, FaultListRecord faults, StubListRecord stubs) =>
        new(tenant.Now, tenant.Frozen, tenant.Ids, tenant.Requests, tenant.Rate, tenant.UploadRate, faults, stubs);

    /// <summary>The part that the tenant restores itself.</summary>
    public TenantSnapshotState ToTenantState() => new(Now, Frozen, Ids, Requests, Rate, UploadRate);
}

/// <summary>An export's bytes, which pass away and whose key may come again with others: a snapshot has them for itself.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="ModifiedAt">When it was written, by the tenant's clock.</param>
/// <param name="SizeBytes">Bytes.</param>
internal sealed record ExportCopyRecord(string Key, DateTimeOffset ModifiedAt, long SizeBytes);
