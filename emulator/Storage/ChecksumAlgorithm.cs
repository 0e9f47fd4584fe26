using System.IO.Hashing;
using System.Security.Cryptography;

namespace Scopix.Storage;

/// <summary>
/// A checksum that <c>x-amz-checksum-{name}</c> carries (public: "Checking object integrity" in the S3 guide, and the
/// ChecksumAlgorithm of the AWS SDKs).
/// </summary>
/// <param name="Name">As <c>x-amz-sdk-checksum-algorithm</c> has it, in capitals.</param>
/// <param name="SizeBytes">How long it is.</param>
/// <param name="CreateChecksum">Begins to compute one.</param>
internal sealed record ChecksumAlgorithm(string Name, int SizeBytes, Func<Checksum> CreateChecksum)
{
    /// <summary>What every checksum's header begins with.</summary>
    public const string HeaderPrefix = "x-amz-checksum-";

    /// <summary>All that S3 verifies.</summary>
    public static readonly ChecksumAlgorithm[] All =
    [
        new("CRC32", 4, () => Checksum.CreateCrc(new Crc32())),
        new("CRC32C", 4, () => Checksum.CreateCrc(new Crc32(Crc32ParameterSet.Crc32C))),
        new("CRC64NVME", 8, () => Checksum.CreateCrc(new Crc64(Crc64ParameterSet.Nvme))),
        new("MD5", 16, () => Checksum.Create(HashAlgorithmName.MD5)),
        new("SHA1", 20, () => Checksum.Create(HashAlgorithmName.SHA1)),
        new("SHA256", 32, () => Checksum.Create(HashAlgorithmName.SHA256)),
        new("SHA512", 64, () => Checksum.Create(HashAlgorithmName.SHA512)),
        new("XXHASH128", 16, () => Checksum.Create(new XxHash128())),
        new("XXHASH3", 8, () => Checksum.Create(new XxHash3())),
        new("XXHASH64", 8, () => Checksum.Create(new XxHash64())),
    ];

    /// <summary>The header that carries it.</summary>
    public string Header { get; } = HeaderPrefix + Name.ToLowerInvariant();

    /// <summary>The algorithm of that name, in any case; null for one that S3 does not have.</summary>
    public static ChecksumAlgorithm? Find(ReadOnlySpan<char> name)
    {
        foreach (var one in All)
            if (name.Equals(one.Name, StringComparison.OrdinalIgnoreCase))
                return one;
        return null;
    }
}
