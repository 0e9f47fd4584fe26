using Microsoft.Extensions.Logging.Abstractions;
using Scopix.Emulator;
using Scopix.Emulator.Documents;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Seeding;
using Scopix.Emulator.State;
using Scopix.Emulator.Uploads;

namespace Scopix.Benchmarks.Inner;

/// <summary>The inside of an emulator without HTTP, one for all benchmarks: in memory, its clock standing still.</summary>
internal static class Inside
{
    /// <summary>Files of the dataset <c>scale</c>.</summary>
    public const int Files = 10_000;

    /// <summary>Where the emulator would listen.</summary>
    public static Uri Origin { get; } = new("http://127.0.0.1:8340");

    /// <summary>The emulator's usual options.</summary>
    public static EmulatorOptions Options { get; } = new();

    /// <summary>The store of a run without a data folder: files in a temporary one.</summary>
    public static EmbeddedStore Store { get; } = new();

    private static readonly Schedule Schedule = new(Store, Store);
    private static readonly Worlds Worlds = new(Options, TimeProvider.System, Schedule.CatchUp);
    private static readonly Lazy<World> Filled = new(Fill);

    /// <summary>A tenant that has nothing.</summary>
    public static World Empty { get; } = At("scopix_Empty000localbenchmarkkey00");

    /// <summary>A tenant with <see cref="Files"/> images without bytes, all of them described.</summary>
    public static World Many => Filled.Value;

    /// <summary>Removes what the store has written.</summary>
    public static void Close()
    {
        Worlds.Dispose();
        Store.Dispose();
    }

    private static World At(string key)
    {
        var world = Worlds.For(key);
        world.Clock.Freeze(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        return world;
    }

    private static Intake Intake => new(
        Store, Store, new DocumentIntake(Store, FairReaders.OfThisMachine(), TimeProvider.System, NullLogger<DocumentIntake>.Instance), Options,
        NullLogger<Intake>.Instance);

    private static World Fill()
    {
        var world = At(EmulatorOptions.DefaultApiKey);
        var loader = new DatasetLoader(Store, Store, Intake, Schedule);
        loader.LoadAsync(world, "scale", Options.Seed, Files, Origin, CancellationToken.None).GetAwaiter().GetResult();
        return world;
    }
}
