using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Scopix.Emulator.Engine;

/// <summary>Creates a tenant's ids: UUIDs in the form of version 4, derived from the seed, the tenant and a counter.</summary>
internal sealed class IdGenerator(long seed, string tenant)
{
    private readonly KeyedHash _hash = new(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{tenant}")));

    public long IssuedCount { get; set; }

    /// <summary>The next id, in lower case with dashes. The tenant's lock must be held.</summary>
    public string Next() => CreateId("id", ++IssuedCount);

    public string CreateId(string series, long n)
    {
        Span<byte> input = stackalloc byte[8 + series.Length];
        BinaryPrimitives.WriteInt64BigEndian(input, n);
        Encoding.ASCII.GetBytes(series, input[8..]);
        Span<byte> hash = stackalloc byte[32];
        _hash.Compute(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
