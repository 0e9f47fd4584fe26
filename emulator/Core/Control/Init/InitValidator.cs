using Scopix.Emulator.Api.Scopix.Projects;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Control.Snapshots;
using Scopix.Emulator.Control.Stubs;

namespace Scopix.Emulator.Control.Init;

/// <summary>Finds everything that is wrong in init files, before anything is applied.</summary>
internal sealed class InitValidator(
    TenantRegistry tenants, SnapshotStore snapshots, UploadProcessor uploads, Func<IEnumerable<string>> listOperations)
{
    private readonly string[] _operations = [.. listOperations()];
    private readonly InitFileValidator _files = new(uploads);

    public void Validate(IReadOnlyList<InitPart> parts)
    {
        foreach (var part in parts) Validate(part);
        foreach (var group in parts.GroupBy(part => part.Find(tenants)?.Id ?? part.Key!)) ValidateTogether([.. group]);
    }

    private void Validate(InitPart part)
    {
        var (content, source) = (part.Content, part.Source);
        if (part.Key is not null) source.Check(part.Path, () => new Keys.KeyRequest(part.Key).Check());
        if (part.Key is not null && VendorDetector.FromKey(part.Key) is null) return;
        if (part.IsLlamaCloud) RefuseScopixContent(part);
        if (content.Clock is { } clock) source.Check(FieldPath.Join(part.Path, "clock"), clock.Check);
        if (content.Dataset is { } dataset) source.Check(FieldPath.Join(part.Path, "dataset"), dataset.Check);
        if (content.Snapshot is { } snapshot) source.Check(FieldPath.Join(part.Path, "snapshot"), () => Check(part, snapshot));
        CheckEach(part, "projects", content.Projects, project => project.Validate());
        CheckEach(part, "folders", content.Folders, folder =>
        {
            InitFolders.Check("path", folder.Path);
            if (folder.Project is not null) InitFolders.CheckProject(folder.Project);
        });
        CheckEach(part, "stubs", content.Stubs, StubValidator.Validate);
        CheckEach(part, "faults", content.Faults, fault => Check(part, fault));
        for (var i = 0; i < content.Files?.Length; i++) _files.Validate(source, part.GetPath("files", i), content.Files[i]);
    }

    private static void CheckEach<T>(InitPart part, string list, T[]? items, Action<T> check)
    {
        for (var i = 0; i < items?.Length; i++) part.Source.Check(part.GetPath(list, i), () => check(items[i]));
    }

    /// <summary>The content that only Scopix's tenants have.</summary>
    private static void RefuseScopixContent(InitPart part)
    {
        var content = part.Content;
        (string Field, object? Value)[] refused =
            [("projects", content.Projects), ("folders", content.Folders), ("stubs", content.Stubs), ("files", content.Files)];
        foreach (var (field, value) in refused)
            if (value is not null)
                part.Source.Report(FieldPath.Join(part.Path, field), "cannot be set for a LlamaCloud key; a scopix_ key can have it");
    }

    private void Check(InitPart part, Fault fault)
    {
        FaultValidator.Validate(fault, _operations);
        if (part.IsLlamaCloud && fault.Bundle is null && !FaultValidator.AppliesToLlamaCloud(fault, _operations))
            throw ApiError.Invalid(fault.Stage is null ? "operation" : "stage", "cannot act for a LlamaCloud key");
    }

    private void Check(InitPart part, InitSnapshot snapshot)
    {
        if (snapshot.Path is null)
        {
            if (snapshot.Name is null) throw ApiError.Invalid("", "send name or path");
            SnapshotName.Validate(snapshot.Name);
            if (part.Find(tenants) is not { } tenant || !snapshots.Exists(tenant, snapshot.Name))
                throw ApiError.Invalid("name", "is not a snapshot of this key");
            return;
        }
        if (part.Source.Folder is not { } folder) throw ApiError.Invalid("path", InitFileValidator.NoPathsInRequests);
        if (!File.Exists(InitFile.ResolvePath(folder, snapshot.Path)))
            throw ApiError.Invalid("path", $"does not exist: {InitFile.ResolvePath(folder, snapshot.Path)}");
        SnapshotName.Validate(InitApplier.GetSnapshotName(snapshot));
    }

    /// <summary>The limits of a tenant over all its parts, and what it can have only once.</summary>
    private void ValidateTogether(InitPart[] parts)
    {
        foreach (var field in (string[])["clock", "snapshot", "dataset"])
            foreach (var second in parts.Where(part => Has(part, field)).Skip(1))
                second.Source.Report(FieldPath.Join(second.Path, field), "is there already for the same key; it can be there once");
        if (parts.Any(part => Has(part, "snapshot")) && parts.FirstOrDefault(part => Has(part, "dataset")) is { } both)
            both.Source.Report(FieldPath.Join(both.Path, "dataset"), "cannot be combined with a snapshot, which has its own data");
        if (parts[0].KeepsData) return;
        var tenant = parts[0].Key is { } key && VendorDetector.FromKey(key) is null ? null : parts[0].Find(tenants);
        if (tenant is not null && parts.FirstOrDefault(part => Has(part, "dataset")) is { } loading && !tenant.Read(DatasetLoader.IsEmpty))
            loading.Source.Report(FieldPath.Join(loading.Path, "dataset"),
                "can only be loaded into an empty tenant: POST /_emulator/reset first, or send another key");
        CheckCount(parts, "stubs", tenant?.Features.Get<StubList>().OwnRules.Count() ?? 0, RuleList<StubRule>.MaxRules,
            part => part.Content.Stubs?.Length);
        CheckCount(parts, "faults", tenant?.Features.Get<FaultList>().OwnRules.Count() ?? 0, RuleList<FaultRule>.MaxRules,
            part => part.Content.Faults?.Sum(fault => InitRules.GetRules(fault).Length));
        CheckCount(parts, "projects", tenant?.Write(ProjectStore.Count) ?? 1, ProjectStore.MaxProjects,
            part => part.Content.Projects?.Length);
    }

    private static bool Has(InitPart part, string field) => field switch
    {
        "clock" => part.Content.Clock is not null,
        "snapshot" => part.Content.Snapshot is not null,
        _ => part.Content.Dataset is not null,
    };

    private static void CheckCount(InitPart[] parts, string field, int existing, int most, Func<InitPart, int?> count)
    {
        var all = existing;
        foreach (var part in parts)
        {
            all += count(part) ?? 0;
            if (all > most && count(part) > 0)
                part.Source.Report(FieldPath.Join(part.Path, field), $"at most {most} of them, with those that are there already");
        }
    }
}
