using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Projects;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Control.Snapshots;

namespace Scopix.Emulator.Control.Init;

/// <summary>What init files are applied with.</summary>
/// <param name="LoaderOf">The loader of datasets of a vendor.</param>
/// <param name="ListOperations">The ids of all operations except the control API's.</param>
internal sealed record InitDependencies(
    EmulatorOptions Options, TenantRegistry Tenants, IObjectStore Store, EmbeddedStore Local, SnapshotStore Snapshots,
    UploadProcessor Uploads, Func<Vendor, LoadDataset> LoaderOf, Func<IEnumerable<string>> ListOperations);

/// <summary>
/// Applies a validated plan, one kind after the other: keys; then what replaces a tenant's data (snapshot, clock, dataset); then projects,
/// folders, stubs, the files whose results the stubs decide, and faults last, so that they do not act on the files.
/// </summary>
internal sealed class InitApplier(InitDependencies sources, InitRules rules)
{
    private readonly SnapshotRestorer _restorer = new(sources.Store, sources.Local);
    private readonly SnapshotImporter _importer = new(sources.Store, sources.Snapshots);

    /// <param name="origin">Scheme and host of URLs in the exports of a dataset.</param>
    /// <exception cref="ApiError">A tenant was reset or changed meanwhile (409), an exported snapshot is invalid (422), or the disk or
    /// the S3 server fails (503).</exception>
    public async Task<InitResponse> ApplyAsync(InitPlan plan, Uri origin, CancellationToken cancel)
    {
        foreach (var key in plan.Keys)
            sources.Tenants.GetOrOpen(key.Key).SaveKeyAndClock(known => key.Apply(known with { Registered = true }));
        var parts = plan.Parts.Select(part => (Part: part, Tenant: part.Open(sources.Tenants))).ToArray();
        var (fresh, counts) = (parts.Where(one => !one.Part.KeepsData).ToArray(), new InitCounts { Keys = plan.Keys.Count });
        foreach (var (part, tenant) in fresh) counts.Snapshots += await RestoreAsync(part, tenant, cancel);
        foreach (var (part, tenant) in fresh) ApplyClock(part, tenant);
        foreach (var (part, tenant) in fresh) counts.Datasets += await LoadAsync(part, tenant, origin, cancel);
        foreach (var (part, tenant) in fresh) AddProjectsAndFolders(part, tenant, counts);
        foreach (var (part, tenant) in parts) counts.Stubs += rules.AddStubs(part, tenant);
        foreach (var (part, tenant) in fresh)
            foreach (var file in part.Content.Files ?? []) counts.Files += await UploadAsync(part, tenant, file, cancel);
        foreach (var (part, tenant) in parts) counts.Faults += rules.AddFaults(part, tenant);
        return counts.ToResponse(parts.Select(one => one.Tenant).Distinct().Count(),
            parts.Where(one => one.Part.KeepsData).Select(one => one.Tenant).Distinct().Count());
    }

    /// <summary>The name under which an exported snapshot is kept.</summary>
    public static string GetSnapshotName(InitSnapshot snapshot) =>
        snapshot.Name ?? Path.GetFileName(snapshot.Path!).Replace(".tar.gz", "", StringComparison.OrdinalIgnoreCase);

    private async Task<int> RestoreAsync(InitPart part, TenantState tenant, CancellationToken cancel)
    {
        if (part.Content.Snapshot is not { } asked) return 0;
        using var lockScope = await sources.Snapshots.LockTenantAsync(tenant, cancel);
        var name = GetSnapshotName(asked);
        if (asked.Path is { } path && !sources.Snapshots.Exists(tenant, name))
        {
            await using var export = File.OpenRead(InitFile.ResolvePath(part.Source.Folder!, path));
            await _importer.ImportAsync(tenant, export, name, sources.ListOperations(), cancel);
        }
        await _restorer.RestoreAsync(tenant, sources.Snapshots.Get(tenant, name));
        if (part.Source.IsFile) InitRules.Remove(tenant);
        return 1;
    }

    private static void ApplyClock(InitPart part, TenantState tenant)
    {
        if (part.Content.Clock is not { } clock) return;
        clock.ApplyTo(tenant.Clock);
        tenant.SaveKeyAndClock(key => key);
    }

    private async Task<int> LoadAsync(InitPart part, TenantState tenant, Uri origin, CancellationToken cancel)
    {
        if (part.Content.Dataset is not { } dataset) return 0;
        var load = sources.LoaderOf(tenant.Vendor);
        var (seed, locale) = (dataset.Seed ?? sources.Options.Seed, dataset.Locale ?? sources.Options.Locale);
        await load(tenant, dataset.Name, seed, dataset.Count, locale, origin, cancel);
        return 1;
    }

    private static void AddProjectsAndFolders(InitPart part, TenantState tenant, InitCounts counts)
    {
        if (part.Content is { Projects: null, Folders: null }) return;
        var (projects, folders) = (part.Content.Projects ?? [], part.Content.Folders ?? []);
        var ids = tenant.Write(transaction => (
            Projects: projects.Select(project => InitFolders.GetOrCreateProject(transaction, project)).ToArray(),
            Folders: folders.Select(folder =>
                InitFolders.GetOrCreate(transaction, folder.Path, GetProjectId(transaction, folder.Project))).ToArray()));
        counts.Projects += ids.Projects.Length;
        counts.Folders += ids.Folders.Length;
    }

    private static string? GetProjectId(Transaction transaction, string? name) =>
        name is null ? null : InitFolders.GetOrCreateProject(transaction, new CreateProject(name));

    /// <summary>Uploads a file as <c>files.upload</c> does; 0 when it is a duplicate that is skipped.</summary>
    private async Task<int> UploadAsync(InitPart part, TenantState tenant, InitFile file, CancellationToken cancel)
    {
        var (generation, request) = (tenant.Generation, file.ToUploadRequest());
        await using var bytes = file.OpenRead(part.Source.Folder);
        using var staged = await sources.Store.StageAsync(tenant.Storage, bytes, long.MaxValue, cancel);
        using var prepared = await sources.Uploads.PrepareAsync(
            tenant, generation, new ReceivedFile(0, file.Name, staged), request, cancel);
        return tenant.Write(transaction =>
        {
            var project = GetProjectId(transaction, file.Project);
            var folder = file.Folder is null ? null : InitFolders.GetOrCreate(transaction, file.Folder, project);
            var (record, _) = sources.Uploads.RecordUnlessDuplicate(transaction, prepared,
                request with { FolderId = folder, ProjectId = project }, new UploadOrigin("STREAMING", null, null));
            if (record is null) return 0;
            if (file.Update is { } update) FileStore.Save(transaction, update.ApplyTo(record, transaction.Now));
            return 1;
        });
    }
}
