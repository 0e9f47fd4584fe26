using Scopix.Emulator.ObjectStore;

namespace Scopix.Emulator.State;

/// <summary>
/// Where tenants' snapshots lie: a folder for each, in the data folder, or in a temporary one that is made when it is first needed.
/// A snapshot is there as soon as its folder has <see cref="Record"/>.
/// </summary>
/// <param name="data">The data folder; null keeps nothing over a restart.</param>
public sealed class SnapshotFolders(string? data) : IDisposable
{
    /// <summary>What says that a snapshot is whole, written last and removed first.</summary>
    public const string Record = "snapshot.json";

    /// <summary>The copy of the tenant's database.</summary>
    public const string Database = "database.db";

    private readonly Lock _making = new();
    private TemporaryFolder? _temporary;

    /// <summary>A tenant's folder; it is there afterwards.</summary>
    public string Of(string tenant) => Directory.CreateDirectory(Path.Combine(Root(), tenant)).FullName;

    /// <summary>Whether a tenant has a snapshot in the data folder.</summary>
    public bool Has(string tenant) => data is not null && Path.Combine(Root(), tenant) is var folder && Directory.Exists(folder)
        && Directory.EnumerateFiles(folder, Record, SearchOption.AllDirectories).Any();

    /// <summary>The content that a tenant's snapshots keep; what a killed process left half done goes.</summary>
    public KeptContent Open(string tenant)
    {
        var kept = new KeptContent();
        if (data is null || !Directory.Exists(Path.Combine(Root(), tenant))) return kept;
        foreach (var folder in Directory.GetDirectories(Of(tenant)))
            if (File.Exists(Path.Combine(folder, Record))) kept.Keep(Path.Combine(folder, Database));
            else Directory.Delete(folder, recursive: true);
        return kept;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_making) _temporary?.Dispose();
    }

    private string Root()
    {
        if (data is not null) return Path.Combine(data, "snapshots");
        lock (_making) return (_temporary ??= TemporaryFolder.Create(TemporaryFolder.DefaultParent())).Path;
    }
}
