using Scopix.Emulator.Api.LlamaCloud;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Control.Seeding;

/// <summary>
/// Loads the documents and pictures of a dataset, which is what this API can store, into a staging database. That replaces the tenant's
/// database when it is complete, so that a failure changes nothing.
/// </summary>
internal sealed class LlamaDatasetLoader(IObjectStore store)
{
    private static readonly int BatchSize = 2 * System.Environment.ProcessorCount;

    private readonly KeyedLock _locks = new();

    /// <param name="name">One of <see cref="DatasetCatalogue.All"/>.</param>
    /// <param name="count">The number of files; null for the default of the dataset.</param>
    /// <param name="locale">One of <see cref="DatasetCatalogue.Locales"/>; null for English.</param>
    /// <exception cref="ApiError">409: the tenant is not empty, or was reset meanwhile.</exception>
    public async Task<LlamaLoadResult> LoadAsync(
        TenantState tenant, string name, long seed, int? count, string? locale, CancellationToken cancel)
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
        var dataset = DatasetCatalogue.Create(name, seed, now, count, locale)!;
        foreach (var steps in dataset.Steps.SelectMany(SelectSupportedSteps).Chunk(BatchSize))
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

    private static IEnumerable<SeedStep> SelectSupportedSteps(SeedStep step) => step switch
    {
        SeedFile { MediaType: "image" or "document" } or SeedDeletion => [step],
        SeedSession session => session.Entries.Select(entry => entry.File).OfType<SeedFile>().SelectMany(SelectSupportedSteps),
        _ => [],
    };
}

/// <param name="Files">Without deleted ones.</param>
/// <param name="Projects">Without the default project of the key.</param>
internal sealed record LlamaLoadResult(int Files, int Projects, long Bytes);
