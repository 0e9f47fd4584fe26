using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.State;
using Scopix.Emulator.Uploads;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Seeding;

/// <summary>
/// Loads datasets. Everything is written as its slice writes it, at the moment at which it happened, into a database beside the
/// tenant's, which takes its place when it is whole: a failure leaves nothing, and nobody sees half a dataset.
/// </summary>
public sealed class DatasetLoader(IObjectStore store, EmbeddedStore pictures, Intake intake, Schedule schedule)
{
    private static readonly int Ahead = 2 * System.Environment.ProcessorCount;

    private static readonly string[] Contents = ["files", "folders", "sessions", "intents", "data_exports", "jobs", "ledger", "projects WHERE is_default = 0"];

    private readonly Doors _doors = new();

    /// <summary>True when the tenant has nothing that a dataset would have to live beside.</summary>
    public static bool IsEmpty(Turn turn) => Contents.All(table => turn.Db.Number($"SELECT 1 FROM {table} LIMIT 1") is null);

    /// <summary>Loads a dataset into an empty tenant.</summary>
    /// <param name="world">The tenant.</param>
    /// <param name="name">One of <see cref="Datasets.All"/>.</param>
    /// <param name="seed">What it is derived from.</param>
    /// <param name="count">How many files; null as many as usual.</param>
    /// <param name="origin">Scheme and host that URLs in exports begin with.</param>
    /// <param name="cancel">When nobody waits any more.</param>
    /// <exception cref="ApiError">The tenant is not empty, or was reset meanwhile: 409.</exception>
    public async Task<Seeded> LoadAsync(World world, string name, long seed, int? count, Uri origin, CancellationToken cancel)
    {
        using var alone = await _doors.EnterAsync(world.Tenant, cancel);
        var (generation, now) = world.Read(turn =>
        {
            RefuseUnlessEmpty(turn);
            return (world.Generation, turn.Now);
        });
        using var aside = world.BuildAside();
        var writer = new SeedWriter(world, aside.Db, new SeedSources(store, pictures, intake, schedule, origin), Datasets.Of(name, seed, now, count)!);
        var ready = new Queue<(SeedStep Step, Task<Prepared[]> Prepared)>();
        var finished = false;
        try
        {
            aside.Db.Script("BEGIN");
            await foreach (var step in StepsAhead.Of(writer.Dataset.Steps, cancel))
            {
                ready.Enqueue((step, SeedBytes.Of(step) is { Count: > 0 } files ? Task.Run(() => PrepareAsync(world, generation, files, cancel), cancel) : NoBytes));
                if (ready.Count > Ahead) await WriteNextAsync(writer, ready, cancel);
            }
            while (ready.Count > 0) await WriteNextAsync(writer, ready, cancel);
            var seeded = writer.Finish(now);
            aside.Db.Script("COMMIT");
            aside.Complete();
            world.Adopt(aside, generation, RefuseUnlessEmpty);
            finished = true;
            return seeded;
        }
        finally
        {
            await LetGoAsync(ready);
            writer.LetGo(finished);
        }
    }

    private static Task<Prepared[]> NoBytes { get; } = Task.FromResult<Prepared[]>([]);

    private static void RefuseUnlessEmpty(Turn turn)
    {
        if (!IsEmpty(turn)) throw ApiError.Conflict("A dataset is a whole world and needs an empty tenant: POST /_emulator/reset first, or send another key");
    }

    private static async Task WriteNextAsync(SeedWriter writer, Queue<(SeedStep Step, Task<Prepared[]> Prepared)> ready, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (step, preparing) = ready.Peek(); // it stays among those to be let go until it is ready
        var prepared = await preparing;
        ready.Dequeue();
        await writer.WriteAsync(step, prepared, cancel);
    }

    private async Task<Prepared[]> PrepareAsync(World world, int generation, IReadOnlyList<SeedFile> files, CancellationToken cancel)
    {
        var prepared = new List<Prepared>();
        try
        {
            foreach (var file in files) prepared.Add(await PrepareAsync(world, generation, file, cancel));
            return [.. prepared];
        }
        catch
        {
            foreach (var one in prepared) one.Dispose();
            throw;
        }
    }

    private async Task<Prepared> PrepareAsync(World world, int generation, SeedFile file, CancellationToken cancel)
    {
        var made = file.Make!();
        using var staged = await store.StageAsync(world.Storage, new MemoryStream(made.File.Bytes), long.MaxValue, cancel);
        var prepared = await intake.PrepareAsync(world, generation, new ReceivedFile(0, file.Filename, staged), SeedBytes.Request(file), cancel);
        return prepared with { Outcome = file.AutoDescribe ? made.Outcome : null };
    }

    private static async Task LetGoAsync(Queue<(SeedStep Step, Task<Prepared[]> Prepared)> ready)
    {
        foreach (var (_, preparing) in ready)
        {
            await ((Task)preparing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (preparing.IsCompletedSuccessfully) foreach (var one in preparing.Result) one.Dispose();
        }
    }
}
