using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>
/// Writes a snapshot as one file, a gzipped tar: <c>snapshot.json</c>, <c>database.db</c>, <c>exports/{n}</c>, <c>objects/{key}</c>
/// in order of their keys, <c>absent</c> when some of them are not in storage, and last <c>SHA256SUMS</c> of all of them, as <c>sha256sum -c</c> reads it. It holds no key and no secret.
/// The same snapshot gives the same bytes.
/// </summary>
public sealed class Exporting(IObjectStore store)
{
    /// <summary>Refuses what does not fit, before anything is sent.</summary>
    /// <exception cref="ApiError">A file has 8 GiB or more: 409.</exception>
    public static void Check(Snapshot snapshot)
    {
        using var db = Database.Open(snapshot.Database);
        if (db.Number("SELECT MAX(size_bytes) FROM files") > Archive.MostBytes || snapshot.Record.DatabaseBytes > Importing.MostDatabase)
            throw ApiError.Conflict("The snapshot cannot be exported: a file has 8 GiB or more, or its database more than 4 GiB");
    }

    /// <summary>Streams the file out. The snapshot's use must be held.</summary>
    public async Task WriteAsync(World world, Snapshot snapshot, Stream to, CancellationToken cancel)
    {
        await using var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true);
        var (sums, absent) = (new StringBuilder(), new List<string>());
        var record = snapshot.Record with { Format = SnapshotRecord.PresentFormat, UploadBytes = null };
        await AddAsync("snapshot.json", new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(record, WireJson.Wire.SnapshotRecord)));
        await AddAsync("database.db", File.OpenRead(snapshot.Database));
        for (var n = 0; n < snapshot.Record.Exports.Length; n++) await AddAsync($"exports/{n}", File.OpenRead(snapshot.Export(n)));
        foreach (var key in Objects(snapshot).Order(StringComparer.Ordinal))
            if (await store.OpenReadAsync(world.Storage, key, cancel) is { } bytes) await AddAsync("objects/" + key, bytes);
            else absent.Add(key); // files of the dataset scale have none
        if (absent.Count > 0) await AddAsync(Archive.Absent, new MemoryStream(Archive.AbsentText(absent)));
        await AddAsync("SHA256SUMS", new MemoryStream(Encoding.ASCII.GetBytes(sums.ToString())));

        async Task AddAsync(string path, Stream bytes)
        {
            await using var open = bytes;
            var hash = await Archive.WriteAsync(tar, path, bytes, cancel);
            sums.Append($"{hash}  {path}\n");
        }
    }

    private static HashSet<string> Objects(Snapshot snapshot)
    {
        using var db = Database.Open(snapshot.Database);
        return ContentKeys.ObjectsOf(db);
    }
}
