using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Snapshots;
using Scopix.Emulator.Http;

namespace Scopix.Emulator;

/// <summary>A tenant's snapshots: its world as it was, clock, ids, faults and stubs too, but not the journal.</summary>
public sealed class TenantSnapshots
{
    private readonly ControlClient _control;
    private readonly string _key;

    internal TenantSnapshots(ControlClient control, string key) => (_control, _key) = (control, key);

    /// <summary>Saves the world.</summary>
    /// <param name="name">1–64 of <c>[A-Za-z0-9_.-]</c>, but not <c>now</c>.</param>
    public Task<SnapshotResource> SaveAsync(string name) => _control.SendAndReadAsync(
        _key, HttpMethod.Post, "snapshots", ControlJsonContext.Shared.SnapshotResource,
        ControlClient.ToJsonContent(new SaveSnapshotRequest(name), ControlJsonContext.Shared.SaveSnapshotRequest));

    /// <summary>All of them, the oldest first.</summary>
    public async Task<IReadOnlyList<SnapshotResource>> ListAsync() =>
        (await _control.SendAndReadAsync(_key, HttpMethod.Get, "snapshots", ControlJsonContext.Shared.SnapshotListResponse)).Items;

    /// <summary>Makes the world what it was.</summary>
    public Task<SnapshotResource> RestoreAsync(string name) =>
        _control.SendAndReadAsync(_key, HttpMethod.Post, GetPath(name) + "/restore", ControlJsonContext.Shared.SnapshotResource);

    /// <summary>Lets another tenant begin from here; it must be empty.</summary>
    public Task<SnapshotResource> BranchAsync(string name, Tenant into) => _control.SendAndReadAsync(
        _key, HttpMethod.Post, GetPath(name) + "/branch", ControlJsonContext.Shared.SnapshotResource,
        ControlClient.ToJsonContent(new BranchSnapshotRequest(into.ApiKey), ControlJsonContext.Shared.BranchSnapshotRequest));

    /// <summary>What lies between two of them: added, removed, changed, field by field.</summary>
    /// <param name="from">A name, or <c>now</c>.</param>
    /// <param name="to">A name, or <c>now</c> for the present.</param>
    public Task<SnapshotDiff> DiffAsync(string from, string to = SnapshotName.Now) =>
        _control.SendAndReadAsync(_key, HttpMethod.Get, $"{GetPath(from)}/diff/{Uri.EscapeDataString(to)}",
            ControlJsonContext.Shared.SnapshotDiff);

    /// <summary>Writes one as a file with all bytes, for another emulator or a repository.</summary>
    public Task ExportAsync(string name, Stream into) => _control.DownloadAsync(_key, GetPath(name) + "/export", into);

    /// <summary>Takes a file that was exported.</summary>
    /// <param name="name">What it shall be called here.</param>
    /// <param name="file">What <see cref="ExportAsync"/> wrote.</param>
    public Task<SnapshotResource> ImportAsync(string name, Stream file) =>
        _control.SendAndReadAsync(_key, HttpMethod.Put, GetPath(name), ControlJsonContext.Shared.SnapshotResource, new StreamContent(file));

    /// <summary>Deletes one.</summary>
    public Task DeleteAsync(string name) => _control.DeleteAsync(_key, GetPath(name));

    /// <summary>Deletes all and answers how many there were.</summary>
    public Task<int> ClearAsync() => _control.DeleteAsync(_key, "snapshots");

    private static string GetPath(string name) => "snapshots/" + Uri.EscapeDataString(name);
}
