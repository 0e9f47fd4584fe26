using System.Collections.Concurrent;
using System.Globalization;

namespace Scopix.Emulator.ObjectStore;

/// <summary>
/// Objects as files: <c>{root}/{tenant}/objects/{key}</c>, staged ones in <c>{root}/{tenant}/staging</c>. A root belongs to
/// one store at a time. A key cannot be the folder of another one, as it can in S3. Nothing is synced to disk: bytes
/// survive a killed process, not a power cut.
/// </summary>
/// <param name="root">Kept over restarts; null for a temporary folder, made on first use and removed by Dispose.</param>
public sealed class EmbeddedStore(string? root = null) : IObjectStore, IDisposable
{
    /// <summary>The only bucket.</summary>
    public const string Bucket = "scopix-uploads";

    /// <summary>What the path of every presigned URL begins with.</summary>
    public const string PathPrefix = "/_s3/";

    private readonly ConcurrentDictionary<string, string> _tenants = new();
    private readonly Lock _renames = new();
    private readonly Lock _opening = new();
    private TemporaryFolder? _temporary;
    private bool _disposed;
    private long _number;

    /// <summary>Where everything lies; null for a temporary store that nobody has used yet.</summary>
    public string? Root => root ?? _temporary?.Path;

    /// <inheritdoc/>
    public async Task<StagedObject> StageAsync(StorageAccount account, Stream body, long maxBytes, CancellationToken cancel)
    {
        var path = Path.Combine(TenantFolder(account), "staging", NextName());
        return await StagedFile.ReadAsync(path, body, maxBytes, cancel);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The key cannot be kept, or the body was staged elsewhere.</exception>
    public Task PublishAsync(StorageAccount account, StagedObject staged, string key, CancellationToken cancel)
    {
        if (!ObjectKey.IsValid(key)) throw new ArgumentException($"'{key}' cannot be an object's key.", nameof(key));
        if (staged is not StagedFile file) throw new ArgumentException("The body was staged by another store.", nameof(staged));
        cancel.ThrowIfCancellationRequested();
        var target = Path.Combine(TenantFolder(account), "objects", key);
        var now = account.Now();
        lock (_renames) file.MoveTo(target, now);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Stream? OpenRead(StorageAccount account, string key) => Find(account, key)?.Content;

    /// <inheritdoc/>
    public void Delete(StorageAccount account, string key)
    {
        if (PathOf(account, key) is { } path && File.Exists(path)) File.Delete(path);
    }

    /// <summary>Removes every object of an account. Bodies that are staged just now go when their holders dispose them.</summary>
    public void DeleteAll(StorageAccount account)
    {
        if (Root is null) return;
        var folder = TenantFolder(account);
        var doomed = Path.Combine(folder, "deleted-" + NextName());
        lock (_renames)
        {
            if (!Directory.Exists(Path.Combine(folder, "objects"))) return;
            Directory.Move(Path.Combine(folder, "objects"), doomed);
        }

        Directory.Delete(doomed, recursive: true);
    }

    /// <inheritdoc/>
    public Uri PresignGet(StorageAccount account, Uri origin, string key, TimeSpan lifetime, string? contentDisposition = null) =>
        SigV4.Presign(account, HttpMethods.Get, origin, PathPrefix + Bucket + "/" + key, lifetime,
            contentDisposition is null ? null : [("response-content-disposition", contentDisposition)]);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_opening)
        {
            _disposed = true;
            _temporary?.Dispose();
        }
    }

    /// <summary>Opens an object with what its headers need; null when there is none.</summary>
    internal StoredObject? Find(StorageAccount account, string key) =>
        PathOf(account, key) is { } path ? StoredObject.Open(path, key) : null;

    private string NextName() => Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);

    private string? PathOf(StorageAccount account, string key) =>
        Root is null || !ObjectKey.IsValid(key) ? null : Path.Combine(TenantFolder(account), "objects", key);

    private string TenantFolder(StorageAccount account)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_tenants.TryGetValue(account.Tenant, out var known)) return known;
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _tenants.GetOrAdd(account.Tenant, OpenTenant);
        }
    }

    /// <summary>Readies a tenant's folder and removes what an earlier run left unfinished there.</summary>
    private string OpenTenant(string tenant)
    {
        if (!ObjectKey.IsValid(tenant) || tenant.Contains('/', StringComparison.Ordinal))
            throw new ArgumentException($"'{tenant}' cannot be a tenant's id.", nameof(tenant));
        var folder = Path.Combine(OpenRoot(), tenant);
        var staging = Directory.CreateDirectory(Path.Combine(folder, "staging"));
        foreach (var file in staging.EnumerateFiles()) file.Delete();
        foreach (var doomed in Directory.GetDirectories(folder, "deleted-*")) Directory.Delete(doomed, recursive: true);
        return folder;
    }

    private string OpenRoot() => root ?? (_temporary ??= TemporaryFolder.Create(TemporaryFolder.DefaultParent())).Path;
}
