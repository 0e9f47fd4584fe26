using Microsoft.Extensions.Logging.Abstractions;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Search;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Control.Logging;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Control.Seeding;

/// <summary>
/// Loads datasets. Each step is written as its slice writes it, at its time in the dataset, into a staging database. That replaces the
/// tenant's database when it is complete, so that a failure changes nothing.
/// </summary>
internal sealed class DatasetLoader(
    IObjectStore store, EmbeddedStore local, UploadProcessor uploadProcessor, ScheduleRunner schedule, ILogger? log = null,
    SemanticSearch? semantic = null)
{
    private static readonly int MaxPreparedAhead = 2 * System.Environment.ProcessorCount;

    private static readonly string[] ContentTables = ["files", "folders", "sessions", "intents", "data_exports", "jobs", "ledger",
        "projects WHERE is_default = 0", "llama_files"];

    private readonly KeyedLock _tenantLocks = new();

    public static bool IsEmpty(Transaction transaction) =>
        ContentTables.All(table => transaction.Db.QueryNumber($"SELECT 1 FROM {table} LIMIT 1") is null);

    /// <param name="name">One of <see cref="DatasetCatalogue.All"/>.</param>
    /// <param name="count">The number of files; null for the default of the dataset.</param>
    /// <param name="locale">One of <see cref="DatasetCatalogue.Locales"/>; null for English.</param>
    /// <param name="origin">Scheme and host of URLs in exports.</param>
    /// <exception cref="ApiError">409: the tenant is not empty, or was reset meanwhile.</exception>
    public async Task<SeedResponse> LoadAsync(
        TenantState tenant, string name, long seed, int? count, string? locale, Uri origin, CancellationToken cancel)
    {
        using var lockScope = await _tenantLocks.AcquireAsync(tenant.Id, cancel);
        var (generation, now) = tenant.Read(transaction =>
        {
            EnsureEmpty(transaction);
            return (tenant.Generation, transaction.Now);
        });
        using var staging = tenant.CreateStagingDatabase();
        var writer = new SeedWriter(tenant, staging.Db, new SeedDependencies(store, local, uploadProcessor, schedule, origin),
            DatasetCatalogue.Create(name, seed, now, count, locale)!);
        var ready = new Queue<(SeedStep Step, Task<PreparedUpload[]> Prepared)>();
        var progress = new LoadingProgress(log ?? NullLogger.Instance, $"Loading the dataset {name}", TimeProvider.System);
        var finished = false;
        try
        {
            staging.Db.ExecuteScript("BEGIN");
            await foreach (var step in SeedStepPrefetcher.PrefetchAsync(writer.Dataset.Steps, cancel))
            {
                ready.Enqueue(
                    (step, SeedUploads.GetFilesWithBytes(step) is { Count: > 0 } files
                        ? Task.Run(() => PrepareAsync(tenant, generation, files, cancel), cancel) : NothingPrepared));
                if (ready.Count > MaxPreparedAhead) await WriteNextAsync(writer, ready, cancel);
                progress.Report((writer.FileCount, count), static files => DescribeFiles(files.FileCount, files.count));
            }
            while (ready.Count > 0) await WriteNextAsync(writer, ready, cancel);
            var seeded = writer.Finish(now);
            staging.Db.ExecuteScript("COMMIT");
            progress.Report(writer.FileCount, static files => $"{files:N0} files, creating the indexes");
            staging.Complete();
            tenant.ReplaceDatabase(staging, transaction =>
            {
                tenant.ThrowIfReset(generation);
                EnsureEmpty(transaction);
            });
            finished = true;
            _ = semantic?.EmbedMissingAsync(tenant); // the first search waits for it
            progress.End($"{seeded.Files:N0} files are loaded");
            return seeded;
        }
        finally
        {
            await DisposePreparedAsync(ready);
            writer.Release(finished);
        }
    }

    private static Task<PreparedUpload[]> NothingPrepared { get; } = Task.FromResult<PreparedUpload[]>([]);

    /// <exception cref="ApiError">409: the tenant is not empty.</exception>
    public static void EnsureEmpty(Transaction transaction)
    {
        if (!IsEmpty(transaction))
            throw ApiError.Conflict(
                "A dataset can only be loaded into an empty tenant: POST /_emulator/reset first, or send another key");
    }

    private static string DescribeFiles(int done, int? all) => all is null ? $"{done:N0} files" : $"{done:N0} of {all:N0} files";

    private static async Task WriteNextAsync(
        SeedWriter writer, Queue<(SeedStep Step, Task<PreparedUpload[]> Prepared)> ready, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (step, preparing) = ready.Peek(); // it stays in the queue, so that it is disposed on failure
        var prepared = await preparing;
        ready.Dequeue();
        await writer.WriteAsync(step, prepared, cancel);
    }

    private async Task<PreparedUpload[]> PrepareAsync(
        TenantState tenant, int generation, IReadOnlyList<SeedFile> files, CancellationToken cancel)
    {
        var prepared = new List<PreparedUpload>();
        try
        {
            foreach (var file in files) prepared.Add(await PrepareAsync(tenant, generation, file, cancel));
            return [.. prepared];
        }
        catch
        {
            foreach (var one in prepared) one.Dispose();
            throw;
        }
    }

    private async Task<PreparedUpload> PrepareAsync(TenantState tenant, int generation, SeedFile file, CancellationToken cancel)
    {
        var made = file.CreateContent!();
        using var staged = await store.StageAsync(tenant.Storage, new MemoryStream(made.File.Bytes), long.MaxValue, cancel);
        // the dataset has the AI results: nothing is generated, and Tesseract reads nothing
        var request = SeedUploads.CreateUploadRequest(file) with { AutoDescribe = false };
        var prepared = await uploadProcessor
            .PrepareAsync(tenant, generation, new ReceivedFile(0, file.Filename, staged), request, cancel);
        return prepared with { Outcome = file.AutoDescribe ? made.Outcome with { Source = OutcomeSources.Dataset } : null };
    }

    private static async Task DisposePreparedAsync(Queue<(SeedStep Step, Task<PreparedUpload[]> Prepared)> ready)
    {
        foreach (var (_, preparing) in ready)
        {
            await ((Task)preparing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (preparing.IsCompletedSuccessfully) foreach (var one in preparing.Result) one.Dispose();
        }
    }
}
