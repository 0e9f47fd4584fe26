using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Scopix.Storage;

/// <summary>A bucket of an S3 server. All failures of the SDK become exceptions of this assembly.</summary>
internal sealed class S3Bucket(S3Options options) : IDisposable
{
    private readonly AmazonS3Client _client = new(new BasicAWSCredentials(options.AccessKey, options.SecretKey), new AmazonS3Config
    {
        ServiceURL = options.Endpoint.GetLeftPart(UriPartial.Authority),
        ForcePathStyle = true,
        AuthenticationRegion = SigV4.Region,
        MaxErrorRetry = 2,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        Timeout = TimeSpan.FromMinutes(10), // a server-side copy of a gigabyte takes minutes
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, // chunks are already signed with their SHA-256
        ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    });

    public string Name => options.Bucket;

    /// <exception cref="StorageUnavailableException">The server cannot be reached, or the credentials are wrong.</exception>
    public Task CreateIfMissingAsync() => SendAsync(async client =>
    {
        try
        {
            await client.ListObjectsV2Async(new() { BucketName = Name, MaxKeys = 1 });
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchBucket")
        {
            await client.PutBucketAsync(new PutBucketRequest { BucketName = Name });
        }
    });

    /// <summary>Sends a request; null when the object does not exist.</summary>
    /// <exception cref="ObjectChangedException">The object was replaced.</exception>
    /// <exception cref="StorageUnavailableException">The server cannot be reached, or refuses the request.</exception>
    public async Task<T?> TrySendAsync<T>(string key, Func<AmazonS3Client, Task<T>> ask, CancellationToken cancel = default) where T : class
    {
        try
        {
            return await SendAsync(ask, cancel);
        }
        catch (StorageUnavailableException refused) when (refused.InnerException is AmazonS3Exception error)
        {
            if (error.StatusCode == HttpStatusCode.PreconditionFailed) throw new ObjectChangedException(key);
            if (error.StatusCode == HttpStatusCode.NotFound && error.ErrorCode != "NoSuchBucket") return null;
            throw;
        }
    }

    /// <summary>Sends a request about something that exists.</summary>
    /// <exception cref="StorageUnavailableException">The server cannot be reached, or refuses the request.</exception>
    public async Task<T> SendAsync<T>(Func<AmazonS3Client, Task<T>> ask, CancellationToken cancel = default)
    {
        try
        {
            return await ask(_client);
        }
        catch (Exception error) when (IsStorageError(error) && !cancel.IsCancellationRequested)
        {
            throw new StorageUnavailableException(options.ToString(), DescribeError(error), error);
        }
    }

    /// <summary>Sends a request without a result.</summary>
    /// <exception cref="StorageUnavailableException">The server cannot be reached, or refuses the request.</exception>
    public Task SendAsync(Func<AmazonS3Client, Task> send, CancellationToken cancel = default) => SendAsync<object?>(
        async client =>
        {
            await send(client);
            return null;
        },
        cancel);

    public async IAsyncEnumerable<List<string>> ListAsync(string prefix)
    {
        for (string? next = null; ;)
        {
            var page = await SendAsync(
                client => client.ListObjectsV2Async(new() { BucketName = Name, Prefix = prefix, ContinuationToken = next }));
            yield return [.. (page.S3Objects ?? []).Select(found => found.Key)];
            if (page.IsTruncated != true) break;
            next = page.NextContinuationToken;
        }
    }

    public async Task<List<string>> ListTopLevelPrefixesAsync() =>
        (await SendAsync(client => client.ListObjectsV2Async(new() { BucketName = Name, Delimiter = "/" }))).CommonPrefixes ?? [];

    public async Task DeleteMatchingAsync(string prefix, Func<string, bool> matches)
    {
        await foreach (var page in ListAsync(prefix))
            await Parallel
                .ForEachAsync(page.Where(matches).ToList(), new ParallelOptions { MaxDegreeOfParallelism = 8 },
                    async (key, _) => await DeleteAsync(key));
    }

    public Task DeleteAsync(string key) => SendAsync(client => client.DeleteObjectAsync(Name, key));

    public Task AbortMultipartAsync(string key, string uploadId, CancellationToken cancel = default) =>
        TrySendAsync(key, client => client.AbortMultipartUploadAsync(Name, key, uploadId, cancel), cancel);

    public void Dispose() => _client.Dispose();

    private static bool IsStorageError(Exception error) => error
        is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException
            or TimeoutException;

    /// <summary>The innermost message, which names the host or the S3 error.</summary>
    private static string DescribeError(Exception error)
    {
        if (error is AmazonS3Exception { ErrorCode.Length: > 0 } refused) return $"{refused.ErrorCode}: {refused.Message}";
        return error is OperationCanceledException or TimeoutException ? "it does not respond in time" : error.GetBaseException().Message;
    }
}
