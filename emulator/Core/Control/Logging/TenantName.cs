namespace Scopix.Emulator.Control.Logging;

/// <summary>A tenant's short name in the log, which tells tenants apart and contains nothing secret of the key.</summary>
internal static class TenantName
{
    private static readonly string DefaultIdentifier = EmulatorOptions.DefaultApiKey[7..15];

    /// <summary>
    /// The key's 8-character identifier, which the service shows beside a key too (public: API Keys), and the beginning of the tenant's id;
    /// <c>default</c> for the default key, and the id alone where the key is unknown or LlamaCloud's, which has no identifier.
    /// </summary>
    public static string Format(TenantState tenant)
    {
        if (tenant.Key.Prefix is not { Length: 15 } prefix || tenant.Vendor == Vendor.LlamaCloud)
            return tenant.Vendor == Vendor.LlamaCloud ? "llama~" + tenant.Id[..8] : tenant.Id[..8];
        var identifier = prefix[7..];
        return identifier == DefaultIdentifier ? "default" : $"{identifier}~{tenant.Id[..4]}";
    }
}
