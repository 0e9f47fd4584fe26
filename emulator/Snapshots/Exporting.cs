using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Snapshots;

/// <summary>
/// Writes a snapshot as one file, a gzipped tar: <c>snapshot.json</c>, <c>database.db</c>, <c>exports/{n}</c>, <c>objects/{key}</c>
/// in order of their keys, and last <c>SHA256SUMS</c> of all of them, as <c>sha256sum -c</c> reads it. It holds no key and no secret.
/// The same snapshot gives the same bytes.
/// </summary>
public sealed class Exporting(IObjectStore store)
{
    /// <summary>Refuses what does not fit, before anything is sent.</summary>
    /// <exception cref="ApiError">A file has 8 GiB or more: 409.</exception>
    public static void Check(Snapshot snapshot)
    {
        using var db = Database.Open(snapshot.Database);
        if (db.Number("SELECT MAX(size_bytes) FROM files") > TarFile.MostBytes || snapshot.Record.DatabaseBytes > Importing.MostDatabase)
            throw ApiError.Conflict("The snapshot cannot be exported: a file has 8 GiB or more, or its database more than 4 GiB");
    }

    /// <summary>Streams the file out. The snapshot's use must be held.</summary>
    public async Task WriteAsync(World world, Snapshot snapshot, Stream to, CancellationToken cancel)
    {
        await using var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        var sums = new StringBuilder();
        var record = JsonSerializer.SerializeToUtf8Bytes(snapshot.Record with { UploadBytes = null }, WireJson.Wire.SnapshotRecord);
        await AddAsync("snapshot.json", new MemoryStream(record));
        await AddAsync("database.db", File.OpenRead(snapshot.Database));
        for (var n = 0; n < snapshot.Record.Exports.Length; n++) await AddAsync($"exports/{n}", File.OpenRead(snapshot.Export(n)));
        foreach (var key in Objects(snapshot).Order(StringComparer.Ordinal))
            if (await store.OpenReadAsync(world.Storage, key, cancel) is { } bytes) await AddAsync("objects/" + key, bytes);
        await AddAsync("SHA256SUMS", new MemoryStream(Encoding.ASCII.GetBytes(sums.ToString())));
        await gzip.WriteAsync(new byte[2 * TarFile.Block], cancel);

        async Task AddAsync(string path, Stream bytes)
        {
            await using var open = bytes;
            var hash = await EntryAsync(gzip, path, bytes, cancel);
            sums.Append($"{hash}  {path}\n");
        }
    }

    private static HashSet<string> Objects(Snapshot snapshot)
    {
        using var db = Database.Open(snapshot.Database);
        return ContentKeys.ObjectsOf(db);
    }

    private static async Task<string> EntryAsync(Stream to, string path, Stream bytes, CancellationToken cancel)
    {
        var size = bytes.Length;
        await to.WriteAsync(TarFile.Header(path, size), cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        for (var left = size; left > 0;)
        {
            var read = await bytes.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancel);
            if (read == 0) throw new EndOfStreamException($"{path} ended early.");
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
            left -= read;
        }
        await to.WriteAsync(new byte[TarFile.Padding(size)], cancel);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
