using Scopix.Emulator.Http;
using Scopix.Emulator.Snapshots;

namespace Scopix.Emulator;

/// <summary>A tenant's snapshots: its world as it was, clock, ids, faults and stubs too, but not the journal.</summary>
public sealed class TenantSnapshots
{
    private readonly ControlChannel _control;
    private readonly string _key;

    internal TenantSnapshots(ControlChannel control, string key) => (_control, _key) = (control, key);

    /// <summary>Saves the world.</summary>
    /// <param name="name">1–64 of <c>[A-Za-z0-9_.-]</c>, but not <c>now</c>.</param>
    public Task<SnapshotShown> SaveAsync(string name) => _control.AskAsync(
        _key, HttpMethod.Post, "snapshots", WireJson.Wire.SnapshotShown, ControlChannel.Body(new SaveSnapshot(name), WireJson.Wire.SaveSnapshot));

    /// <summary>All of them, the oldest first.</summary>
    public async Task<IReadOnlyList<SnapshotShown>> ListAsync() => (await _control.AskAsync(_key, HttpMethod.Get, "snapshots", WireJson.Wire.SnapshotsShown)).Items;

    /// <summary>Makes the world what it was.</summary>
    public Task<SnapshotShown> RestoreAsync(string name) => _control.AskAsync(_key, HttpMethod.Post, At(name) + "/restore", WireJson.Wire.SnapshotShown);

    /// <summary>Lets another tenant begin from here; it must be empty.</summary>
    public Task<SnapshotShown> BranchAsync(string name, Tenant into) => _control.AskAsync(
        _key, HttpMethod.Post, At(name) + "/branch", WireJson.Wire.SnapshotShown, ControlChannel.Body(new BranchSnapshot(into.ApiKey), WireJson.Wire.BranchSnapshot));

    /// <summary>What lies between two of them: added, removed, changed, field by field.</summary>
    /// <param name="from">A name, or <c>now</c>.</param>
    /// <param name="to">A name, or <c>now</c> for the present.</param>
    public Task<SnapshotDiff> DiffAsync(string from, string to = SnapshotName.Now) =>
        _control.AskAsync(_key, HttpMethod.Get, $"{At(from)}/diff/{Uri.EscapeDataString(to)}", WireJson.Wire.SnapshotDiff);

    /// <summary>Writes one as a file with all bytes, for another emulator or a repository.</summary>
    public Task ExportAsync(string name, Stream into) => _control.CopyAsync(_key, At(name) + "/export", into);

    /// <summary>Takes a file that was exported.</summary>
    /// <param name="name">What it shall be called here.</param>
    /// <param name="file">What <see cref="ExportAsync"/> wrote.</param>
    public Task<SnapshotShown> ImportAsync(string name, Stream file) =>
        _control.AskAsync(_key, HttpMethod.Put, At(name), WireJson.Wire.SnapshotShown, new StreamContent(file));

    /// <summary>Deletes one.</summary>
    public Task DeleteAsync(string name) => _control.RemoveAsync(_key, At(name));

    /// <summary>Deletes all and answers how many there were.</summary>
    public Task<int> ClearAsync() => _control.RemoveAsync(_key, "snapshots");

    private static string At(string name) => "snapshots/" + Uri.EscapeDataString(name);
}
