namespace Scopix.Storage;

/// <summary>
/// What a client has PUT to an S3 server, read once and hashed. It stays where it is; its ETag ensures that nothing else is read or
/// published in its place.
/// </summary>
internal sealed class S3StagedObject : StagedObject
{
    private readonly S3Bucket _bucket;
    private readonly Action _remove;
    private bool _keepOnDispose;

    private S3StagedObject(S3Bucket bucket, string key, string etag, string sha256, long size, Action remove) =>
        (_bucket, Key, ETag, Sha256, SizeBytes, _remove) = (bucket, key, etag, sha256, size, remove);

    public string Key { get; }

    public string ETag { get; }

    public override string Sha256 { get; }

    public override long SizeBytes { get; }

    /// <summary>Reads and hashes an object; null when it does not exist.</summary>
    /// <param name="remove">Deletes the object; called when the staged object is disposed.</param>
    public static Task<S3StagedObject?> ReadAsync(
        S3Bucket bucket, string key, Action remove, CancellationToken cancel) => bucket.TrySendAsync(
        key,
        async client =>
        {
            using var got = await client.GetObjectAsync(new() { BucketName = bucket.Name, Key = key }, cancel);
            var (sha256, size) = await Sha256Sum.ComputeAsync(got.ResponseStream, cancel);
            if (size != got.ContentLength) throw new IOException($"'{key}' ended after {size} of {got.ContentLength} bytes.");
            return new S3StagedObject(bucket, key, got.ETag, sha256, size, remove);
        },
        cancel);

    /// <summary>Leaves the object for another attempt: the storage failed, or a client has replaced it.</summary>
    public void KeepOnDispose() => _keepOnDispose = true;

    public override Stream OpenRead() => new S3ObjectStream(_bucket, Key, ETag, SizeBytes);

    public override void Dispose()
    {
        if (_keepOnDispose) return;
        _keepOnDispose = true;
        _remove();
    }
}
