using Scopix.Emulator.Control.Keys;

namespace Scopix.Emulator.Control.Init;

/// <summary>What one file says of one tenant.</summary>
/// <param name="Key">The tenant's key; null when <paramref name="Sender"/> is the tenant.</param>
/// <param name="Sender">The tenant that has sent the document.</param>
/// <param name="Path">The path of the tenant's object in the file: empty, or <c>tenants[0]</c>.</param>
internal sealed record InitPart(string? Key, TenantState? Sender, InitTenant Content, InitSource Source, string Path)
{
    /// <summary>
    /// True when the tenant has data from an earlier start: then only its stubs and faults, which are not stored, are applied.
    /// </summary>
    public bool KeepsData { get; set; }

    public bool IsLlamaCloud => Sender is null ? VendorDetector.FromKey(Key!) == Vendor.LlamaCloud : Sender.Vendor == Vendor.LlamaCloud;

    /// <summary>The tenant, if it exists.</summary>
    public TenantState? Find(TenantRegistry tenants) => Sender ?? tenants.Find(Key!);

    /// <summary>The tenant, which is created if it does not exist.</summary>
    public TenantState Open(TenantRegistry tenants) => Sender ?? tenants.GetOrOpen(Key!);

    /// <summary>The path of an item, e.g. <c>tenants[0].files[2]</c>.</summary>
    public string GetPath(string list, int index) => $"{FieldPath.Join(Path, list)}[{index}]";
}

/// <summary>Everything that is to be applied.</summary>
internal sealed record InitPlan(IReadOnlyList<KeyRequest> Keys, IReadOnlyList<InitPart> Parts);
