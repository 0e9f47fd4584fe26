namespace Scopix.Emulator.Engine;

/// <summary>What is stored about an API key.</summary>
/// <param name="Prefix"><c>scopix_</c> and the key's 8-character identifier, or up to half of an <c>llx-</c> key. The rest of the
/// key is not stored.</param>
/// <param name="Tier">The key's price plan; null for the emulator's default.</param>
/// <param name="ExpiresAt">The time from which the key is refused with <c>EXPIRED_API_KEY</c>; null for never.</param>
/// <param name="Registered">True when the key was registered through the control API, which <c>--auth strict</c> requires.</param>
internal sealed record KeyRecord(string Prefix, Tier? Tier, DateTimeOffset? ExpiresAt, bool IsActive, bool Registered);
