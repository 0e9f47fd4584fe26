using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.LlamaCloud;

/// <summary>
/// Loads of a dataset what this API can hold: its documents and pictures. They are written into a database beside the tenant's, which
/// takes its place when it is whole: a failure leaves nothing, and nobody sees half a dataset.
/// </summary>
public sealed class LlamaDataset(IObjectStore store)
{
    private static readonly int Ahead = 2 * System.Environment.ProcessorCount;

    private readonly Doors _doors = new();

    /// <summary>Loads a dataset into an empty tenant.</summary>
    /// <param name="world">The tenant.</param>
    /// <param name="name">One of <see cref="Datasets.All"/>.</param>
    /// <param name="seed">What it is derived from.</param>
    /// <param name="count">How many files; null as many as usual.</param>
    /// <param name="cancel">When nobody waits any more.</param>
    /// <exception cref="ApiError">The tenant is not empty, or was reset meanwhile: 409.</exception>
    public async Task<LlamaLoaded> LoadAsync(World world, string name, long seed, int? count, CancellationToken cancel)
    {
        using var alone = await _doors.EnterAsync(world.Tenant, cancel);
        var (generation, now, project) = world.Read(turn =>
        {
            RefuseUnlessEmpty(turn);
            return (world.Generation, turn.Now, LlamaProject.DefaultOf(turn));
        });
        using var aside = world.BuildAside();
        using var bytes = new LlamaSeedBytes(world, store, generation);
        var rows = new LlamaSeedRows(world, aside.Db, new Ids(seed, "dataset/" + name), project, name);
        aside.Db.Script("BEGIN");
        foreach (var steps in Datasets.Of(name, seed, now, count)!.Steps.SelectMany(Told).Chunk(Ahead))
        {
            cancel.ThrowIfCancellationRequested();
            var contents = await Task.WhenAll(steps.Select(step => bytes.OfAsync(step, cancel)));
            foreach (var (step, content) in steps.Zip(contents)) rows.Write(step, content);
        }
        aside.Db.Script("COMMIT");
        aside.Complete();
        var loaded = rows.Loaded;
        world.Adopt(aside, generation, RefuseUnlessEmpty);
        return loaded;
    }

    /// <summary>What of a step concerns this API: pictures and documents come, and are deleted, for good.</summary>
    private static IEnumerable<SeedStep> Told(SeedStep step) => step switch
    {
        SeedFile { MediaType: "image" or "document" } or SeedDeletion => [step],
        SeedSession session => session.Entries.Select(entry => entry.File).OfType<SeedFile>().SelectMany(Told),
        _ => [],
    };

    private static void RefuseUnlessEmpty(Turn turn)
    {
        if (turn.Db.Number("SELECT 1 FROM llama_files LIMIT 1") is not null)
            throw ApiError.Conflict("A dataset is a whole world and needs an empty tenant: POST /_emulator/reset first, or send another key");
    }
}

/// <summary>What was loaded.</summary>
/// <param name="Files">Those that are there: deleted ones are gone.</param>
/// <param name="Projects">Beside the key's own.</param>
/// <param name="Bytes">Of these files.</param>
public sealed record LlamaLoaded(int Files, int Projects, long Bytes);
