using System.Formats.Tar;
using System.Security.Cryptography;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>
/// The format of an exported snapshot: a tar of regular files in the ustar format, all with the same owner, mode and time.
/// </summary>
internal static class SnapshotArchive
{
    /// <summary>The largest file size of the ustar format.</summary>
    public const long MaxFileBytes = (8L << 30) - 1;

    /// <summary>Headers and contents are padded to blocks of this size.</summary>
    public const int BlockSize = 512;

    /// <summary>The entry that lists which objects were not in storage, if there are any.</summary>
    public const string MissingObjectsEntry = "absent";

    public static async Task<string> WriteEntryAsync(TarWriter tar, string path, Stream bytes, CancellationToken cancel)
    {
        await using var summed = new HashingStream(bytes, bytes.Length);
        var entry = new UstarTarEntry(TarEntryType.RegularFile, path)
        {
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            ModificationTime = DateTimeOffset.UnixEpoch,
            DataStream = summed,
        };
        await tar.WriteEntryAsync(entry, cancel);
        if (summed.Position != summed.Length) throw new EndOfStreamException($"{path} ended early.");
        return summed.GetSha256();
    }

    /// <summary>
    /// The content of <see cref="MissingObjectsEntry"/>: the number of objects, and the SHA-256 of their sorted keys, each with a line end.
    /// </summary>
    public static byte[] FormatMissingObjects(IEnumerable<string> keys)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        foreach (var key in keys.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.ASCII.GetBytes(key + "\n"));
            count++;
        }
        return Encoding.ASCII.GetBytes($"{count} {Convert.ToHexStringLower(hash.GetHashAndReset())}\n");
    }
}
