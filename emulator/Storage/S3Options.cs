namespace Scopix.Storage;

/// <summary>Which S3 server keeps the bytes; the defaults fit docker-compose's MinIO.</summary>
/// <param name="Endpoint">Where the emulator reaches it: scheme, host and port.</param>
/// <param name="PublicEndpoint">Where clients reach it: presigned URLs begin with it.</param>
/// <param name="AccessKey">Signs the emulator's requests and the clients' URLs.</param>
/// <param name="SecretKey">Its secret.</param>
/// <param name="Bucket">One for all tenants; made when it is missing. It belongs to one emulator at a time.</param>
public sealed record S3Options(Uri Endpoint, Uri PublicEndpoint, string AccessKey, string SecretKey, string Bucket)
{
    /// <summary>A MinIO on this machine, as it starts without being told anything.</summary>
    public static S3Options Default { get; } = new(
        new Uri("http://127.0.0.1:9000"), new Uri("http://127.0.0.1:9000"), "minioadmin", "minioadmin", EmbeddedStore.Bucket);

    /// <summary>Everything but the secret.</summary>
    public override string ToString() => $"{Endpoint.GetLeftPart(UriPartial.Authority)}/{Bucket}";
}
