using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Scopix.Emulator.Proxy;

/// <summary>Numbers the API keys of requests. Only salted hashes of keys are kept, as long as the proxy runs.</summary>
internal sealed class AccountNumbers
{
    private const int MaxAccounts = 10_000;

    private const string Scheme = "Bearer ";

    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, int> _numbers = [];

    /// <summary>The number of a request's key; null without one.</summary>
    public int? Get(IHeaderDictionary headers)
    {
        var key = headers.Authorization.ToString();
        if (key.Length == 0) return null;
        if (key.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) key = key[Scheme.Length..].Trim();
        var hash = Convert.ToHexString(HMACSHA256.HashData(_salt, Encoding.UTF8.GetBytes(key)));
        return _numbers.Count < MaxAccounts ? _numbers.GetOrAdd(hash, _ => _numbers.Count) : _numbers.GetValueOrDefault(hash, -1);
    }
}
