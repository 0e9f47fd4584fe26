using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>What the snapshot shall be called.</summary>
/// <param name="Name">1–64 of <c>[A-Za-z0-9_.-]</c>, but not <c>now</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SaveSnapshotRequest(string Name);

/// <summary>Who shall begin from a snapshot.</summary>
/// <param name="Key">The whole key of another tenant of the same vendor.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BranchSnapshotRequest(string Key)
{
    /// <summary>The key, or a 422.</summary>
    public string ValidateKey(Vendor vendor) => VendorDetector.FromKey(Key) == vendor
        ? Key
        : throw ApiError.Invalid("key",
            vendor == Vendor.Scopix ? "must be a key: scopix_ followed by at least 20 characters, 8 alphanumerics first"
                : "must be a key: llx- followed by at least 1 character");
}

/// <summary>A tenant's snapshots, the oldest first.</summary>
internal sealed record SnapshotListResponse(SnapshotResource[] Items, int TotalCount);

/// <summary>A snapshot.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">The tenant's moment that it brings back.</param>
/// <param name="Frozen">True when the clock stood still.</param>
/// <param name="Files">Files that were not deleted.</param>
/// <param name="DatabaseBytes">Bytes of the database's copy.</param>
/// <param name="OtherBytes">Bytes of exports and uploads under way that are kept with it.</param>
public sealed record SnapshotResource(string Name, DateTimeOffset CreatedAt, bool Frozen, long Files, long DatabaseBytes, long OtherBytes)
{
    /// <summary>Shows a snapshot.</summary>
    internal static SnapshotResource From(Snapshot snapshot) => new(
        snapshot.Record.Name, snapshot.Record.State.Now, snapshot.Record.State.Frozen, snapshot.Record.Files, snapshot.Record.DatabaseBytes,
        snapshot.Record.OtherBytes);
}
