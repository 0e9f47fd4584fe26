namespace Scopix.Storage;

/// <summary>
/// Options of a PUT in headers or, moved by presigners, in the query. This store has one storage class and no ACLs, tags, locks or
/// encryption keys; other values are refused as in S3, or as not implemented. User metadata is accepted but not returned.
/// </summary>
internal static class PutHeaders
{
    private const string StorageClass = "x-amz-storage-class";
    private const string Acl = "x-amz-acl";
    private const string Encryption = "x-amz-server-side-encryption";

    /// <summary>Public: PutObject in the S3 reference.</summary>
    private static readonly string[] StorageClasses =
    [
        "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE", "GLACIER_IR",
    ];

    private static readonly string[] GrantHeaders =
        ["x-amz-grant-full-control", "x-amz-grant-read", "x-amz-grant-read-acp", "x-amz-grant-write-acp"];

    private static readonly string[] NotImplementedHeaders =
    [
        "x-amz-tagging", "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date", "x-amz-object-lock-legal-hold",
        "x-amz-website-redirect-location", "x-amz-write-offset-bytes", "x-amz-server-side-encryption-aws-kms-key-id",
        "x-amz-server-side-encryption-context", "x-amz-server-side-encryption-bucket-key-enabled",
        "x-amz-server-side-encryption-customer-algorithm", "x-amz-server-side-encryption-customer-key",
        "x-amz-server-side-encryption-customer-key-md5",
    ];

    /// <exception cref="S3Error">InvalidStorageClass, AccessControlListNotSupported, InvalidArgument, NotImplemented.</exception>
    public static void Validate(S3Request request)
    {
        CheckStorageClass(request.FromHeaderOrQuery(StorageClass));
        CheckEncryption(request.FromHeaderOrQuery(Encryption));
        if (request.FromHeaderOrQuery(Acl) is not (null or "bucket-owner-full-control")) throw S3Error.AclNotSupported();
        if (Array.Exists(GrantHeaders, name => request.FromHeaderOrQuery(name) is not null)) throw S3Error.AclNotSupported();
        if (Array.Find(NotImplementedHeaders, name => request.FromHeaderOrQuery(name) is not null) is { } requested)
            throw S3Error.HeaderNotImplemented(requested);
    }

    private static void CheckStorageClass(string? requested)
    {
        if (requested is null or "STANDARD") return;
        throw StorageClasses.Contains(requested) ? S3Error.HeaderNotImplemented(StorageClass) : S3Error.InvalidStorageClass(requested);
    }

    private static void CheckEncryption(string? requested)
    {
        if (requested is null or "AES256") return;
        throw requested.StartsWith("aws:", StringComparison.Ordinal)
            ? S3Error.HeaderNotImplemented(Encryption)
            : S3Error.InvalidArgument("The encryption method specified is not supported", Encryption, requested);
    }
}
