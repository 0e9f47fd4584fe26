namespace Scopix.Emulator.Control.Snapshots;

/// <param name="Name">1–64 of <c>[A-Za-z0-9_.-]</c>, but not <c>now</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SaveSnapshotRequest(string Name);

/// <param name="Key">The whole key of another tenant of the same vendor.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BranchSnapshotRequest(string Key)
{
    /// <exception cref="ApiError">422: the key is malformed, or of another vendor.</exception>
    public string ValidateKey(Vendor vendor) => VendorDetector.FromKey(Key) == vendor
        ? Key
        : throw ApiError.Invalid("key",
            vendor == Vendor.Scopix ? "must be a key: scopix_ followed by at least 20 characters, 8 alphanumerics first"
                : "must be a key: llx- followed by at least 1 character");
}

internal sealed record SnapshotListResponse(SnapshotResource[] Items, int TotalCount);

/// <summary>A snapshot.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">The tenant's time that it restores.</param>
/// <param name="Frozen">True when the clock was frozen.</param>
/// <param name="Files">The number of files, without deleted ones.</param>
/// <param name="DatabaseBytes">The size of the database copy.</param>
/// <param name="OtherBytes">The size of the exports and uploads in progress that are stored with it.</param>
public sealed record SnapshotResource(string Name, DateTimeOffset CreatedAt, bool Frozen, long Files, long DatabaseBytes, long OtherBytes)
{
    internal static SnapshotResource From(Snapshot snapshot) => new(
        snapshot.Record.Name, snapshot.Record.State.Now, snapshot.Record.State.Frozen, snapshot.Record.Files, snapshot.Record.DatabaseBytes,
        snapshot.Record.OtherBytes);
}
