namespace Scopix.Emulator.Control.Imports;

/// <summary><c>import.json</c>, the first entry of an archive.</summary>
/// <param name="Format">The version of the format of archives.</param>
/// <param name="Vendor"><c>scopix</c> or <c>llamacloud</c>.</param>
internal sealed record ImportHeader(int Format, string Vendor)
{
    public const int CurrentFormat = 1;

    /// <exception cref="ApiError">422: another format, or the other vendor's archive.</exception>
    public void Validate(TenantState tenant)
    {
        if (Format != CurrentFormat) throw ApiError.Invalid("format", $"is {Format}; this emulator reads format {CurrentFormat}");
        if (!Vendor.Equals(tenant.Vendor.ToString(), StringComparison.OrdinalIgnoreCase))
            throw ApiError.Invalid("vendor", "is the other vendor: send one of its keys");
    }
}
