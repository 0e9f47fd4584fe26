using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Scopix.Storage;

/// <summary>The key that signs one account's URLs of one day (public: "Calculating a signature" in the SigV4 guide).</summary>
internal sealed class SigningKey
{
    private const int MaxCachedKeys = 4096;
    private static readonly ConcurrentDictionary<(string Secret, string Day), SigningKey> Cache = new();

    private readonly KeyedHash _hash;

    private SigningKey(string secret, string day) =>
        _hash = new KeyedHash(ComputeHmac(ComputeHmac(ComputeHmac(ComputeHmac(Encoding.UTF8.GetBytes("AWS4" + secret), day), SigV4.Region),
            SigV4.Service), SigV4.Terminal));

    /// <param name="day">Eight digits, as in the credential scope.</param>
    public static SigningKey Get(string secret, string day)
    {
        if (Cache.TryGetValue((secret, day), out var known)) return known;
        if (Cache.Count >= MaxCachedKeys) Cache.Clear();
        return Cache[(secret, day)] = new SigningKey(secret, day);
    }

    /// <summary>Writes the signature as 64 lower-case hex digits.</summary>
    public void Sign(ReadOnlySpan<byte> text, Span<byte> signature)
    {
        Span<byte> binary = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.Compute(text, binary);
        Convert.TryToHexStringLower(binary, signature, out _);
    }

    private static byte[] ComputeHmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
