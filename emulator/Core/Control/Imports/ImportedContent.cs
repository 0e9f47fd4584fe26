using Scopix.Emulator.Control.Snapshots;

namespace Scopix.Emulator.Control.Imports;

/// <summary>
/// The bytes of an import: those that its files need, and what protects published ones until the files are recorded. Disposing deletes
/// whatever no file refers to.
/// </summary>
internal sealed class ImportedContent(TenantState tenant, int generation, IObjectStore store) : IDisposable
{
    private readonly Dictionary<string, (string Key, long? SizeBytes)> _expected = [];
    private readonly List<PendingContentLease> _leases = [];

    /// <summary>Of all objects in the archive.</summary>
    public long Bytes { get; private set; }

    /// <summary>Protects content; call it before the content is published.</summary>
    /// <param name="reference">The content's hash or object key, as <see cref="PendingContent"/> lists it.</param>
    /// <param name="deleteUnreferenced">Deletes the content unless a file or a snapshot refers to it.</param>
    public void Protect(string reference, Action<Transaction> deleteUnreferenced) =>
        _leases.Add(PendingContentLease.Acquire(tenant, generation, reference, deleteUnreferenced));

    /// <summary>Expects <c>objects/{hash}</c> in the archive, once for all files with this hash.</summary>
    /// <param name="sizeBytes">Its size; null when it is not known.</param>
    /// <exception cref="ApiError">422: two files have the same hash and different sizes.</exception>
    public void Expect(string hash, string key, long? sizeBytes)
    {
        if (_expected.TryGetValue(hash, out var other) && other.SizeBytes != sizeBytes)
            throw ApiError.Invalid("size_bytes", "is not that of another file with the same hash");
        _expected.TryAdd(hash, (key, sizeBytes));
    }

    /// <summary>Writes a text of a document into the store.</summary>
    public Task WriteAsync(string key, Func<Stream, Task> write, CancellationToken cancel) =>
        store.WriteAsync(tenant.Storage, key, write, cancel);

    /// <summary>Reads and publishes all objects, each of which must have the expected hash and size.</summary>
    /// <exception cref="ApiError">422: an object is missing, unexpected or different.</exception>
    public async Task ReadObjectsAsync(SnapshotArchiveReader archive, CancellationToken cancel)
    {
        const string Prefix = "objects/";
        while (await archive.PeekPathAsync() is var path && path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            if (!_expected.Remove(path[Prefix.Length..], out var expected))
                throw ApiError.Invalid(path, "is not an object that a file needs");
            using var staged = await archive.ReadAsync(
                path, Math.Min(SnapshotImporter.MaxObjectsBytes - Bytes, SnapshotArchive.MaxFileBytes),
                content => store.StageAsync(tenant.Storage, content, SnapshotArchive.MaxFileBytes, cancel));
            if (staged.Sha256 != path[Prefix.Length..]) throw ApiError.Invalid(path, "does not have the SHA-256 in its name");
            if (expected.SizeBytes is { } size && size != staged.SizeBytes)
                throw ApiError.Invalid(path, $"has {staged.SizeBytes} bytes; its file says {size}");
            await store.PublishAsync(tenant.Storage, staged, expected.Key, cancel);
            Bytes += staged.SizeBytes;
        }
        if (_expected.Count > 0)
            throw ApiError.Invalid(Prefix + _expected.Keys.Min(StringComparer.Ordinal), "is missing, but a file needs it");
    }

    public void Dispose()
    {
        foreach (var lease in _leases) lease.Dispose();
    }
}
