using System.Collections.Concurrent;
using System.Globalization;

namespace Scopix.Storage;

/// <summary>
/// Objects as files: <c>{root}/{tenant}/objects/{key}</c>, staged ones in <c>{root}/{tenant}/staging</c>, and what clients
/// have PUT under keys <c>staging/…</c> in <c>{root}/{tenant}/uploads</c>. A root belongs to one store at a time. A published
/// key cannot be the folder of another one, as it can in S3. Nothing is synced to disk: bytes survive a killed process, not
/// a power cut.
/// </summary>
/// <param name="root">Kept over restarts; null for a temporary folder, made on first use and removed by Dispose.</param>
internal sealed class EmbeddedStore(string? root = null) : IObjectStore, IDisposable
{
    /// <summary>The only bucket.</summary>
    public const string Bucket = "scopix-uploads";

    /// <summary>What the path of every presigned URL begins with.</summary>
    public const string PathPrefix = "/_s3/";

    private readonly ConcurrentDictionary<string, TenantFolder> _tenants = new();
    private readonly ContentVerifier _verifier = new();
    private readonly Lock _openLock = new();
    private TemporaryFolder? _temporary;
    private bool _disposed;

    /// <summary>Where everything lies; null for a temporary store that nobody has used yet.</summary>
    public string? Root => root ?? _temporary?.Path;

    /// <inheritdoc/>
    public string BucketName => Bucket;

    /// <summary>Called before bytes are taken in; throws when there is no room. Null asks nobody.</summary>
    public Action? BeforeWrite { get; init; }

    /// <summary>How many bytes an account's content of a SHA-256 has, where that is known.</summary>
    public Func<StorageAccount, string, long?>? FindExpectedSize { get; set; }

    /// <inheritdoc/>
    public async Task<StagedObject> StageAsync(StorageAccount account, Stream body, long maxBytes, CancellationToken cancel) =>
        await StagedFile.CreateAsync(GetFolder(account).NewStagingPath(), body, maxBytes, cancel);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The key cannot be kept or is a client's, or the body was staged elsewhere.</exception>
    public async Task PublishAsync(StorageAccount account, StagedObject staged, string key, CancellationToken cancel)
    {
        var folder = GetFolder(account);
        if (folder.GetObjectPath(key) is not { } target || ClientUploads.IsUploadKey(key))
            throw new ArgumentException($"'{key}' cannot be an object's key.", nameof(key));
        if (staged is not StagedFile file) throw new ArgumentException("The body was staged by another store.", nameof(staged));
        cancel.ThrowIfCancellationRequested();
        var now = account.Now();
        var spoilt = await IsDamagedAsync(account, target, key, cancel);
        lock (folder.RenameLock)
        {
            if (spoilt) File.Delete(target);
            file.PublishTo(target, now);
            if (ContentVerifier.FindHash(key) == file.Sha256) _verifier.MarkVerified(target);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DamagedObjectException">Its file has other bytes than were written.</exception>
    public async Task<Stream?> OpenReadAsync(StorageAccount account, string key, CancellationToken cancel)
    {
        if (Find(account, key) is not { } found) return null;
        await VerifyAsync(account, found, key, whole: true, cancel);
        return found.Content;
    }

    /// <inheritdoc/>
    public Task<long?> GetSizeAsync(StorageAccount account, string key, CancellationToken cancel)
    {
        using var found = Find(account, key);
        return Task.FromResult(found?.Length);
    }

    /// <inheritdoc/>
    public void Delete(StorageAccount account, string key)
    {
        if (Root is null) return;
        var folder = GetFolder(account);
        if (ClientUploads.IsUploadKey(key)) folder.Uploads.Delete(key);
        else if (folder.GetObjectPath(key) is { } path && File.Exists(path)) File.Delete(path);
    }

    /// <summary>Removes all published objects whose keys begin with <paramref name="folder"/> and a slash.</summary>
    public void DeleteFolder(StorageAccount account, string folder)
    {
        if (Root is null || !ObjectKey.IsValid(folder)) return;
        GetFolder(account).RemoveFolder(Path.Combine("objects", folder));
    }

    /// <inheritdoc/>
    public void DeleteUploads(StorageAccount account)
    {
        if (Root is not null) GetFolder(account).RemoveFolder("uploads");
    }

    /// <summary>
    /// Removes every object and multipart upload of an account. Bodies that are staged just now go when their holders dispose
    /// them.
    /// </summary>
    public void DeleteAll(StorageAccount account)
    {
        if (Root is null) return;
        GetFolder(account).RemoveFolder("objects");
        GetFolder(account).RemoveFolder("uploads");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No client may PUT to the key.</exception>
    public Task<string> BeginMultipartAsync(StorageAccount account, string key, string contentType, CancellationToken cancel) =>
        ClientUploads.IsUploadKey(key)
            ? Task.FromResult(GetFolder(account).Uploads.BeginMultipart(key))
            : throw new ArgumentException($"'{key}' cannot be uploaded to.", nameof(key));

    /// <inheritdoc/>
    public Task<StoredPart?> FindPartAsync(StorageAccount account, string key, string uploadId, int partNumber, CancellationToken cancel) =>
        Task.FromResult(GetFolder(account).Uploads.FindMultipart(key, uploadId)?.FindPart(partNumber));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredPart>?> ListPartsAsync(
        StorageAccount account, string key, string uploadId, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<StoredPart>?>(GetFolder(account).Uploads.FindMultipart(key, uploadId)?.ListParts());

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such upload, or a part is not there as it is named.</exception>
    public Task CompleteMultipartAsync(
        StorageAccount account, string key, string uploadId, IReadOnlyList<StoredPart> parts, CancellationToken cancel) =>
        GetFolder(account).Uploads.FindMultipart(key, uploadId)?.CompleteAsync(parts, account.Now, cancel)
        ?? throw new ArgumentException("There is no such multipart upload.", nameof(uploadId));

    /// <inheritdoc/>
    public Task AbortMultipartAsync(StorageAccount account, string key, string uploadId, CancellationToken cancel)
    {
        GetFolder(account).Uploads.FindMultipart(key, uploadId)?.Remove();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<StagedObject?> StageUploadAsync(StorageAccount account, string key, CancellationToken cancel) =>
        ClientUploads.IsUploadKey(key) ? await GetFolder(account).Uploads.StageUploadAsync(key, cancel) : null;

    /// <inheritdoc/>
    public Uri PresignGet(StorageAccount account, Uri origin, string key, TimeSpan lifetime, string? contentDisposition = null) =>
        SigV4.Presign(account, HttpMethods.Get, origin, PathPrefix + Bucket + "/" + key, lifetime,
            contentDisposition is null ? null : [("response-content-disposition", contentDisposition)]);

    /// <inheritdoc/>
    public Uri PresignPut(
        StorageAccount account, Uri origin, string key, TimeSpan lifetime, IReadOnlyList<(string Name, string Value)> headers) =>
        SigV4.Presign(account, HttpMethods.Put, origin, PathPrefix + Bucket + "/" + key, lifetime, null,
            [.. headers.Select(header => (header.Name.ToLowerInvariant(), header.Value))]);

    /// <inheritdoc/>
    public Uri PresignPart(
        StorageAccount account, Uri origin, string key, string uploadId, int partNumber, TimeSpan lifetime) =>
        SigV4.Presign(account, HttpMethods.Put, origin, PathPrefix + Bucket + "/" + key, lifetime,
            [(S3PutHandler.PartNumberParameter, partNumber.ToString(CultureInfo.InvariantCulture)),
                (S3PutHandler.UploadIdParameter, uploadId)]);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_openLock)
        {
            _disposed = true;
            _temporary?.Dispose();
        }
    }

    /// <summary>Opens an object with what its headers need; null when there is none.</summary>
    internal StoredObject? Find(StorageAccount account, string key)
    {
        if (Root is null) return null;
        var folder = GetFolder(account);
        if (ClientUploads.IsUploadKey(key)) return folder.Uploads.Find(key);
        return folder.GetObjectPath(key) is { } path ? StoredObject.Open(path, key) : null;
    }

    /// <summary>Holds an object to the content that its key names; closes it when it has another.</summary>
    /// <exception cref="DamagedObjectException">It has.</exception>
    internal async Task VerifyAsync(StorageAccount account, StoredObject found, string key, bool whole, CancellationToken cancel)
    {
        try
        {
            await _verifier.VerifyAsync(found, key, () => FindExpectedSize?.Invoke(account, ContentVerifier.FindHash(key)!), whole, cancel);
        }
        catch
        {
            found.Dispose();
            throw;
        }
    }

    /// <summary>The account's folder, readied on first use.</summary>
    internal TenantFolder GetFolder(StorageAccount account)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_tenants.TryGetValue(account.TenantId, out var known)) return known;
        lock (_openLock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _tenants.GetOrAdd(account.TenantId, tenant => TenantFolder.Open(GetOrCreateRoot(), tenant, BeforeWrite));
        }
    }

    private async Task<bool> IsDamagedAsync(StorageAccount account, string path, string key, CancellationToken cancel)
    {
        using var there = StoredObject.Open(path, key);
        if (there is null) return false;
        try
        {
            await VerifyAsync(account, there, key, whole: true, cancel);
            return false;
        }
        catch (DamagedObjectException)
        {
            return true;
        }
    }

    private string GetOrCreateRoot() => root ?? (_temporary ??= TemporaryFolder.Create(TemporaryFolder.GetDefaultParent())).Path;
}
