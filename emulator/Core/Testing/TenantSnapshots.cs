using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Snapshots;

namespace Scopix.Emulator;

/// <summary>Snapshots of a tenant: files, clock, ids, faults and stubs, but not the journal.</summary>
public sealed class TenantSnapshots
{
    private readonly ControlClient _control;
    private readonly string _key;

    internal TenantSnapshots(ControlClient control, string key) => (_control, _key) = (control, key);

    /// <summary>Saves a snapshot.</summary>
    /// <param name="name">The name: 1–64 characters of <c>[A-Za-z0-9_.-]</c>, except <c>now</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<SnapshotResource> SaveAsync(string name, CancellationToken cancellationToken = default) => _control.SendAndReadAsync(
        _key, HttpMethod.Post, "snapshots", ControlJsonContext.Shared.SnapshotResource,
        ControlClient.ToJsonContent(new SaveSnapshotRequest(name), ControlJsonContext.Shared.SaveSnapshotRequest), cancellationToken);

    /// <summary>Lists the snapshots, the oldest first.</summary>
    public async Task<IReadOnlyList<SnapshotResource>> ListAsync(CancellationToken cancellationToken = default) =>
        (await _control.SendAndReadAsync(
            _key, HttpMethod.Get, "snapshots", ControlJsonContext.Shared.SnapshotListResponse, cancellationToken)).Items;

    /// <summary>Restores the tenant from a snapshot.</summary>
    /// <param name="name">The snapshot's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<SnapshotResource> RestoreAsync(string name, CancellationToken cancellationToken = default) =>
        _control.SendAndReadAsync(
            _key, HttpMethod.Post, GetPath(name) + "/restore", ControlJsonContext.Shared.SnapshotResource, cancellationToken);

    /// <summary>Restores a snapshot into another tenant.</summary>
    /// <param name="name">The snapshot's name.</param>
    /// <param name="into">The other tenant, which must be empty.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<SnapshotResource> BranchAsync(string name, Tenant into, CancellationToken cancellationToken = default) =>
        _control.SendAndReadAsync(_key, HttpMethod.Post, GetPath(name) + "/branch", ControlJsonContext.Shared.SnapshotResource,
            ControlClient.ToJsonContent(new BranchSnapshotRequest(into.ApiKey), ControlJsonContext.Shared.BranchSnapshotRequest),
            cancellationToken);

    /// <summary>Compares two snapshots: added, removed and changed records, field by field.</summary>
    /// <param name="from">The name of a snapshot, or <c>now</c> for the present state.</param>
    /// <param name="to">The name of a snapshot, or <c>now</c> for the present state.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<SnapshotDiff> DiffAsync(string from, string to = SnapshotName.Now, CancellationToken cancellationToken = default) =>
        _control.SendAndReadAsync(_key, HttpMethod.Get, $"{GetPath(from)}/diff/{Uri.EscapeDataString(to)}",
            ControlJsonContext.Shared.SnapshotDiff, cancellationToken);

    /// <summary>Exports a snapshot with all bytes of its files, as a gzipped tar archive.</summary>
    /// <param name="name">The snapshot's name.</param>
    /// <param name="into">The stream that receives the archive; it stays open.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task ExportAsync(string name, Stream into, CancellationToken cancellationToken = default) =>
        _control.DownloadAsync(_key, GetPath(name) + "/export", into, cancellationToken);

    /// <summary>Imports an exported snapshot.</summary>
    /// <param name="name">The new name of the snapshot.</param>
    /// <param name="file">The archive that <see cref="ExportAsync"/> wrote.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<SnapshotResource> ImportAsync(string name, Stream file, CancellationToken cancellationToken = default) =>
        _control.SendAndReadAsync(
            _key, HttpMethod.Put, GetPath(name), ControlJsonContext.Shared.SnapshotResource, new StreamContent(file), cancellationToken);

    /// <summary>Deletes a snapshot.</summary>
    /// <param name="name">The snapshot's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) =>
        _control.DeleteAsync(_key, GetPath(name), cancellationToken);

    /// <summary>Deletes all snapshots and returns their number.</summary>
    public Task<int> ClearAsync(CancellationToken cancellationToken = default) =>
        _control.DeleteAsync(_key, "snapshots", cancellationToken);

    private static string GetPath(string name) => "snapshots/" + Uri.EscapeDataString(name);
}
