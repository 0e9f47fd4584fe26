using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace Scopix.Emulator.ObjectStore;

/// <summary>Makes staged bodies objects: local files are sent, what a client has PUT is copied by the server itself.</summary>
internal static class S3Publishing
{
    /// <summary>What S3 takes in one PUT.</summary>
    private const long OnePut = 5L << 30;

    /// <summary>What is copied in one request, so that each answers within minutes; S3 would take 5 GB.</summary>
    public const long OneCopy = 1L << 30;

    /// <summary>Sends a file; over 5 GB in parts.</summary>
    public static Task SendAsync(S3Bucket bucket, string file, string key, CancellationToken cancel) => bucket.AskAsync(
        async client =>
        {
            using var transfer = new TransferUtility(client, new TransferUtilityConfig { MinSizeBeforePartUpload = OnePut, ConcurrentServiceRequests = 2 });
            var request = new TransferUtilityUploadRequest { BucketName = bucket.Name, Key = key, FilePath = file, ContentType = ObjectKey.ContentType(key) };
            await transfer.UploadAsync(request, cancel);
            return true;
        },
        cancel);

    /// <summary>Copies an adopted object within the bucket.</summary>
    /// <param name="bucket">Where.</param>
    /// <param name="adopted">What.</param>
    /// <param name="key">Its new key in the bucket.</param>
    /// <param name="piece">Bytes copied in one request; all but the last piece need 5 MB.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ObjectChangedException">A client has PUT something else in its place.</exception>
    public static async Task CopyAsync(S3Bucket bucket, S3Adopted adopted, string key, long piece, CancellationToken cancel)
    {
        if (adopted.SizeBytes > piece) await CopyInPartsAsync(bucket, adopted, key, piece, cancel);
        else
            _ = await bucket.FindAsync(adopted.Key, client => client.CopyObjectAsync(Whole(bucket, adopted, key), cancel), cancel)
                ?? throw new ObjectChangedException(adopted.Key);
    }

    private static CopyObjectRequest Whole(S3Bucket bucket, S3Adopted adopted, string key) => new()
    {
        SourceBucket = bucket.Name,
        SourceKey = adopted.Key,
        ETagToMatch = adopted.ETag,
        DestinationBucket = bucket.Name,
        DestinationKey = key,
        ContentType = ObjectKey.ContentType(key),
        MetadataDirective = S3MetadataDirective.REPLACE,
    };

    private static async Task CopyInPartsAsync(S3Bucket bucket, S3Adopted adopted, string key, long piece, CancellationToken cancel)
    {
        var begin = new InitiateMultipartUploadRequest { BucketName = bucket.Name, Key = key, ContentType = ObjectKey.ContentType(key) };
        var id = (await bucket.AskAsync(client => client.InitiateMultipartUploadAsync(begin, cancel), cancel)).UploadId;
        try
        {
            var parts = new List<PartETag>();
            for (long at = 0; at < adopted.SizeBytes; at += piece)
            {
                var request = Piece(bucket, adopted, key, id, parts.Count + 1, at, piece);
                var copied = await bucket.FindAsync(adopted.Key, client => client.CopyPartAsync(request, cancel), cancel) ?? throw new ObjectChangedException(adopted.Key);
                parts.Add(new PartETag(request.PartNumber!.Value, copied.ETag));
            }

            await bucket.AskAsync(client => client.CompleteMultipartUploadAsync(new() { BucketName = bucket.Name, Key = key, UploadId = id, PartETags = parts }, cancel), cancel);
        }
        catch
        {
            await bucket.AbortAsync(key, id, CancellationToken.None);
            throw;
        }
    }

    private static CopyPartRequest Piece(S3Bucket bucket, S3Adopted adopted, string key, string id, int number, long at, long piece) => new()
    {
        SourceBucket = bucket.Name,
        SourceKey = adopted.Key,
        ETagToMatch = [adopted.ETag],
        DestinationBucket = bucket.Name,
        DestinationKey = key,
        UploadId = id,
        PartNumber = number,
        FirstByte = at,
        LastByte = Math.Min(at + piece, adopted.SizeBytes) - 1,
    };
}
