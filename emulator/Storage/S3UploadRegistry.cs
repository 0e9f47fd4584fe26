using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Scopix.Storage;

/// <summary>
/// What the emulator must remember of a tenant's uploads to an S3 server, kept beside its local files:
/// <c>s3/era</c>, a segment of its staging keys, and <c>s3/{hash}</c> for each open multipart upload, since servers cannot be
/// counted on to list them by prefix (MinIO does not). Upload ids repeat after a reset and in a run that keeps nothing; the
/// era, the wall clock's moment of its beginning, keeps what was PUT before from being taken for what comes now.
/// </summary>
internal sealed class S3UploadRegistry(EmbeddedStore local, TimeProvider wall)
{
    private readonly ConcurrentDictionary<string, string> _epochs = new();

    /// <summary>The tenant's era, begun now if there is none: 16 hex digits.</summary>
    public string GetEpoch(StorageAccount account)
    {
        if (_epochs.TryGetValue(account.TenantId, out var known)) return known;
        var folder = local.GetFolder(account);
        lock (folder.RenameLock)
        {
            var file = folder.GetPath("s3", "era");
            if (!File.Exists(file)) Write(folder, "era", wall.GetUtcNow().Ticks.ToString("x16", CultureInfo.InvariantCulture));
            return _epochs[account.TenantId] = File.ReadAllText(file);
        }
    }

    /// <summary>Notes a multipart upload.</summary>
    public void AddMultipart(StorageAccount account, string key, string uploadId)
    {
        var folder = local.GetFolder(account);
        lock (folder.RenameLock) Write(folder, GetFileName(uploadId), $"{key}\n{uploadId}");
    }

    /// <summary>Strikes a multipart upload out.</summary>
    public void RemoveMultipart(StorageAccount account, string uploadId)
    {
        var folder = local.GetFolder(account);
        lock (folder.RenameLock)
            if (Directory.Exists(folder.GetPath("s3"))) File.Delete(folder.GetPath("s3", GetFileName(uploadId)));
    }

    /// <summary>Ends the era; answers the multipart uploads that were open in it.</summary>
    public List<(string Key, string UploadId)> EndEpoch(StorageAccount account)
    {
        var folder = local.GetFolder(account);
        lock (folder.RenameLock)
        {
            var place = Directory.CreateDirectory(folder.GetPath("s3"));
            var open = place.EnumerateFiles().Where(file => file.Name != "era").Select(file => File.ReadAllText(file.FullName).Split('\n'));
            List<(string, string)> left = [.. open.Select(words => (words[0], words[1]))];
            place.Delete(recursive: true);
            _epochs.TryRemove(account.TenantId, out _);
            return left;
        }
    }

    private static string GetFileName(string uploadId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uploadId)));

    private static void Write(TenantFolder folder, string name, string text)
    {
        Directory.CreateDirectory(folder.GetPath("s3"));
        var draft = folder.NewStagingPath();
        File.WriteAllText(draft, text);
        File.Move(draft, folder.GetPath("s3", name), overwrite: true);
    }
}
