namespace Scopix.Storage;

/// <summary>
/// Stores bytes. Objects are written once and never change: a body is staged (received, measured and hashed), and then published under its
/// key. Keys look like <c>images/{tenant}/{sha256}.jpg</c>.
/// </summary>
internal interface IObjectStore
{
    string BucketName { get; }

    /// <summary>Receives and hashes a body. Nothing is visible until it is published.</summary>
    /// <exception cref="BodyTooLargeException">The body has more than <paramref name="maxBytes"/> bytes.</exception>
    Task<StagedObject> StageAsync(StorageAccount account, Stream body, long maxBytes, CancellationToken cancel);

    /// <summary>Makes a staged body visible under a key. The bytes of an existing key do not change.</summary>
    Task PublishAsync(StorageAccount account, StagedObject staged, string key, CancellationToken cancel);

    /// <summary>Opens a seekable stream; null when the object does not exist.</summary>
    Task<Stream?> OpenReadAsync(StorageAccount account, string key, CancellationToken cancel);

    /// <summary>Deletes an object now or soon, if it exists.</summary>
    void Delete(StorageAccount account, string key);

    /// <summary>
    /// Deletes what clients have PUT and what was not staged yet, multipart uploads included. URLs that were signed before for PUT are no
    /// longer valid.
    /// </summary>
    void DeleteUploads(StorageAccount account);

    void DeleteAll(StorageAccount account);

    /// <summary>Signs a GET of an object, valid from the account's current time.</summary>
    /// <param name="origin">Scheme and host under which clients reach the emulator, e.g. <c>http://127.0.0.1:8340</c>. An S3 server has its
    /// own.</param>
    /// <param name="lifetime">1 second to 7 days.</param>
    /// <param name="contentDisposition">The Content-Disposition of the response; null for none.</param>
    Uri PresignGet(StorageAccount account, Uri origin, string key, TimeSpan lifetime, string? contentDisposition = null);

    /// <summary>Signs a PUT of a whole object, valid from the account's current time.</summary>
    /// <param name="origin">As for <see cref="PresignGet"/>.</param>
    /// <param name="key">E.g. <c>staging/{upload_id}</c>.</param>
    /// <param name="lifetime">1 second to 7 days.</param>
    /// <param name="headers">Headers that the client must send unchanged (Content-Type, x-amz-checksum-sha256 …).</param>
    Uri PresignPut(StorageAccount account, Uri origin, string key, TimeSpan lifetime, IReadOnlyList<(string Name, string Value)> headers);

    /// <summary>Begins a multipart upload, and returns S3's upload id.</summary>
    Task<string> BeginMultipartAsync(StorageAccount account, string key, string contentType, CancellationToken cancel);

    /// <summary>Signs a PUT of one part, 1–10,000.</summary>
    Uri PresignPart(StorageAccount account, Uri origin, string key, string uploadId, int partNumber, TimeSpan lifetime);

    /// <summary>The received parts in order; null when the multipart upload does not exist.</summary>
    Task<IReadOnlyList<StoredPart>?> ListPartsAsync(StorageAccount account, string key, string uploadId, CancellationToken cancel);

    /// <summary>Null when the part was not received, or the upload does not exist.</summary>
    Task<StoredPart?> FindPartAsync(StorageAccount account, string key, string uploadId, int partNumber, CancellationToken cancel);

    /// <summary>Joins all parts of a multipart upload in order of their numbers.</summary>
    /// <exception cref="PartTooSmallException">A part other than the last has less than 5 MB.</exception>
    /// <exception cref="ArgumentException">The upload does not exist, or a part differs from the given one.</exception>
    Task CompleteMultipartAsync(
        StorageAccount account, string key, string uploadId, IReadOnlyList<StoredPart> parts, CancellationToken cancel);

    /// <summary>Deletes a multipart upload and its parts, if it exists.</summary>
    Task AbortMultipartAsync(StorageAccount account, string key, string uploadId, CancellationToken cancel);

    /// <summary>
    /// Moves an object that a client has PUT out of its key and hashes it, so that it is a staged body; null when nothing was uploaded.
    /// </summary>
    Task<StagedObject?> StageUploadAsync(StorageAccount account, string key, CancellationToken cancel);

    /// <summary>In bytes; null when the object does not exist.</summary>
    Task<long?> GetSizeAsync(StorageAccount account, string key, CancellationToken cancel);
}

/// <summary>The storage identity of a tenant.</summary>
/// <param name="TenantId">16 lower-case hex digits; a folder name and a segment of object keys.</param>
/// <param name="AccessKeyId">The account's name in <c>X-Amz-Credential</c>.</param>
internal sealed record StorageAccount(string TenantId, string AccessKeyId, string SecretKey, Func<DateTimeOffset> Now);

/// <summary>A body that was received and is not visible yet. Disposing deletes it unless it was published.</summary>
internal abstract class StagedObject : IDisposable
{
    /// <summary>64 lower-case hex digits.</summary>
    public abstract string Sha256 { get; }

    public abstract long SizeBytes { get; }

    /// <summary>Seekable.</summary>
    public abstract Stream OpenRead();

    public abstract void Dispose();
}

internal sealed class BodyTooLargeException(long maxBytes) : Exception($"The body has more than {maxBytes} bytes.");

/// <summary>A part that was received.</summary>
/// <param name="Number">1–10,000.</param>
/// <param name="ETag">With quotes, as in S3's responses.</param>
internal sealed record StoredPart(int Number, string ETag, long SizeBytes);

/// <summary>A part other than the last is smaller than S3's minimum of 5 MB (5,242,880 bytes).</summary>
internal sealed class PartTooSmallException(int number) : Exception($"Part {number} is smaller than 5 MB and is not the last.");
