namespace Scopix.Storage;

/// <summary>
/// Keys in the bucket that all tenants share: they always hold the tenant. <c>images/{tenant}/…</c> stays as it is;
/// <c>staging/{upload id}</c> becomes <c>staging/{tenant}/{era}/{upload id}</c>.
/// </summary>
internal sealed class S3KeyMapper(S3UploadRegistry registry)
{
    /// <summary>A key in the bucket.</summary>
    public string ToBucketKey(StorageAccount account, string key)
    {
        if (key.Split('/') is not [var kind, var second, ..]) return $"objects/{account.TenantId}/{key}";
        if (kind == "staging") return $"staging/{account.TenantId}/{registry.GetEpoch(account)}/{key[(kind.Length + 1)..]}";
        return second == account.TenantId ? key : $"{kind}/{account.TenantId}/{key[(kind.Length + 1)..]}";
    }

    /// <summary>A key in the bucket that a client may PUT to.</summary>
    /// <exception cref="ArgumentException">No client may.</exception>
    public string ToUploadBucketKey(StorageAccount account, string key) =>
        ClientUploads.IsUploadKey(key)
            ? ToBucketKey(account, key) : throw new ArgumentException($"'{key}' cannot be uploaded to.", nameof(key));

    /// <summary>True for what belongs to the tenant's present era, and no reset before it may remove.</summary>
    public bool IsInCurrentEpoch(
        StorageAccount account, string there) => there.StartsWith(ToBucketKey(account, "staging/"), StringComparison.Ordinal);
}
