using System.Collections.Concurrent;

namespace Scopix.Storage;

/// <summary>
/// Holds objects to the hash that their keys name, at the first read and whenever a file's size or time is another. A range of a large
/// object is held to its length alone. Texts, pages, pictures and exports are not named by their own content, and are not checked.
/// </summary>
internal sealed class ContentVerifier
{
    /// <summary>A range of an object of more bytes is not worth hashing all of it.</summary>
    public const long LargeObjectBytes = 64L << 20;

    private const int MaxVerifiedFiles = 50_000;

    private static readonly string[] ContentAddressedFolders = ["images", "documents", "videos", "llama"];

    private readonly ConcurrentDictionary<string, (long Length, long Written)> _verifiedFiles = new();

    /// <summary>Notes a file that was just written with the content that its key names.</summary>
    public void MarkVerified(string path)
    {
        var file = new FileInfo(path);
        if (_verifiedFiles.Count >= MaxVerifiedFiles) _verifiedFiles.Clear();
        _verifiedFiles[path] = (file.Length, file.LastWriteTimeUtc.Ticks);
    }

    /// <summary>Checks an object that is about to be read.</summary>
    /// <param name="found">The object.</param>
    /// <param name="key">Its key.</param>
    /// <param name="size">How many bytes it has; null when that is not known.</param>
    /// <param name="whole">False when a part is read, or only what is said about it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="DamagedObjectException">It has other bytes.</exception>
    public async Task VerifyAsync(StoredObject found, string key, Func<long?> size, bool whole, CancellationToken cancel)
    {
        if (FindHash(key) is not { } hash) return;
        var (path, seen) = (found.Content.Name, (found.Length, File.GetLastWriteTimeUtc(found.Content.SafeFileHandle).Ticks));
        if (_verifiedFiles.TryGetValue(path, out var known) && known == seen) return;
        if (size() is { } bytes && bytes != found.Length)
            throw new DamagedObjectException(key, $"has {found.Length} bytes instead of {bytes}");
        if (!whole && found.Length > LargeObjectBytes) return;
        if ((await Sha256Sum.ComputeAsync(found.Content.SafeFileHandle, cancel)).Sha256 != hash)
            throw new DamagedObjectException(key, "does not have the SHA-256 that it is named by");
        if (_verifiedFiles.Count >= MaxVerifiedFiles) _verifiedFiles.Clear();
        _verifiedFiles[path] = seen;
    }

    /// <summary>The hash that a key names; null when it is not named by its content.</summary>
    public static string? FindHash(string key)
    {
        var name = Path.GetFileName(key).Split('.')[0];
        return name.Length == 64 && name.All(char.IsAsciiHexDigitLower) && Array.IndexOf(ContentAddressedFolders, key.Split('/')[0]) >= 0
            ? name : null;
    }
}
