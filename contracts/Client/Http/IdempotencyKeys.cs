using System.Security.Cryptography;

namespace Scopix.Client;

/// <summary>Generates keys for the <c>Idempotency-Key</c> header: 1–128 characters of A-Z a-z 0-9 _ - . (seed 001).</summary>
internal static class IdempotencyKeys
{
    public static string Create() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
