namespace Scopix.Storage;

/// <summary>For whom the embedded S3 endpoint works, and how.</summary>
internal sealed record S3EndpointOptions
{
    /// <summary>Finds an account by its access key id; null for an unknown one.</summary>
    public required Func<string, StorageAccount?> FindAccount { get; init; }

    /// <summary>False refuses every PUT: clients' uploads go elsewhere.</summary>
    public bool AcceptsUploads { get; init; } = true;

    /// <summary>True refuses a GET or HEAD with an Authorization header beside its signature, as S3 does; a PUT always is.</summary>
    public bool RejectsAuthorization { get; init; }

    /// <summary>Makes <c>x-amz-request-id</c>; counted from 1 when null.</summary>
    public Func<string>? CreateRequestId { get; init; }

    /// <summary>
    /// Makes an object that is asked for and is not there, and answers the key it is under; null when there is nothing to
    /// make. Asked only when the signature is right.
    /// </summary>
    public Func<StorageAccount, string, CancellationToken, Task<string?>> CreateMissingAsync { get; init; } =
        (_, _, _) => Task.FromResult<string?>(null);

    /// <summary>
    /// False when nobody will ever ask for what was PUT under a key: the PUT is answered, and its bytes go at once. Asked after
    /// they are there.
    /// </summary>
    public Func<StorageAccount, string, bool> IsExpectedUpload { get; init; } = (_, _) => true;
}
