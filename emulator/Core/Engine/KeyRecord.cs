namespace Scopix.Emulator.Engine;

/// <summary>What is known of an API key.</summary>
/// <param name="Prefix"><c>scopix_</c> and the key's 8-character identifier, or up to half of an <c>llx-</c> key; the rest is not
/// kept.</param>
/// <param name="Tier">The key's plan; null takes the emulator's default.</param>
/// <param name="ExpiresAt">From when on it is refused with <c>EXPIRED_API_KEY</c>; null never.</param>
/// <param name="IsActive">False is refused with <c>DEACTIVATED_API_KEY</c>.</param>
/// <param name="Registered">Registered through the control API: let in by <c>--auth strict</c>.</param>
internal sealed record KeyRecord(string Prefix, Tier? Tier, DateTimeOffset? ExpiresAt, bool IsActive, bool Registered);
