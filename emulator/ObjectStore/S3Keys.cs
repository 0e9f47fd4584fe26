namespace Scopix.Emulator.ObjectStore;

/// <summary>
/// Keys in the bucket that all tenants share: they always hold the tenant. <c>images/{tenant}/…</c> stays as it is;
/// <c>staging/{upload id}</c> becomes <c>staging/{tenant}/{era}/{upload id}</c>.
/// </summary>
internal sealed class S3Keys(S3Ledger ledger)
{
    /// <summary>A key in the bucket.</summary>
    public string Of(StorageAccount account, string key)
    {
        if (key.Split('/') is not [var kind, var second, ..]) return $"objects/{account.Tenant}/{key}";
        if (kind == "staging") return $"staging/{account.Tenant}/{ledger.Era(account)}/{key[(kind.Length + 1)..]}";
        return second == account.Tenant ? key : $"{kind}/{account.Tenant}/{key[(kind.Length + 1)..]}";
    }

    /// <summary>A key in the bucket that a client may PUT to.</summary>
    /// <exception cref="ArgumentException">No client may.</exception>
    public string OfUpload(StorageAccount account, string key) =>
        ClientUploads.IsUploadKey(key) ? Of(account, key) : throw new ArgumentException($"'{key}' cannot be uploaded to.", nameof(key));

    /// <summary>True for what belongs to the tenant's present era, and no reset before it may remove.</summary>
    public bool IsPresent(StorageAccount account, string there) => there.StartsWith(Of(account, "staging/"), StringComparison.Ordinal);
}
