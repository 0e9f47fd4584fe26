using System.Formats.Tar;
using System.IO.Compression;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>
/// Writes a snapshot as a gzipped tar: <c>snapshot.json</c>, <c>database.db</c>, <c>exports/{n}</c>, <c>objects/{key}</c> in order of keys,
/// <c>absent</c> if some objects are not in storage, and last <c>SHA256SUMS</c> of all of them, for <c>sha256sum -c</c>. It contains no
/// keys and secrets, and is deterministic.
/// </summary>
internal sealed class SnapshotExporter(IObjectStore store)
{
    /// <exception cref="ApiError">409: a file has 8 GiB or more, or the database is too large.</exception>
    public static void EnsureExportable(Snapshot snapshot)
    {
        using var db = Database.OpenReadOnly(snapshot.Folder.DatabasePath);
        if (db.QueryNumber("SELECT MAX(size_bytes) FROM files") > SnapshotArchive.MaxFileBytes
            || snapshot.Record.DatabaseBytes > SnapshotImporter.MaxDatabaseBytes)
            throw ApiError.Conflict("The snapshot cannot be exported: a file has 8 GiB or more, or its database more than 4 GiB");
    }

    /// <summary>The lock of the snapshot must be held.</summary>
    public async Task WriteAsync(TenantState tenant, Snapshot snapshot, Stream to, CancellationToken cancel)
    {
        await using var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true);
        var (sums, absent) = (new StringBuilder(), new List<string>());
        var record = snapshot.Record with { Format = SnapshotRecord.CurrentFormat, UploadBytes = null };
        await AddAsync("snapshot.json",
            new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(record, ControlJsonContext.Shared.SnapshotRecord)));
        await AddAsync("database.db", File.OpenRead(snapshot.Folder.DatabasePath));
        for (var n = 0; n < snapshot.Record.Exports.Length; n++)
            await AddAsync($"exports/{n}", File.OpenRead(snapshot.Folder.GetExportPath(n)));
        foreach (var key in ReadObjectKeys(snapshot).Order(StringComparer.Ordinal))
            if (await store.OpenReadAsync(tenant.Storage, key, cancel) is { } bytes) await AddAsync("objects/" + key, bytes);
            else absent.Add(key); // files of the dataset "scale" have no bytes
        if (absent.Count > 0)
            await AddAsync(SnapshotArchive.MissingObjectsEntry, new MemoryStream(SnapshotArchive.FormatMissingObjects(absent)));
        await AddAsync("SHA256SUMS", new MemoryStream(Encoding.ASCII.GetBytes(sums.ToString())));

        async Task AddAsync(string path, Stream bytes)
        {
            await using var open = bytes;
            var hash = await SnapshotArchive.WriteEntryAsync(tar, path, bytes, cancel);
            sums.Append($"{hash}  {path}\n");
        }
    }

    private static HashSet<string> ReadObjectKeys(Snapshot snapshot)
    {
        using var db = Database.OpenReadOnly(snapshot.Folder.DatabasePath);
        return ContentKeys.ReadObjectKeys(db);
    }
}
