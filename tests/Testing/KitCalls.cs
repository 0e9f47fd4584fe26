using Scopix.Client;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>A call of every kind of method of a tenant.</summary>
internal static class KitCalls
{
    public static (string Name, Func<Task> Call)[] Create(Tenant tenant, CancellationToken token = default) =>
    [
        ("reset", () => tenant.ResetAsync(token)),
        ("seed", () => tenant.SeedAsync(DatasetNames.Demo, cancellationToken: token)),
        ("upload", () => tenant.UploadAsync(UploadSource.FromBytes(Samples.Photo(), "a.jpg"), cancellationToken: token)),
        ("idle", () => tenant.UntilIdleAsync(cancellationToken: token)),
        ("coverage", () => tenant.GetCoverageAsync(cancellationToken: token)),
        ("clock", () => tenant.Clock.GetNowAsync(token)),
        ("freeze", () => tenant.Clock.FreezeAsync(cancellationToken: token)),
        ("advance", () => tenant.Clock.AdvanceAsync(TimeSpan.FromSeconds(1), token)),
        ("faults", () => tenant.Faults.ListAsync(token)),
        ("fault", () => tenant.Faults.AddAsync(new Fault { Operation = Operations.Files.List, Status = 500 }, token)),
        ("bundle", () => tenant.Faults.AddBundleAsync(FaultBundleNames.SlowAi, token)),
        ("stubs", () => tenant.Stubs.ListAsync(cancellationToken: token)),
        ("stub", () => tenant.Stubs.AddAsync(new Stub { Description = "A valve." }, token)),
        ("complete", () => tenant.Stages.CompleteAsync("0", StageNames.Description, token)),
        ("fail", () => tenant.Stages.FailAsync("0", StageNames.Description, cancellationToken: token)),
        ("release", () => tenant.Stages.ReleaseExportAsync("0", token)),
        ("requests", () => tenant.Requests.ListAsync(cancellationToken: token)),
        ("verify", () => tenant.Requests.VerifyAsync(Operations.Files.List, cancellationToken: token)),
        ("order", () => tenant.Requests.VerifyOrderAsync([new() { Operation = Operations.Files.List }], token)),
        ("curl", () => tenant.Requests.ExportCurlAsync(cancellationToken: token)),
        ("clear", () => tenant.Requests.ClearAsync(token)),
        ("snapshot", () => tenant.Snapshots.SaveAsync("one", token)),
        ("export", () => tenant.Snapshots.ExportAsync("one", Stream.Null, token)),
        ("diff", () => tenant.Snapshots.DiffAsync("one", cancellationToken: token)),
        ("credits", () => tenant.SetCreditsAsync(1, token)),
        ("key", () => tenant.UpdateKeyAsync(isActive: true, cancellationToken: token)),
        ("restore", () => tenant.RestoreFileAsync("0", token)),
    ];
}
