using Scopix.Emulator.Api.LlamaCloud;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Fixtures.Datasets;
using Scopix.Storage;

namespace Scopix.Emulator.Control.Seeding;

/// <summary>
/// Loads of a dataset what this API can hold: its documents and pictures. They are written into a database beside the tenant's, which
/// takes its place when it is whole: a failure leaves nothing, and nobody sees half a dataset.
/// </summary>
internal sealed class LlamaDatasetLoader(IObjectStore store)
{
    private static readonly int BatchSize = 2 * System.Environment.ProcessorCount;

    private readonly KeyedLock _locks = new();

    /// <summary>Loads a dataset into an empty tenant.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="name">One of <see cref="DatasetCatalogue.All"/>.</param>
    /// <param name="seed">What it is derived from.</param>
    /// <param name="count">How many files; null as many as usual.</param>
    /// <param name="cancel">When nobody waits any more.</param>
    /// <exception cref="ApiError">The tenant is not empty, or was reset meanwhile: 409.</exception>
    public async Task<LlamaLoadResult> LoadAsync(TenantState tenant, string name, long seed, int? count, CancellationToken cancel)
    {
        using var lockScope = await _locks.AcquireAsync(tenant.Id, cancel);
        var (generation, now, project) = tenant.Read(transaction =>
        {
            DatasetLoader.EnsureEmpty(transaction);
            return (tenant.Generation, transaction.Now, LlamaProject.GetDefault(transaction));
        });
        using var staging = tenant.CreateStagingDatabase();
        using var bytes = new LlamaSeedPublisher(tenant, store, generation);
        var rows = new LlamaSeedWriter(tenant, staging.Db, new IdGenerator(seed, "dataset/" + name), project, name);
        staging.Db.ExecuteScript("BEGIN");
        foreach (var steps in DatasetCatalogue.Create(name, seed, now, count)!.Steps.SelectMany(SelectSupportedSteps).Chunk(BatchSize))
        {
            cancel.ThrowIfCancellationRequested();
            var contents = await Task.WhenAll(steps.Select(step => bytes.GetContentAsync(step, cancel)));
            foreach (var (step, content) in steps.Zip(contents)) rows.Write(step, content);
        }
        staging.Db.ExecuteScript("COMMIT");
        staging.Complete();
        var loaded = rows.Result;
        tenant.ReplaceDatabase(staging, transaction =>
        {
            tenant.ThrowIfReset(generation);
            DatasetLoader.EnsureEmpty(transaction);
        });
        return loaded;
    }

    /// <summary>What of a step concerns this API: pictures and documents come, and are deleted, for good.</summary>
    private static IEnumerable<SeedStep> SelectSupportedSteps(SeedStep step) => step switch
    {
        SeedFile { MediaType: "image" or "document" } or SeedDeletion => [step],
        SeedSession session => session.Entries.Select(entry => entry.File).OfType<SeedFile>().SelectMany(SelectSupportedSteps),
        _ => [],
    };
}

/// <summary>What was loaded.</summary>
/// <param name="Files">Those that are there: deleted ones are gone.</param>
/// <param name="Projects">Beside the key's own.</param>
/// <param name="Bytes">Of these files.</param>
internal sealed record LlamaLoadResult(int Files, int Projects, long Bytes);
