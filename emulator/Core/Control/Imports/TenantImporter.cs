using System.IO.Compression;
using Scopix.Emulator.Api.LlamaCloud;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Control.Snapshots;

namespace Scopix.Emulator.Control.Imports;

/// <summary>
/// Imports an archive: a gzipped tar with <c>import.json</c>, <c>projects.json</c>, <c>folders.json</c>, <c>files/{id}.json</c>,
/// <c>objects/{sha256}</c> and <c>SHA256SUMS</c>. It fills a staging database, which replaces that of the tenant when the whole archive was
/// read and checked, so that a failure changes nothing.
/// </summary>
internal sealed class TenantImporter(IObjectStore store, EmbeddedStore local, long seed)
{
    private readonly KeyedLock _tenantLocks = new();

    /// <param name="replace">True to replace the data of the tenant; its clock, faults, stubs and snapshots stay.</param>
    /// <exception cref="ApiError">409: the tenant is not empty, or was reset meanwhile. 422: the archive is invalid.</exception>
    public async Task<ImportResponse> ImportAsync(TenantState tenant, Stream archive, bool replace, CancellationToken cancel)
    {
        using var lockScope = await _tenantLocks.AcquireAsync(tenant.Id, cancel);
        var (generation, now, project) = tenant.Read(transaction =>
        {
            if (!replace) EnsureEmpty(transaction);
            return (tenant.Generation, transaction.Now, LlamaProject.GetDefault(transaction));
        });
        using var staging = tenant.CreateStagingDatabase(StagingDatabase.ImportSuffix);
        using var content = new ImportedContent(tenant, generation, store);
        await using var unpacked = new GZipStream(archive, CompressionMode.Decompress);
        await using var reader = new SnapshotArchiveReader(unpacked, cancel);
        var entries = new ImportReader(reader);
        await entries.ReadAsync("import.json", ImportJsonContext.Default.ImportHeader, header =>
        {
            header.Validate(tenant);
            return Task.FromResult(header);
        });
        staging.Db.ExecuteScript("BEGIN");
        var (counts, idCount) = await ReadRecordsAsync(
            entries, new Transaction(tenant, staging.Db, new IdGenerator(0, ""), now), content, project, cancel);
        staging.Db.ExecuteScript("COMMIT");
        await content.ReadObjectsAsync(reader, cancel);
        await reader.VerifyChecksumsAsync();
        staging.Complete();
        CheckReferences(staging.Db);
        Replace(tenant, staging, generation, idCount, replace);
        return counts with { Bytes = content.Bytes };
    }

    private async Task<(ImportResponse Counts, long IdCount)> ReadRecordsAsync(
        ImportReader entries, Transaction transaction, ImportedContent content, string project, CancellationToken cancel)
    {
        if (transaction.Tenant.Vendor == Vendor.LlamaCloud)
        {
            var files = new LlamaImportWriter(transaction, project, content, store);
            await files.ReadAsync(entries);
            return (files.Counts, files.CreateIdCount());
        }
        var writer = new ScopixImportWriter(transaction, content, store, local, seed, cancel);
        await writer.ReadAsync(entries);
        return (writer.Counts, writer.CreateIdCount());
    }

    private void Replace(TenantState tenant, StagingDatabase staging, int generation, long idCount, bool replace)
    {
        var retained = ContentKeys.Read(staging.Db);
        tenant.ReplaceDatabase(staging, idCount, transaction =>
        {
            tenant.ThrowIfReset(generation);
            if (!replace) EnsureEmpty(transaction);
            return UnreferencedContent.Find(transaction, retained);
        }, unreferenced =>
        {
            unreferenced.Delete(tenant, store, local);
            store.DeleteUploads(tenant.Storage);
        });
    }

    private static void CheckReferences(Database db)
    {
        try
        {
            ReferenceValidator.Validate(db);
        }
        catch (ApiError broken)
        {
            throw ApiError.Invalid("body", broken.Issue!);
        }
    }

    private static void EnsureEmpty(Transaction transaction)
    {
        if (!DatasetLoader.IsEmpty(transaction))
            throw ApiError.Conflict("The tenant is not empty: send ?replace=true to replace its data, or another key");
    }
}
