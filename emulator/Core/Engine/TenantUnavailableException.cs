namespace Scopix.Emulator.Engine;

/// <summary>A tenant's database cannot be opened: it is damaged, or of another version.</summary>
internal sealed class TenantUnavailableException(string message, string tenantId, bool isDamaged) : IOException(message)
{
    public string TenantId => tenantId;

    /// <summary>False when the database is of another version.</summary>
    public bool IsDamaged => isDamaged;
}
