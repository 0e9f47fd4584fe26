namespace Scopix.Contracts.Runner;

/// <summary>Where an emulator of this process listens, and its default key.</summary>
internal sealed record EmulatorAddress(Uri BaseAddress, string ApiKey);
