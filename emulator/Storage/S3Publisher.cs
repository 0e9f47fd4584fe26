using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace Scopix.Storage;

/// <summary>Publishes staged bodies: local files are uploaded, what a client has PUT is copied by the server.</summary>
internal static class S3Publisher
{
    /// <summary>S3's limit for one PUT.</summary>
    private const long MaxPutBytes = 5L << 30;

    /// <summary>The size of one copy request, so that each takes minutes at most; S3 would accept 5 GB.</summary>
    public const long MaxCopyBytes = 1L << 30;

    public static Task UploadFileAsync(S3Bucket bucket, string file, string key, CancellationToken cancel) => bucket.SendAsync(
        async client =>
        {
            using var transfer = new TransferUtility(client,
                new TransferUtilityConfig { MinSizeBeforePartUpload = MaxPutBytes, ConcurrentServiceRequests = 2 });
            var request = new TransferUtilityUploadRequest
            {
                BucketName = bucket.Name,
                Key = key,
                FilePath = file,
                ContentType = ObjectKey.GetContentType(key)
            };
            await transfer.UploadAsync(request, cancel);
        },
        cancel);

    /// <summary>Copies an uploaded object within the bucket.</summary>
    /// <param name="piece">The bytes of one request, at least 5 MB.</param>
    /// <exception cref="ObjectChangedException">A client has replaced the object.</exception>
    public static async Task CopyAsync(S3Bucket bucket, S3StagedObject uploaded, string key, long piece, CancellationToken cancel)
    {
        if (uploaded.SizeBytes > piece) await CopyInPartsAsync(bucket, uploaded, key, piece, cancel);
        else
            _ = await bucket
                .TrySendAsync(uploaded.Key, client => client.CopyObjectAsync(CreateCopyRequest(bucket, uploaded, key), cancel), cancel)
                ?? throw new ObjectChangedException(uploaded.Key);
    }

    private static CopyObjectRequest CreateCopyRequest(S3Bucket bucket, S3StagedObject uploaded, string key) => new()
    {
        SourceBucket = bucket.Name,
        SourceKey = uploaded.Key,
        ETagToMatch = uploaded.ETag,
        DestinationBucket = bucket.Name,
        DestinationKey = key,
        ContentType = ObjectKey.GetContentType(key),
        MetadataDirective = S3MetadataDirective.REPLACE,
    };

    private static async Task CopyInPartsAsync(S3Bucket bucket, S3StagedObject uploaded, string key, long piece, CancellationToken cancel)
    {
        var begin = new InitiateMultipartUploadRequest { BucketName = bucket.Name, Key = key, ContentType = ObjectKey.GetContentType(key) };
        var id = (await bucket.SendAsync(client => client.InitiateMultipartUploadAsync(begin, cancel), cancel)).UploadId;
        try
        {
            var parts = new List<PartETag>();
            for (long at = 0; at < uploaded.SizeBytes; at += piece)
            {
                var request = CreateCopyPartRequest(bucket, uploaded, key, id, parts.Count + 1, at, piece);
                var copied = await bucket.TrySendAsync(uploaded.Key, client => client.CopyPartAsync(request, cancel), cancel)
                    ?? throw new ObjectChangedException(uploaded.Key);
                parts.Add(new PartETag(request.PartNumber!.Value, copied.ETag));
            }

            await bucket
                .SendAsync(client =>
                    client.CompleteMultipartUploadAsync(new() { BucketName = bucket.Name, Key = key, UploadId = id, PartETags = parts },
                        cancel), cancel);
        }
        catch
        {
            await bucket.AbortMultipartAsync(key, id, CancellationToken.None);
            throw;
        }
    }

    private static CopyPartRequest CreateCopyPartRequest(
        S3Bucket bucket, S3StagedObject uploaded, string key, string id, int number, long at, long piece) => new()
        {
            SourceBucket = bucket.Name,
            SourceKey = uploaded.Key,
            ETagToMatch = [uploaded.ETag],
            DestinationBucket = bucket.Name,
            DestinationKey = key,
            UploadId = id,
            PartNumber = number,
            FirstByte = at,
            LastByte = Math.Min(at + piece, uploaded.SizeBytes) - 1,
        };
}
