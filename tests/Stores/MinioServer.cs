using Amazon.Runtime;
using Amazon.S3;
using Scopix.Storage;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>The S3 server that <c>SCOPIX_TEST_S3</c> names, e.g. <c>http://127.0.0.1:9100</c>; <c>make minio</c> starts one.</summary>
internal static class MinioServer
{
    public const string VariableName = "SCOPIX_TEST_S3";
    public const string MissingServerMessage = $"needs an S3 server: set {VariableName} (make minio starts one)";
    public const string Key = "minioadmin";

    /// <summary>Null when the environment names none.</summary>
    public static Uri? Endpoint { get; } = Environment.GetEnvironmentVariable(VariableName) is { Length: > 0 } url ? new Uri(url) : null;

    /// <summary>Options with a new bucket.</summary>
    public static S3Options CreateOptions() => new(Endpoint!, Endpoint!, Key, Key, $"test-{Guid.NewGuid():n}");

    public static AmazonS3Client CreateClient() => new(new BasicAWSCredentials(Key, Key), new AmazonS3Config
    {
        ServiceURL = Endpoint!.GetLeftPart(UriPartial.Authority),
        ForcePathStyle = true,
        AuthenticationRegion = "us-east-1",
    });

    /// <summary>Every key of a bucket.</summary>
    public static async Task<List<string>> ListKeysAsync(string bucket)
    {
        using var client = CreateClient();
        var (keys, next) = (new List<string>(), (string?)null);
        do
        {
            var page = await client.ListObjectsV2Async(new() { BucketName = bucket, ContinuationToken = next });
            keys.AddRange((page.S3Objects ?? []).Select(found => found.Key));
            next = page.NextContinuationToken;
        }
        while (next is not null);
        return keys;
    }

    /// <summary>Removes a bucket and all that is in it.</summary>
    public static async Task RemoveBucketAsync(string bucket)
    {
        using var client = CreateClient();
        foreach (var key in await ListKeysAsync(bucket)) await client.DeleteObjectAsync(bucket, key);
        await client.DeleteBucketAsync(bucket);
    }
}
