namespace Scopix.Storage;

internal sealed record S3EndpointOptions
{
    /// <summary>Finds an account by its access key id; null for an unknown one.</summary>
    public required Func<string, StorageAccount?> FindAccount { get; init; }

    public bool AcceptsUploads { get; init; } = true;

    /// <summary>
    /// True refuses a GET or HEAD with an Authorization header beside its signature, as S3 does. A PUT with one is always refused.
    /// </summary>
    public bool RejectsAuthorization { get; init; }

    /// <summary>Creates <c>x-amz-request-id</c>; null counts from 1.</summary>
    public Func<string>? CreateRequestId { get; init; }

    /// <summary>
    /// Creates an object that does not exist, or one in its place; null when it cannot be created. Called only with a valid signature.
    /// </summary>
    public Func<StorageAccount, string, CancellationToken, Task<CreatedObject?>> CreateMissingAsync { get; init; } =
        (_, _, _) => Task.FromResult<CreatedObject?>(null);

    /// <summary>False deletes what was PUT under a key, since its upload has ended. Called after the PUT.</summary>
    public Func<StorageAccount, string, bool> IsExpectedUpload { get; init; } = (_, _) => true;
}

/// <summary>An object that was created when it was first requested.</summary>
/// <param name="Hint">Why this object is only a placeholder, in one sentence; null for the real one.</param>
internal sealed record CreatedObject(string Key, string? Hint);
