using System.Collections.Concurrent;

namespace Scopix.Storage;

/// <summary>
/// Stores objects as files: <c>{root}/{tenant}/objects/{key}</c>, staged ones in <c>{root}/{tenant}/staging</c>, and what clients have PUT
/// under keys <c>staging/…</c> in <c>{root}/{tenant}/uploads</c>. A root belongs to one store at a time. Unlike in S3, a published key
/// cannot be the folder of another one. Files are not synced to disk: they survive a killed process, but not a power cut.
/// </summary>
/// <param name="root">A folder that survives restarts; null for a temporary folder that is created on first use and deleted by
/// Dispose.</param>
internal sealed class EmbeddedStore(string? root = null) : IObjectStore, IDisposable
{
    public const string Bucket = "scopix-uploads";

    public const string PathPrefix = "/_s3/";

    private readonly ConcurrentDictionary<string, TenantFolder> _tenants = new();
    private readonly ContentVerifier _verifier = new();
    private readonly Lock _openLock = new();
    private TemporaryFolder? _temporary;
    private bool _disposed;

    /// <summary>Null for a temporary store that has not been used yet.</summary>
    public string? Root => root ?? _temporary?.Path;

    public string BucketName => Bucket;

    /// <summary>Called before bytes are received; throws when there is no room.</summary>
    public Action? BeforeWrite { get; init; }

    /// <summary>The size of an account's content by its SHA-256; null when it is not known.</summary>
    public Func<StorageAccount, string, long?>? FindExpectedSize { get; set; }

    public async Task<StagedObject> StageAsync(StorageAccount account, Stream body, long maxBytes, CancellationToken cancel) =>
        await StagedFile.CreateAsync(GetFolder(account).NewStagingPath(), body, maxBytes, cancel);

    /// <exception cref="ArgumentException">The key is invalid or reserved for clients, or the body was staged by another store.</exception>
    public async Task PublishAsync(StorageAccount account, StagedObject staged, string key, CancellationToken cancel)
    {
        var folder = GetFolder(account);
        if (folder.GetObjectPath(key) is not { } target || ClientUploads.IsUploadKey(key))
            throw new ArgumentException($"'{key}' cannot be an object's key.", nameof(key));
        if (staged is not StagedFile file) throw new ArgumentException("The body was staged by another store.", nameof(staged));
        cancel.ThrowIfCancellationRequested();
        var now = account.Now();
        var isDamaged = await IsDamagedAsync(account, target, key, cancel);
        lock (folder.RenameLock)
        {
            if (isDamaged) File.Delete(target);
            file.PublishTo(target, now);
            if (ContentVerifier.FindHash(key) == file.Sha256) _verifier.MarkVerified(target);
        }
    }

    /// <exception cref="DamagedObjectException">The content differs from what was written.</exception>
    public async Task<Stream?> OpenReadAsync(StorageAccount account, string key, CancellationToken cancel)
    {
        if (Find(account, key) is not { } found) return null;
        await VerifyAsync(account, found, key, whole: true, cancel);
        return found.Content;
    }

    public Task<long?> GetSizeAsync(StorageAccount account, string key, CancellationToken cancel)
    {
        using var found = Find(account, key);
        return Task.FromResult(found?.Length);
    }

    public void Delete(StorageAccount account, string key)
    {
        if (Root is null) return;
        var folder = GetFolder(account);
        if (ClientUploads.IsUploadKey(key)) folder.Uploads.Delete(key);
        else if (folder.GetObjectPath(key) is { } path && File.Exists(path)) File.Delete(path);
    }

    /// <summary>Deletes the published objects whose keys begin with <paramref name="folder"/> and a slash.</summary>
    public void DeleteFolder(StorageAccount account, string folder)
    {
        if (Root is null || !ObjectKey.IsValid(folder)) return;
        GetFolder(account).RemoveFolder(Path.Combine("objects", folder));
    }

    public void DeleteUploads(StorageAccount account)
    {
        if (Root is not null) GetFolder(account).RemoveFolder("uploads");
    }

    /// <summary>Staged bodies are deleted when their owners dispose of them.</summary>
    public void DeleteAll(StorageAccount account)
    {
        if (Root is null) return;
        GetFolder(account).RemoveFolder("objects");
        GetFolder(account).RemoveFolder("uploads");
    }

    /// <exception cref="ArgumentException">Clients may not PUT to the key.</exception>
    public Task<string> BeginMultipartAsync(StorageAccount account, string key, string contentType, CancellationToken cancel) =>
        ClientUploads.IsUploadKey(key)
            ? Task.FromResult(GetFolder(account).Uploads.BeginMultipart(key))
            : throw new ArgumentException($"'{key}' cannot be uploaded to.", nameof(key));

    public Task<StoredPart?> FindPartAsync(StorageAccount account, string key, string uploadId, int partNumber, CancellationToken cancel) =>
        Task.FromResult(GetFolder(account).Uploads.FindMultipart(key, uploadId)?.FindPart(partNumber));

    public Task<IReadOnlyList<StoredPart>?> ListPartsAsync(
        StorageAccount account, string key, string uploadId, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<StoredPart>?>(GetFolder(account).Uploads.FindMultipart(key, uploadId)?.ListParts());

    /// <exception cref="ArgumentException">The upload does not exist, or a part differs from the given one.</exception>
    public Task CompleteMultipartAsync(
        StorageAccount account, string key, string uploadId, IReadOnlyList<StoredPart> parts, CancellationToken cancel) =>
        GetFolder(account).Uploads.FindMultipart(key, uploadId)?.CompleteAsync(parts, account.Now, cancel)
        ?? throw new ArgumentException("There is no such multipart upload.", nameof(uploadId));

    public Task AbortMultipartAsync(StorageAccount account, string key, string uploadId, CancellationToken cancel)
    {
        GetFolder(account).Uploads.FindMultipart(key, uploadId)?.Remove();
        return Task.CompletedTask;
    }

    public async Task<StagedObject?> StageUploadAsync(StorageAccount account, string key, CancellationToken cancel) =>
        ClientUploads.IsUploadKey(key) ? await GetFolder(account).Uploads.StageUploadAsync(key, cancel) : null;

    /// <summary>The path of an object's URLs, unescaped.</summary>
    public static string GetPath(string key) => $"{PathPrefix}{Bucket}/{key}";

    /// <summary>Signs the GET URLs of many objects, whose paths are those of <see cref="GetPath"/>.</summary>
    public static UrlSigner CreateUrlSigner(StorageAccount account, Uri origin, DateTimeOffset now, TimeSpan lifetime) =>
        new(account, HttpMethods.Get, origin, now, SigV4.GetSeconds(lifetime));

    public Uri PresignGet(StorageAccount account, Uri origin, string key, TimeSpan lifetime, string? contentDisposition = null) =>
        SigV4.Presign(account, HttpMethods.Get, origin, GetPath(key), lifetime,
            contentDisposition is null ? null : [("response-content-disposition", contentDisposition)]);

    public Uri PresignPut(
        StorageAccount account, Uri origin, string key, TimeSpan lifetime, IReadOnlyList<(string Name, string Value)> headers) =>
        SigV4.Presign(account, HttpMethods.Put, origin, GetPath(key), lifetime, null,
            [.. headers.Select(header => (header.Name.ToLowerInvariant(), header.Value))]);

    public Uri PresignPart(
        StorageAccount account, Uri origin, string key, string uploadId, int partNumber, TimeSpan lifetime) =>
        SigV4.Presign(account, HttpMethods.Put, origin, GetPath(key), lifetime,
            [(S3PutHandler.PartNumberParameter, partNumber.ToString(CultureInfo.InvariantCulture)),
                (S3PutHandler.UploadIdParameter, uploadId)]);

    public void Dispose()
    {
        lock (_openLock)
        {
            _disposed = true;
            _temporary?.Dispose();
        }
    }

    internal StoredObject? Find(StorageAccount account, string key)
    {
        if (Root is null) return null;
        var folder = GetFolder(account);
        if (ClientUploads.IsUploadKey(key)) return folder.Uploads.Find(key);
        return folder.GetObjectPath(key) is { } path ? StoredObject.Open(path, key) : null;
    }

    /// <summary>Verifies an object against the content that its key names, and closes it when they differ.</summary>
    /// <exception cref="DamagedObjectException">They differ.</exception>
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

    /// <summary>The account's folder, which is prepared on first use.</summary>
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
