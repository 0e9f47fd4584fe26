using Microsoft.Extensions.Logging.Abstractions;
using Scopix.Emulator;
using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Engine;
using Scopix.Storage;

namespace Scopix.Benchmarks.Inner;

/// <summary>An emulator without HTTP, in memory and with a frozen clock, that all benchmarks share.</summary>
internal static class BenchmarkState
{
    /// <summary>The number of files loaded from the dataset <c>scale</c>.</summary>
    public const int FileCount = 10_000;

    /// <summary>The origin of presigned URLs.</summary>
    public static Uri Origin { get; } = new("http://127.0.0.1:8340");

    /// <summary>The emulator's default options.</summary>
    public static EmulatorOptions Options { get; } = new();

    /// <summary>The store of an emulator without a data folder: files in a temporary folder.</summary>
    public static EmbeddedStore Store { get; } = new();

    private static readonly ScheduleRunner Schedule = new(Store, Store);
    private static readonly TenantRegistry Tenants = new(Options, TimeProvider.System, Schedule.CatchUp);
    private static readonly Lazy<TenantState> LoadedTenant = new(LoadDataset);

    /// <summary>A tenant without files.</summary>
    public static TenantState EmptyTenant { get; } = CreateTenant("scopix_Empty000localbenchmarkkey00");

    /// <summary>A tenant with <see cref="FileCount"/> images without bytes, all of them described.</summary>
    public static TenantState FullTenant => LoadedTenant.Value;

    /// <summary>Removes the files of the store.</summary>
    public static void Close()
    {
        Tenants.Dispose();
        Store.Dispose();
    }

    private static TenantState CreateTenant(string key)
    {
        var tenant = Tenants.GetOrOpen(key);
        tenant.Clock.Freeze(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        return tenant;
    }

    private static UploadProcessor Intake => new(
        Store, Store,
        new DocumentProcessor(Store, FairReaderLimiter.CreateForThisMachine(), TimeProvider.System, NullLogger<DocumentProcessor>.Instance),
        Options,
        NullLogger<UploadProcessor>.Instance);

    private static TenantState LoadDataset()
    {
        var tenant = CreateTenant(EmulatorOptions.DefaultApiKey);
        var loader = new DatasetLoader(Store, Store, Intake, Schedule);
        loader.LoadAsync(tenant, "scale", Options.Seed, FileCount, null, Origin, CancellationToken.None).GetAwaiter().GetResult();
        return tenant;
    }
}
