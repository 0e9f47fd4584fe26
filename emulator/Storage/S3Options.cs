namespace Scopix.Storage;

/// <summary>The S3 server that stores the bytes. The defaults fit the MinIO of docker-compose.yml.</summary>
/// <param name="Endpoint">Scheme, host and port for the emulator.</param>
/// <param name="PublicEndpoint">Scheme, host and port for clients, with which presigned URLs begin.</param>
/// <param name="AccessKey">The access key id for requests and presigned URLs.</param>
/// <param name="SecretKey">The secret of the access key.</param>
/// <param name="Bucket">The bucket of all tenants, created if it is missing. It belongs to one emulator at a time.</param>
public sealed record S3Options(Uri Endpoint, Uri PublicEndpoint, string AccessKey, string SecretKey, string Bucket)
{
    /// <summary>A MinIO on this machine with its default settings.</summary>
    public static S3Options Default { get; } = new(
        new Uri("http://127.0.0.1:9000"), new Uri("http://127.0.0.1:9000"), "minioadmin", "minioadmin", EmbeddedStore.Bucket);

    /// <summary>Everything but the secret.</summary>
    public override string ToString() => $"{Endpoint.GetLeftPart(UriPartial.Authority)}/{Bucket}";
}
