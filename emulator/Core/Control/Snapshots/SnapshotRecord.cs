using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Stubs;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>The record of a snapshot, stored beside the copy of the database.</summary>
/// <param name="Format">The version of this record and of the export format.</param>
/// <param name="Tenant">16 lower-case hex digits, as in object keys.</param>
/// <param name="Files">Without deleted ones.</param>
/// <param name="UploadBytes">The size of the uploads in progress; null when they are not stored.</param>
/// <param name="State">The state that is not in the database.</param>
/// <param name="Exports">Copies of exports that have not expired, in the order of their numbers.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SnapshotRecord(
    int Format, int Schema, string Name, string Vendor, string Tenant, long Files, long DatabaseBytes, long? UploadBytes,
    SnapshotState State, ExportCopyRecord[] Exports)
{
    /// <summary>Format 1 did not list missing objects in exported files.</summary>
    public const int CurrentFormat = 2;

    [JsonIgnore]
    public long OtherBytes => (UploadBytes ?? 0) + Exports.Sum(export => export.SizeBytes);
}

/// <summary>The state of a tenant that is not in its database: time, ids, rate limits, faults and stubs.</summary>
/// <param name="UploadRate">The uploads of the current five seconds.</param>
internal sealed record SnapshotState(
    DateTimeOffset Now, bool Frozen, long Ids, long Requests, RateUsage Rate, RateUsage UploadRate, FaultListRecord Faults,
    StubListRecord Stubs)
{
    /// <summary>The tenant's lock must be held while the features are read.</summary>
    public static SnapshotState Create(TenantSnapshotState tenant, FaultListRecord faults, StubListRecord stubs) =>
        new(tenant.Now, tenant.Frozen, tenant.Ids, tenant.Requests, tenant.Rate, tenant.UploadRate, faults, stubs);

    public TenantSnapshotState ToTenantState() => new(Now, Frozen, Ids, Requests, Rate, UploadRate);
}

/// <summary>The bytes of an export. A snapshot has its own copy, since exports expire and their keys can be used again.</summary>
/// <param name="ModifiedAt">When it was written, by the tenant's clock.</param>
internal sealed record ExportCopyRecord(string Key, DateTimeOffset ModifiedAt, long SizeBytes);
