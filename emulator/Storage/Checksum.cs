using System.IO.Hashing;
using System.Security.Cryptography;

namespace Scopix.Storage;

internal sealed class Checksum : IDisposable
{
    private readonly IncrementalHash? _digest;
    private readonly NonCryptographicHashAlgorithm? _sum;
    private readonly bool _reversed;

    private Checksum(IncrementalHash? digest, NonCryptographicHashAlgorithm? sum, bool reversed) =>
        (_digest, _sum, _reversed) = (digest, sum, reversed);

    public static Checksum Create(HashAlgorithmName algorithm) => new(IncrementalHash.CreateHash(algorithm), null, reversed: false);

    public static Checksum Create(NonCryptographicHashAlgorithm algorithm) => new(null, algorithm, reversed: false);

    /// <summary>The library writes CRCs in little-endian order, S3 in big-endian order.</summary>
    public static Checksum CreateCrc(NonCryptographicHashAlgorithm algorithm) => new(null, algorithm, reversed: true);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _digest?.AppendData(bytes);
        _sum?.Append(bytes);
    }

    /// <summary>The checksum so far, as it is in the header before Base64.</summary>
    public byte[] GetValue()
    {
        var value = _digest?.GetCurrentHash() ?? _sum!.GetCurrentHash();
        if (_reversed) value.AsSpan().Reverse();
        return value;
    }

    public void Dispose() => _digest?.Dispose();
}
