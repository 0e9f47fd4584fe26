namespace Scopix.Storage;

/// <summary>
/// Keys in the bucket that all tenants share; they contain the tenant. <c>images/{tenant}/…</c> does not change, <c>staging/{upload
/// id}</c> becomes <c>staging/{tenant}/{epoch}/{upload id}</c>.
/// </summary>
internal sealed class S3KeyMapper(S3UploadRegistry registry)
{
    public string ToBucketKey(StorageAccount account, string key)
    {
        if (key.Split('/') is not [var kind, var second, ..]) return $"objects/{account.TenantId}/{key}";
        if (kind == "staging") return $"staging/{account.TenantId}/{registry.GetEpoch(account)}/{key[(kind.Length + 1)..]}";
        return second == account.TenantId ? key : $"{kind}/{account.TenantId}/{key[(kind.Length + 1)..]}";
    }

    /// <exception cref="ArgumentException">Clients may not PUT to the key.</exception>
    public string ToUploadBucketKey(StorageAccount account, string key) =>
        ClientUploads.IsUploadKey(key)
            ? ToBucketKey(account, key) : throw new ArgumentException($"'{key}' cannot be uploaded to.", nameof(key));

    /// <summary>True for objects of the tenant's current epoch, which an earlier reset must not delete.</summary>
    public bool IsInCurrentEpoch(StorageAccount account, string there) =>
        there.StartsWith(ToBucketKey(account, "staging/"), StringComparison.Ordinal);
}
