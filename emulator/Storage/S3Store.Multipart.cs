using Amazon.S3;
using Amazon.S3.Model;

namespace Scopix.Storage;

internal sealed partial class S3Store
{
    /// <exception cref="ArgumentException">Clients may not PUT to the key.</exception>
    public async Task<string> BeginMultipartAsync(StorageAccount account, string key, string contentType, CancellationToken cancel)
    {
        var there = _keys.ToUploadBucketKey(account, key);
        await WaitForDeletionsAsync(account, cancel);
        var response = await _bucket
            .SendAsync(client =>
                client.InitiateMultipartUploadAsync(new() { BucketName = BucketName, Key = there, ContentType = contentType }, cancel),
                cancel);
        _registry.AddMultipart(account, there, response.UploadId);
        return response.UploadId;
    }

    public async Task<StoredPart?> FindPartAsync(
        StorageAccount account, string key, string uploadId, int partNumber, CancellationToken cancel)
    {
        var found = await ListPartsPageAsync(account, key, uploadId, partNumber - 1, 1, cancel);
        return found?.Parts?.Select(ToStoredPart).FirstOrDefault(part => part.Number == partNumber);
    }

    public async Task<IReadOnlyList<StoredPart>?> ListPartsAsync(
        StorageAccount account, string key, string uploadId, CancellationToken cancel)
    {
        var parts = new List<StoredPart>();
        for (int? after = 0; after is { } number;)
        {
            if (await ListPartsPageAsync(account, key, uploadId, number, 1000, cancel) is not { } page) return null;
            parts.AddRange((page.Parts ?? []).Select(ToStoredPart));
            after = page.IsTruncated == true ? page.NextPartNumberMarker : null;
        }

        return parts;
    }

    /// <exception cref="ArgumentException">The upload does not exist, or a part differs from the given one.</exception>
    public async Task CompleteMultipartAsync(
        StorageAccount account, string key, string uploadId, IReadOnlyList<StoredPart> parts, CancellationToken cancel)
    {
        var ordered = parts.OrderBy(part => part.Number).ToList();
        if (ordered.SkipLast(1).FirstOrDefault(part => part.SizeBytes < MultipartUpload.MinPartBytes) is { } small)
            throw new PartTooSmallException(small.Number);
        var there = _keys.ToUploadBucketKey(account, key);
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = BucketName,
            Key = there,
            UploadId = uploadId,
            PartETags = ordered.ConvertAll(part => new PartETag(part.Number, part.ETag)),
        };
        try
        {
            await _bucket.SendAsync(client => client.CompleteMultipartUploadAsync(request, cancel), cancel);
            _registry.RemoveMultipart(account, uploadId);
        }
        catch (StorageUnavailableException refused)
            when (refused.InnerException is AmazonS3Exception { ErrorCode: "NoSuchUpload" or "InvalidPart" })
        {
            throw new ArgumentException(refused.InnerException.Message, nameof(parts), refused);
        }
        finally
        {
            // a reset has listed the tenant's objects before the server made this one
            if (!_keys.IsInCurrentEpoch(account, there)) _deletions.Enqueue(account.TenantId, () => _bucket.DeleteAsync(there));
        }
    }

    public async Task AbortMultipartAsync(StorageAccount account, string key, string uploadId, CancellationToken cancel)
    {
        var there = _keys.ToUploadBucketKey(account, key);
        _deletions.Enqueue(uploadId, async () =>
        {
            await _bucket.AbortMultipartAsync(there, uploadId, CancellationToken.None);
            _registry.RemoveMultipart(account, uploadId);
        });
        // MinIO aborts only after parts in progress were received
        await _deletions.WaitOrTimeOutAsync(uploadId, TimeSpan.FromSeconds(1), cancel);
    }

    private Task<ListPartsResponse?> ListPartsPageAsync(
        StorageAccount account, string key, string uploadId, int after, int most, CancellationToken cancel)
    {
        var request = new ListPartsRequest
        {
            BucketName = BucketName,
            Key = _keys.ToUploadBucketKey(account, key),
            UploadId = uploadId,
            PartNumberMarker = after.ToString(CultureInfo.InvariantCulture),
            MaxParts = most,
        };
        return _bucket.TrySendAsync(key, client => client.ListPartsAsync(request, cancel), cancel);
    }

    private static StoredPart ToStoredPart(PartDetail part) => new(part.PartNumber!.Value, $"\"{part.ETag.Trim('"')}\"", part.Size!.Value);
}
