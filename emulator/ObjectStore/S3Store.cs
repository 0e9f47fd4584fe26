using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;

namespace Scopix.Emulator.ObjectStore;

/// <summary>
/// Objects in one bucket of any S3 server. Streamed bodies are staged in local files and sent when they are published; what
/// clients PUT to presigned URLs never passes through here, but is read once to be hashed. URLs are signed with the wall
/// clock, by which the server checks them, and not with the tenant's.
/// </summary>
internal sealed class S3Store : IObjectStore, IAsyncDisposable
{
    private readonly S3Options _options;
    private readonly EmbeddedStore _local;
    private readonly S3Bucket _bucket;
    private readonly S3Ledger _ledger;
    private readonly S3Keys _keys;
    private readonly S3Deletions _deletions;
    private readonly StorageAccount _signer;
    private readonly ILoggerFactory _logs;

    private S3Store(S3Options options, EmbeddedStore local, TimeProvider wall, ILoggerFactory logs)
    {
        (_options, _local, _bucket, _logs) = (options, local, new S3Bucket(options), logs);
        (_ledger, _deletions) = (new S3Ledger(local, wall), new S3Deletions(logs.CreateLogger<S3Store>()));
        _keys = new S3Keys(_ledger);
        _signer = new StorageAccount("", options.AccessKey, options.SecretKey, wall.GetUtcNow);
    }

    /// <inheritdoc/>
    public string BucketName => _options.Bucket;

    /// <summary>Reaches for the server, and makes the bucket unless it is there.</summary>
    /// <param name="options">Which server.</param>
    /// <param name="local">Holds bodies until they are published.</param>
    /// <param name="wall">The server's time.</param>
    /// <param name="logs">Is told of deletions that fail; disposed with the store.</param>
    /// <exception cref="StorageUnavailableException">It cannot be reached, or refuses the credentials.</exception>
    public static async Task<S3Store> OpenAsync(S3Options options, EmbeddedStore local, TimeProvider wall, ILoggerFactory logs)
    {
        var store = new S3Store(options, local, wall, logs);
        try
        {
            await store._bucket.EnsureAsync();
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<StagedObject> StageAsync(StorageAccount account, Stream body, long maxBytes, CancellationToken cancel) =>
        _local.StageAsync(account, body, maxBytes, cancel);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The key cannot be kept or is a client's, or the body was staged elsewhere.</exception>
    public async Task PublishAsync(StorageAccount account, StagedObject staged, string key, CancellationToken cancel)
    {
        if (!ObjectKey.IsValid(key) || ClientUploads.IsUploadKey(key)) throw new ArgumentException($"'{key}' cannot be an object's key.", nameof(key));
        try
        {
            if (await SizeAsync(account, key, cancel) is not null) return;
            if (staged is S3Adopted adopted) await S3Publishing.CopyAsync(_bucket, adopted, _keys.Of(account, key), S3Publishing.OneCopy, cancel);
            else if (staged is StagedFile file) await S3Publishing.SendAsync(_bucket, file.Path, _keys.Of(account, key), cancel);
            else throw new ArgumentException("The body was staged by another store.", nameof(staged));
        }
        catch (Exception error) when (error is StorageUnavailableException or ObjectChangedException)
        {
            (staged as S3Adopted)?.Keep();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenReadAsync(StorageAccount account, string key, CancellationToken cancel) =>
        await HeadAsync(account, key, cancel) is { } head ? new S3Stream(_bucket, _keys.Of(account, key), head.ETag, head.ContentLength) : null;

    /// <inheritdoc/>
    public async Task<long?> SizeAsync(StorageAccount account, string key, CancellationToken cancel) => (await HeadAsync(account, key, cancel))?.ContentLength;

    /// <inheritdoc/>
    public void Delete(StorageAccount account, string key)
    {
        var there = _keys.Of(account, key);
        _deletions.Add(account.Tenant, () => _bucket.DeleteAsync(there));
    }

    /// <inheritdoc/>
    public void ForgetUploads(StorageAccount account)
    {
        EndEra(account);
        _deletions.Add(account.Tenant, () => SweepAsync(account, "staging/"));
    }

    /// <summary>Removes soon what an account has in the bucket, earlier runs' included, and at once what it has here.</summary>
    public void DeleteAll(StorageAccount account)
    {
        EndEra(account);
        _local.DeleteAll(account);
        _deletions.Add(account.Tenant, async () =>
        {
            foreach (var top in await _bucket.TopAsync()) await SweepAsync(account, top);
        });
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No client may PUT to the key.</exception>
    public async Task<string> BeginMultipartAsync(StorageAccount account, string key, string contentType, CancellationToken cancel)
    {
        var there = _keys.OfUpload(account, key);
        await SettledAsync(account, cancel);
        var begun = await _bucket.AskAsync(client => client.InitiateMultipartUploadAsync(new() { BucketName = BucketName, Key = there, ContentType = contentType }, cancel), cancel);
        _ledger.Begun(account, there, begun.UploadId);
        return begun.UploadId;
    }

    /// <inheritdoc/>
    public async Task<StoredPart?> FindPartAsync(StorageAccount account, string key, string uploadId, int partNumber, CancellationToken cancel)
    {
        var found = await PartsAsync(account, key, uploadId, partNumber - 1, 1, cancel);
        return found?.Parts?.Select(Part).FirstOrDefault(part => part.Number == partNumber);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredPart>?> ListPartsAsync(StorageAccount account, string key, string uploadId, CancellationToken cancel)
    {
        var parts = new List<StoredPart>();
        for (int? after = 0; after is { } number;)
        {
            if (await PartsAsync(account, key, uploadId, number, 1000, cancel) is not { } page) return null;
            parts.AddRange((page.Parts ?? []).Select(Part));
            after = page.IsTruncated == true ? page.NextPartNumberMarker : null;
        }

        return parts;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such upload, or a part is not there as it is named.</exception>
    public async Task AssembleAsync(StorageAccount account, string key, string uploadId, IReadOnlyList<StoredPart> parts, CancellationToken cancel)
    {
        var ordered = parts.OrderBy(part => part.Number).ToList();
        if (ordered.SkipLast(1).FirstOrDefault(part => part.SizeBytes < MultipartUpload.SmallestPart) is { } small) throw new PartTooSmallException(small.Number);
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = BucketName,
            Key = _keys.OfUpload(account, key),
            UploadId = uploadId,
            PartETags = ordered.ConvertAll(part => new PartETag(part.Number, part.ETag)),
        };
        try
        {
            await _bucket.AskAsync(client => client.CompleteMultipartUploadAsync(request, cancel), cancel);
            _ledger.Ended(account, uploadId);
        }
        catch (StorageUnavailableException refused) when (refused.InnerException is AmazonS3Exception { ErrorCode: "NoSuchUpload" or "InvalidPart" })
        {
            throw new ArgumentException(refused.InnerException.Message, nameof(parts), refused);
        }
    }

    /// <inheritdoc/>
    public async Task AbortMultipartAsync(StorageAccount account, string key, string uploadId, CancellationToken cancel)
    {
        var there = _keys.OfUpload(account, key);
        _deletions.Add(uploadId, async () =>
        {
            await _bucket.AbortAsync(there, uploadId, CancellationToken.None);
            _ledger.Ended(account, uploadId);
        });
        await _deletions.SettledOrLateAsync(uploadId, TimeSpan.FromSeconds(1), cancel); // MinIO aborts only when parts under way have arrived
    }

    /// <inheritdoc/>
    public async Task<StagedObject?> AdoptAsync(StorageAccount account, string key, CancellationToken cancel)
    {
        if (!ClientUploads.IsUploadKey(key)) return null;
        await SettledAsync(account, cancel);
        var there = _keys.Of(account, key);
        return await S3Adopted.ReadAsync(_bucket, there, () => _deletions.Add(account.Tenant, () => _bucket.DeleteAsync(there)), cancel);
    }

    /// <inheritdoc/>
    public Uri PresignGet(StorageAccount account, Uri origin, string key, TimeSpan lifetime, string? contentDisposition = null) =>
        SigV4.Presign(_signer, HttpMethods.Get, _options.PublicEndpoint, PathOf(account, key), lifetime,
            contentDisposition is null ? null : [("response-content-disposition", contentDisposition)]);

    /// <inheritdoc/>
    public Uri PresignPut(StorageAccount account, Uri origin, string key, TimeSpan lifetime, IReadOnlyList<(string Name, string Value)> headers) =>
        SigV4.Presign(_signer, HttpMethods.Put, _options.PublicEndpoint, PathOf(account, key), lifetime, null,
            [.. headers.Select(header => (header.Name.ToLowerInvariant(), header.Value))]);

    /// <inheritdoc/>
    public Uri PresignPart(StorageAccount account, Uri origin, string key, string uploadId, int partNumber, TimeSpan lifetime) =>
        SigV4.Presign(_signer, HttpMethods.Put, _options.PublicEndpoint, PathOf(account, key), lifetime,
            [(S3Put.PartNumber, partNumber.ToString(CultureInfo.InvariantCulture)), (S3Put.UploadId, uploadId)]);

    /// <summary>Waits a while for deletions under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _deletions.DrainAsync(TimeSpan.FromSeconds(10));
        _bucket.Dispose();
        _logs.Dispose();
    }

    private async Task<GetObjectMetadataResponse?> HeadAsync(StorageAccount account, string key, CancellationToken cancel)
    {
        await SettledAsync(account, cancel);
        return await _bucket.FindAsync(key, client => client.GetObjectMetadataAsync(BucketName, _keys.Of(account, key), cancel), cancel);
    }

    private Task<ListPartsResponse?> PartsAsync(StorageAccount account, string key, string uploadId, int after, int most, CancellationToken cancel)
    {
        var request = new ListPartsRequest
        {
            BucketName = BucketName,
            Key = _keys.OfUpload(account, key),
            UploadId = uploadId,
            PartNumberMarker = after.ToString(CultureInfo.InvariantCulture),
            MaxParts = most,
        };
        return _bucket.FindAsync(key, client => client.ListPartsAsync(request, cancel), cancel);
    }

    /// <summary>Waits for the tenant's deletions.</summary>
    private async Task SettledAsync(StorageAccount account, CancellationToken cancel)
    {
        try
        {
            await _deletions.SettledAsync(account.Tenant, TimeSpan.FromMinutes(1), cancel);
        }
        catch (TimeoutException late)
        {
            throw new StorageUnavailableException(_options.ToString(), "earlier deletions do not end", late);
        }
    }

    private void EndEra(StorageAccount account) => _ledger.End(account).ForEach(open => _deletions.Add(open.UploadId, () => _bucket.AbortAsync(open.Key, open.UploadId)));

    private Task SweepAsync(StorageAccount account, string top) => _bucket.SweepAsync($"{top}{account.Tenant}/", key => !_keys.IsPresent(account, key));

    private string PathOf(StorageAccount account, string key) => $"/{BucketName}/{_keys.Of(account, key)}";

    private static StoredPart Part(PartDetail part) => new(part.PartNumber!.Value, $"\"{part.ETag.Trim('"')}\"", part.Size!.Value);
}
