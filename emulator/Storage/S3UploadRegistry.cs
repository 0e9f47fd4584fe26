using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Scopix.Storage;

/// <summary>
/// What the emulator stores locally about a tenant's uploads to an S3 server: <c>s3/era</c>, a segment of its staging keys, and
/// <c>s3/{hash}</c> for each open multipart upload, since some servers (MinIO) do not list them by prefix. Upload ids repeat after a reset
/// and in a run without a data folder; the epoch, which is the wall clock's time of its beginning, separates earlier uploads from later
/// ones.
/// </summary>
internal sealed class S3UploadRegistry(EmbeddedStore local, TimeProvider wall)
{
    private readonly ConcurrentDictionary<string, string> _epochs = new();

    /// <summary>16 hex digits; the epoch begins now if there is none.</summary>
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

    public void AddMultipart(StorageAccount account, string key, string uploadId)
    {
        var folder = local.GetFolder(account);
        lock (folder.RenameLock) Write(folder, GetFileName(uploadId), $"{key}\n{uploadId}");
    }

    public void RemoveMultipart(StorageAccount account, string uploadId)
    {
        var folder = local.GetFolder(account);
        lock (folder.RenameLock)
            if (Directory.Exists(folder.GetPath("s3"))) File.Delete(folder.GetPath("s3", GetFileName(uploadId)));
    }

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
