using Amazon.S3.Model;

namespace Scopix.Storage;

/// <summary>
/// Stores objects in one bucket of an S3 server. Streamed bodies are staged in local files and uploaded when they are published. What
/// clients PUT to presigned URLs does not pass through the emulator, but is read once to be hashed. URLs are signed with the wall clock,
/// which the server checks, not with the tenant's clock.
/// </summary>
internal sealed partial class S3Store : IObjectStore, IAsyncDisposable
{
    private readonly S3Options _options;
    private readonly EmbeddedStore _local;
    private readonly S3Bucket _bucket;
    private readonly S3UploadRegistry _registry;
    private readonly S3KeyMapper _keys;
    private readonly S3DeletionQueue _deletions;
    private readonly StorageAccount _signingAccount;
    private readonly ILoggerFactory _logs;

    private S3Store(S3Options options, EmbeddedStore local, TimeProvider wall, ILoggerFactory logs)
    {
        (_options, _local, _bucket, _logs) = (options, local, new S3Bucket(options), logs);
        (_registry, _deletions) = (new S3UploadRegistry(local, wall), new S3DeletionQueue(logs.CreateLogger<S3Store>()));
        _keys = new S3KeyMapper(_registry);
        _signingAccount = new StorageAccount("", options.AccessKey, options.SecretKey, wall.GetUtcNow);
    }

    public string BucketName => _options.Bucket;

    /// <summary>Connects to the server, and creates the bucket if it is missing.</summary>
    /// <param name="local">Stores bodies until they are published.</param>
    /// <param name="logs">Logs deletions that fail; disposed with the store.</param>
    /// <exception cref="StorageUnavailableException">The server cannot be reached, or refuses the credentials.</exception>
    public static async Task<S3Store> OpenAsync(S3Options options, EmbeddedStore local, TimeProvider wall, ILoggerFactory logs)
    {
        var store = new S3Store(options, local, wall, logs);
        try
        {
            await store._bucket.CreateIfMissingAsync();
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public Task<StagedObject> StageAsync(StorageAccount account, Stream body, long maxBytes, CancellationToken cancel) =>
        _local.StageAsync(account, body, maxBytes, cancel);

    /// <exception cref="ArgumentException">The key is invalid or reserved for clients, or the body was staged by another store.</exception>
    public async Task PublishAsync(StorageAccount account, StagedObject staged, string key, CancellationToken cancel)
    {
        if (!ObjectKey.IsValid(key) || ClientUploads.IsUploadKey(key))
            throw new ArgumentException($"'{key}' cannot be an object's key.", nameof(key));
        try
        {
            if (await GetSizeAsync(account, key, cancel) is not null) return;
            if (staged is S3StagedObject uploaded)
                await S3Publisher.CopyAsync(_bucket, uploaded, _keys.ToBucketKey(account, key), S3Publisher.MaxCopyBytes, cancel);
            else if (staged is StagedFile file)
                await S3Publisher.UploadFileAsync(_bucket, file.Path, _keys.ToBucketKey(account, key), cancel);
            else throw new ArgumentException("The body was staged by another store.", nameof(staged));
        }
        catch (Exception error) when (error is StorageUnavailableException or ObjectChangedException)
        {
            (staged as S3StagedObject)?.KeepOnDispose();
            throw;
        }
    }

    public async Task<Stream?> OpenReadAsync(StorageAccount account, string key, CancellationToken cancel) =>
        await HeadAsync(account, key, cancel) is { } head
            ? new S3ObjectStream(_bucket, _keys.ToBucketKey(account, key), head.ETag, head.ContentLength) : null;

    public async Task<long?> GetSizeAsync(StorageAccount account, string key, CancellationToken cancel) =>
        (await HeadAsync(account, key, cancel))?.ContentLength;

    public void Delete(StorageAccount account, string key)
    {
        var there = _keys.ToBucketKey(account, key);
        _deletions.Enqueue(account.TenantId, () => _bucket.DeleteAsync(there));
    }

    public void DeleteUploads(StorageAccount account)
    {
        EndEpoch(account);
        _deletions.Enqueue(account.TenantId, () => DeleteEarlierEpochsAsync(account, "staging/"));
    }

    /// <summary>Deletes soon what an account has in the bucket, also from earlier runs, and at once what it has locally.</summary>
    public void DeleteAll(StorageAccount account)
    {
        EndEpoch(account);
        _local.DeleteAll(account);
        _deletions.Enqueue(account.TenantId, async () =>
        {
            foreach (var top in await _bucket.ListTopLevelPrefixesAsync()) await DeleteEarlierEpochsAsync(account, top);
        });
    }

    public async Task<StagedObject?> StageUploadAsync(StorageAccount account, string key, CancellationToken cancel)
    {
        if (!ClientUploads.IsUploadKey(key)) return null;
        await WaitForDeletionsAsync(account, cancel);
        var there = _keys.ToBucketKey(account, key);
        return await S3StagedObject
            .ReadAsync(_bucket, there, () => _deletions.Enqueue(account.TenantId, () => _bucket.DeleteAsync(there)), cancel);
    }

    public Uri PresignGet(StorageAccount account, Uri origin, string key, TimeSpan lifetime, string? contentDisposition = null) =>
        SigV4.Presign(_signingAccount, HttpMethods.Get, _options.PublicEndpoint, GetPath(account, key), lifetime,
            contentDisposition is null ? null : [("response-content-disposition", contentDisposition)]);

    public Uri PresignPut(
        StorageAccount account, Uri origin, string key, TimeSpan lifetime, IReadOnlyList<(string Name, string Value)> headers) =>
        SigV4.Presign(_signingAccount, HttpMethods.Put, _options.PublicEndpoint, GetPath(account, key), lifetime, null,
            [.. headers.Select(header => (header.Name.ToLowerInvariant(), header.Value))]);

    public Uri PresignPart(StorageAccount account, Uri origin, string key, string uploadId, int partNumber, TimeSpan lifetime) =>
        SigV4.Presign(_signingAccount, HttpMethods.Put, _options.PublicEndpoint, GetPath(account, key), lifetime,
            [(S3PutHandler.PartNumberParameter, partNumber.ToString(CultureInfo.InvariantCulture)),
                (S3PutHandler.UploadIdParameter, uploadId)]);

    /// <summary>Waits a while for deletions.</summary>
    public async ValueTask DisposeAsync()
    {
        await _deletions.DrainAsync(TimeSpan.FromSeconds(10));
        _bucket.Dispose();
        _logs.Dispose();
    }

    private async Task<GetObjectMetadataResponse?> HeadAsync(StorageAccount account, string key, CancellationToken cancel)
    {
        await WaitForDeletionsAsync(account, cancel);
        return await _bucket
            .TrySendAsync(key, client => client.GetObjectMetadataAsync(BucketName, _keys.ToBucketKey(account, key), cancel), cancel);
    }

    private async Task WaitForDeletionsAsync(StorageAccount account, CancellationToken cancel)
    {
        try
        {
            await _deletions.WaitAsync(account.TenantId, TimeSpan.FromMinutes(1), cancel);
        }
        catch (TimeoutException late)
        {
            throw new StorageUnavailableException(_options.ToString(), "earlier deletions have not finished", late);
        }
    }

    private void EndEpoch(StorageAccount account) => _registry.EndEpoch(account)
        .ForEach(open => _deletions.Enqueue(open.UploadId, () => _bucket.AbortMultipartAsync(open.Key, open.UploadId)));

    private Task DeleteEarlierEpochsAsync(StorageAccount account, string top) =>
        _bucket.DeleteMatchingAsync($"{top}{account.TenantId}/", key => !_keys.IsInCurrentEpoch(account, key));

    private string GetPath(StorageAccount account, string key) => $"/{BucketName}/{_keys.ToBucketKey(account, key)}";
}
