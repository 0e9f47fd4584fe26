using System.IO.Compression;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>
/// Imports an exported snapshot for the tenant that sends it. Format, versions, sizes, checksums, the database and the objects that it
/// refers to are checked first. A failure changes nothing.
/// </summary>
internal sealed class SnapshotImporter(IObjectStore store, SnapshotStore snapshotStore)
{
    /// <summary>A limit of ours.</summary>
    public const long MaxDatabaseBytes = 4L << 30;

    /// <summary>Of all objects together (a limit of ours).</summary>
    public const long MaxObjectsBytes = 64L << 30;

    private const int MaxRecordBytes = 16 * 1024 * 1024;

    /// <summary>The snapshot lock of the tenant must be held.</summary>
    /// <exception cref="ApiError">409: the name is taken. 422: the file is not a valid export.</exception>
    /// <param name="operations">The ids of all operations, which faults may name.</param>
    public async Task<Snapshot> ImportAsync(
        TenantState tenant, Stream export, string name, IEnumerable<string> operations, CancellationToken cancel)
    {
        var folder = snapshotStore.CreateFolder(tenant, name);
        var staged = new List<(string Key, StagedObject Bytes)>();
        try
        {
            await using var tar = new GZipStream(export, CompressionMode.Decompress);
            await using var reader = new SnapshotArchiveReader(tar, cancel);
            var snapshot = new Snapshot(folder,
                SnapshotRecordValidator.ReadValidated(await reader.ReadAsync("snapshot.json", MaxRecordBytes), tenant, operations));
            await ReadDatabaseAsync(reader, snapshot, tenant);
            await ReadObjectsAsync(reader, snapshot, tenant, staged, cancel);
            await reader.VerifyChecksumsAsync();
            return await PublishAsync(tenant, snapshot, name, staged);
        }
        catch
        {
            snapshotStore.DeleteFolder(tenant, folder);
            throw;
        }
        finally
        {
            foreach (var (_, bytes) in staged) bytes.Dispose();
        }
    }

    private static async Task ReadDatabaseAsync(SnapshotArchiveReader reader, Snapshot snapshot, TenantState target)
    {
        var (record, tenant) = (snapshot.Record, snapshot.Record.Tenant);
        var database = snapshot.Folder.DatabasePath;
        var written = await reader.ReadAsync("database.db", MaxDatabaseBytes, bytes => SaveToFileAsync(bytes, database));
        if (written != record.DatabaseBytes)
            throw ApiError.Invalid("database.db",
                $"has {written} bytes instead of the {record.DatabaseBytes} in snapshot.json");
        DatabaseValidator.UpgradeToCurrent(snapshot.Folder.DatabasePath, record);
        DatabaseValidator.Validate(snapshot.Folder.DatabasePath, record);
        for (var n = 0; n < record.Exports.Length; n++)
        {
            var path = snapshot.Folder.GetExportPath(n);
            var size = await reader.ReadAsync($"exports/{n}", record.Exports[n].SizeBytes, bytes => SaveToFileAsync(bytes, path));
            if (size != record.Exports[n].SizeBytes)
                throw ApiError.Invalid($"exports/{n}", "has another size than snapshot.json has");
        }
        if (tenant != target.Id) TenantRewriter.RewriteDatabase(target, snapshot.Folder.DatabasePath, tenant, record.State.Now);
    }

    private async Task ReadObjectsAsync(SnapshotArchiveReader reader, Snapshot snapshot, TenantState tenant,
        List<(string Key, StagedObject Bytes)> staged, CancellationToken cancel)
    {
        using var db = Database.OpenReadOnly(snapshot.Folder.DatabasePath);
        var wanted = ContentKeys.ReadObjectKeys(db);
        for (var room = MaxObjectsBytes; await reader.PeekPathAsync() is var path && path.StartsWith("objects/", StringComparison.Ordinal);)
        {
            var key = TenantRewriter.RewriteKey(path["objects/".Length..], snapshot.Record.Tenant, tenant.Id);
            if (!wanted.Remove(key)) throw ApiError.Invalid(path, "is not an object that the database refers to");
            var bytes = await reader.ReadAsync(path, Math.Min(room, SnapshotArchive.MaxFileBytes),
                content => store.StageAsync(tenant.Storage, content, SnapshotArchive.MaxFileBytes, cancel));
            staged.Add((key, bytes));
            room -= bytes.SizeBytes;
            if (!IsContentAddressed(key)) continue;
            if (Path.GetFileName(key).Split('.')[0] != bytes.Sha256)
                throw ApiError.Invalid(path, "does not have the SHA-256 in its name");
            if (db.QueryNumber("SELECT 1 FROM files WHERE hash = $1 AND media_type <> 'link' AND size_bytes <> $2 LIMIT 1", bytes.Sha256,
                bytes.SizeBytes) is not null)
                throw ApiError.Invalid(path, $"has {bytes.SizeBytes} bytes; the database has another size");
        }
        await CheckMissingObjectsAsync(reader, snapshot.Record,
            [.. wanted.Select(key => TenantRewriter.RewriteKey(key, tenant.Id, snapshot.Record.Tenant))]);
    }

    /// <summary>Objects may be missing if they were missing when the snapshot was exported. Format 1 does not list them.</summary>
    private static async Task CheckMissingObjectsAsync(SnapshotArchiveReader reader, SnapshotRecord record, string[] missing)
    {
        if (missing.Length == 0 || record.Format < 2) return;
        if (await reader.PeekPathAsync() != SnapshotArchive.MissingObjectsEntry)
            throw ApiError.Invalid("objects/" + missing.Min(StringComparer.Ordinal),
                "is missing, but the database refers to it");
        var list = await reader.ReadAsync(SnapshotArchive.MissingObjectsEntry, most: 128);
        if (!list.AsSpan().SequenceEqual(SnapshotArchive.FormatMissingObjects(missing)))
            throw ApiError.Invalid(SnapshotArchive.MissingObjectsEntry, "does not match the objects that are missing");
    }

    private async Task<Snapshot> PublishAsync(
        TenantState tenant, Snapshot snapshot, string name, List<(string Key, StagedObject Bytes)> staged)
    {
        tenant.Read(_ => tenant.SnapshotContent.AddSnapshot(snapshot.Folder.DatabasePath));
        foreach (var (key, bytes) in staged) await store.PublishAsync(tenant.Storage, bytes, key, CancellationToken.None);
        var exports = snapshot.Record.Exports.Select(
            export => export with { Key = TenantRewriter.RewriteKey(export.Key, snapshot.Record.Tenant, tenant.Id) });
        return SnapshotStore.Commit(snapshot with
        {
            Record = snapshot.Record with
            {
                Schema = DatabaseSchema.Version,
                Name = name,
                Tenant = tenant.Id,
                UploadBytes = null,
                Exports = [.. exports],
                DatabaseBytes = new FileInfo(snapshot.Folder.DatabasePath).Length,
            },
        });
    }

    /// <summary>The text and the pages of a document have the hash of the document in their keys, everything else its own.</summary>
    private static bool IsContentAddressed(string key) =>
        !key.StartsWith("text/", StringComparison.Ordinal) && !key.StartsWith("pages/", StringComparison.Ordinal);

    private static async Task<long> SaveToFileAsync(Stream bytes, string path)
    {
        await using var file = new FileStream(path, FileMode.CreateNew);
        await bytes.CopyToAsync(file);
        return file.Length;
    }
}
