using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Scopix.Emulator.ObjectStore;

/// <summary>
/// Holds objects to the hash that their keys name, at the first read and whenever a file's size or time is another. A range of a large
/// object is held to its length alone. Texts, pages, pictures and exports are not named by their own content, and are not checked.
/// </summary>
internal sealed class ContentCheck
{
    /// <summary>A range of an object of more bytes is not worth hashing all of it.</summary>
    public const long Large = 64L << 20;

    private const int Most = 50_000;

    private static readonly string[] Named = ["images", "documents", "videos", "llama"];

    private readonly ConcurrentDictionary<string, (long Length, long Written)> _good = new();

    /// <summary>Notes a file that was just written with the content that its key names.</summary>
    public void Trust(string path)
    {
        var file = new FileInfo(path);
        if (_good.Count >= Most) _good.Clear();
        _good[path] = (file.Length, file.LastWriteTimeUtc.Ticks);
    }

    /// <summary>Checks an object that is about to be read.</summary>
    /// <param name="found">The object.</param>
    /// <param name="key">Its key.</param>
    /// <param name="size">How many bytes it has; null when that is not known.</param>
    /// <param name="whole">False when a part is read, or only what is said about it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="DamagedObjectException">It has other bytes.</exception>
    public async Task CheckAsync(StoredObject found, string key, Func<long?> size, bool whole, CancellationToken cancel)
    {
        if (HashOf(key) is not { } hash) return;
        var (path, seen) = (found.Content.Name, (found.Length, File.GetLastWriteTimeUtc(found.Content.SafeFileHandle).Ticks));
        if (_good.TryGetValue(path, out var known) && known == seen) return;
        if (size() is { } bytes && bytes != found.Length) throw new DamagedObjectException(key, $"has {found.Length} bytes instead of {bytes}");
        if (!whole && found.Length > Large) return;
        if (await SumAsync(found, cancel) != hash) throw new DamagedObjectException(key, "does not have the SHA-256 that it is named by");
        if (_good.Count >= Most) _good.Clear();
        _good[path] = seen;
    }

    /// <summary>The hash that a key names; null when it is not named by its content.</summary>
    public static string? HashOf(string key)
    {
        var name = Path.GetFileName(key).Split('.')[0];
        return name.Length == 64 && name.All(char.IsAsciiHexDigitLower) && Array.IndexOf(Named, key.Split('/')[0]) >= 0 ? name : null;
    }

    private static async Task<string> SumAsync(StoredObject found, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await FileCopy.ReadAsync(found.Content.SafeFileHandle, bytes => hash.AppendData(bytes.Span), cancel);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
