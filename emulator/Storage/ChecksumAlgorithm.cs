using System.IO.Hashing;
using System.Security.Cryptography;

namespace Scopix.Storage;

/// <summary>
/// An algorithm of <c>x-amz-checksum-{name}</c> (public: "Checking object integrity" in the S3 guide, and ChecksumAlgorithm of the AWS
/// SDKs).
/// </summary>
/// <param name="Name">In capitals, as in <c>x-amz-sdk-checksum-algorithm</c>.</param>
internal sealed record ChecksumAlgorithm(string Name, int SizeBytes, Func<Checksum> CreateChecksum)
{
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

    public string Header { get; } = HeaderPrefix + Name.ToLowerInvariant();

    /// <summary>Ignores case; null for an unknown algorithm.</summary>
    public static ChecksumAlgorithm? Find(ReadOnlySpan<char> name)
    {
        foreach (var one in All)
            if (name.Equals(one.Name, StringComparison.OrdinalIgnoreCase))
                return one;
        return null;
    }
}
