using System.IO.Compression;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>
/// Takes an exported file in, as a snapshot of whoever sends it. Everything is checked before anything counts: form, versions, sizes,
/// sums, the database itself, and that every object is one that it refers to. A failure leaves nothing.
/// </summary>
public sealed class Importing(IObjectStore store, Shelf shelf)
{
    /// <summary>The most bytes of a database (a limit of ours).</summary>
    public const long MostDatabase = 4L << 30;

    /// <summary>The most bytes of all objects together (a limit of ours).</summary>
    public const long MostObjects = 64L << 30;

    private const int MostRecord = 16 * 1024 * 1024;

    /// <summary>Takes a file in. The tenant's door must be held.</summary>
    /// <param name="call">The request with the file.</param>
    /// <param name="name">What the snapshot is called here.</param>
    /// <exception cref="ApiError">The name is taken (409), or the file is not as it was written (422 naming the part).</exception>
    public async Task<Snapshot> TakeAsync(Call call, string name)
    {
        var world = call.World;
        var folder = shelf.Begin(world, name);
        var staged = new List<(string Key, StagedObject Bytes)>();
        try
        {
            await using var tar = new GZipStream(call.Http.Request.Body, CompressionMode.Decompress);
            await using var reader = new SnapshotReader(tar, call.Cancel);
            var snapshot = new Snapshot(folder, RecordCheck.Read(await reader.ReadAsync("snapshot.json", MostRecord), world, Operations.Ids(call.Http)));
            await ReadDatabaseAsync(reader, snapshot, world);
            await ReadObjectsAsync(reader, snapshot, world, staged, call.Cancel);
            await reader.FinishAsync();
            return await KeepAsync(world, snapshot, name, staged);
        }
        catch
        {
            shelf.Drop(world, folder);
            throw;
        }
        finally
        {
            foreach (var (_, bytes) in staged) bytes.Dispose();
        }
    }

    private static async Task ReadDatabaseAsync(SnapshotReader reader, Snapshot snapshot, World world)
    {
        var (record, tenant) = (snapshot.Record, snapshot.Record.Tenant);
        var written = await reader.ReadAsync("database.db", MostDatabase, bytes => SaveAsync(bytes, snapshot.Database));
        if (written != record.DatabaseBytes) throw SnapshotReader.Wrong("database.db", $"has {written} bytes, not the {record.DatabaseBytes} that snapshot.json says");
        DatabaseCheck.BringUp(snapshot.Database, record);
        DatabaseCheck.Check(snapshot.Database, record);
        for (var n = 0; n < record.Exports.Length; n++)
        {
            var size = await reader.ReadAsync($"exports/{n}", record.Exports[n].SizeBytes, bytes => SaveAsync(bytes, snapshot.Export(n)));
            if (size != record.Exports[n].SizeBytes) throw SnapshotReader.Wrong($"exports/{n}", "has another size than snapshot.json says");
        }
        if (tenant != world.Tenant) OtherTenant.Take(world, snapshot.Database, tenant, record.State.Now);
    }

    private async Task ReadObjectsAsync(SnapshotReader reader, Snapshot snapshot, World world, List<(string Key, StagedObject Bytes)> staged, CancellationToken cancel)
    {
        using var db = Database.Open(snapshot.Database);
        var wanted = ContentKeys.ObjectsOf(db);
        for (var room = MostObjects; await reader.PeekAsync() is var path && path.StartsWith("objects/", StringComparison.Ordinal);)
        {
            var key = OtherTenant.Key(path["objects/".Length..], snapshot.Record.Tenant, world.Tenant);
            if (!wanted.Remove(key)) throw SnapshotReader.Wrong(path, "is nothing that the database refers to");
            var bytes = await reader.ReadAsync(path, Math.Min(room, Archive.MostBytes), bytes => store.StageAsync(world.Storage, bytes, Archive.MostBytes, cancel));
            staged.Add((key, bytes));
            room -= bytes.SizeBytes;
            if (!IsNamedByContent(key)) continue;
            if (Path.GetFileName(key).Split('.')[0] != bytes.Sha256) throw SnapshotReader.Wrong(path, "does not have the hash that it is named by");
            if (db.Number("SELECT 1 FROM files WHERE hash = $1 AND media_type <> 'link' AND size_bytes <> $2 LIMIT 1", bytes.Sha256, bytes.SizeBytes) is not null)
                throw SnapshotReader.Wrong(path, $"has {bytes.SizeBytes} bytes, not as many as the database says");
        }
        await CheckAbsentAsync(reader, snapshot.Record, [.. wanted.Select(key => OtherTenant.Key(key, world.Tenant, snapshot.Record.Tenant))]);
    }

    /// <summary>Objects may be missing when they were missing where the snapshot was exported. Format 1 does not say so.</summary>
    private static async Task CheckAbsentAsync(SnapshotReader reader, SnapshotRecord record, string[] missing)
    {
        if (missing.Length == 0 || record.Format < 2) return;
        if (await reader.PeekAsync() != Archive.Absent) throw SnapshotReader.Wrong("objects/" + missing.Min(StringComparer.Ordinal), "is missing, and the database refers to it");
        var told = await reader.ReadAsync(Archive.Absent, most: 128);
        if (!told.AsSpan().SequenceEqual(Archive.AbsentText(missing))) throw SnapshotReader.Wrong(Archive.Absent, "does not fit the objects that are missing");
    }

    private async Task<Snapshot> KeepAsync(World world, Snapshot snapshot, string name, List<(string Key, StagedObject Bytes)> staged)
    {
        world.Read(turn =>
        {
            world.Kept.Keep(snapshot.Database);
            return true;
        });
        foreach (var (key, bytes) in staged) await store.PublishAsync(world.Storage, bytes, key, CancellationToken.None);
        var exports = snapshot.Record.Exports.Select(export => export with { Key = OtherTenant.Key(export.Key, snapshot.Record.Tenant, world.Tenant) });
        return Shelf.Finish(snapshot with
        {
            Record = snapshot.Record with
            {
                Schema = Schema.Version,
                Name = name,
                Tenant = world.Tenant,
                UploadBytes = null,
                Exports = [.. exports],
                DatabaseBytes = new FileInfo(snapshot.Database).Length,
            },
        });
    }

    /// <summary>A document's text and pages are named by the document's hash; everything else by its own.</summary>
    private static bool IsNamedByContent(string key) => !key.StartsWith("text/", StringComparison.Ordinal) && !key.StartsWith("pages/", StringComparison.Ordinal);

    private static async Task<long> SaveAsync(Stream bytes, string path)
    {
        await using var file = new FileStream(path, FileMode.CreateNew);
        await bytes.CopyToAsync(file);
        return file.Length;
    }
}
