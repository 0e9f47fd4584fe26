namespace Scopix.Emulator.Tests.Client;

internal sealed record SentRequest(string Method, Uri Url, string? Key, string? IdempotencyKey, string? Operation, int Status);
