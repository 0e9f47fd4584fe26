using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Scopix.Emulator.ObjectStore;

/// <summary>
/// What the emulator must remember of a tenant's uploads to an S3 server, kept beside its local files:
/// <c>s3/era</c>, a segment of its staging keys, and <c>s3/{hash}</c> for each open multipart upload, since servers cannot be
/// counted on to list them by prefix (MinIO does not). Upload ids repeat after a reset and in a run that keeps nothing; the
/// era, the wall clock's moment of its beginning, keeps what was PUT before from being taken for what comes now.
/// </summary>
internal sealed class S3Ledger(EmbeddedStore local, TimeProvider wall)
{
    private readonly ConcurrentDictionary<string, string> _eras = new();

    /// <summary>The tenant's era, begun now if there is none: 16 hex digits.</summary>
    public string Era(StorageAccount account)
    {
        if (_eras.TryGetValue(account.Tenant, out var known)) return known;
        var folder = local.FolderOf(account);
        lock (folder.Renames)
        {
            var file = folder.In("s3", "era");
            if (!File.Exists(file)) Write(folder, "era", wall.GetUtcNow().Ticks.ToString("x16", CultureInfo.InvariantCulture));
            return _eras[account.Tenant] = File.ReadAllText(file);
        }
    }

    /// <summary>Notes a multipart upload.</summary>
    public void Begun(StorageAccount account, string key, string uploadId)
    {
        var folder = local.FolderOf(account);
        lock (folder.Renames) Write(folder, NameOf(uploadId), $"{key}\n{uploadId}");
    }

    /// <summary>Strikes a multipart upload out.</summary>
    public void Ended(StorageAccount account, string uploadId)
    {
        var folder = local.FolderOf(account);
        lock (folder.Renames)
            if (Directory.Exists(folder.In("s3"))) File.Delete(folder.In("s3", NameOf(uploadId)));
    }

    /// <summary>Ends the era; answers the multipart uploads that were open in it.</summary>
    public List<(string Key, string UploadId)> End(StorageAccount account)
    {
        var folder = local.FolderOf(account);
        lock (folder.Renames)
        {
            var place = Directory.CreateDirectory(folder.In("s3"));
            var open = place.EnumerateFiles().Where(file => file.Name != "era").Select(file => File.ReadAllText(file.FullName).Split('\n'));
            List<(string, string)> left = [.. open.Select(words => (words[0], words[1]))];
            place.Delete(recursive: true);
            _eras.TryRemove(account.Tenant, out _);
            return left;
        }
    }

    private static string NameOf(string uploadId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uploadId)));

    private static void Write(TenantFolder folder, string name, string text)
    {
        Directory.CreateDirectory(folder.In("s3"));
        var draft = folder.NewStagingPath();
        File.WriteAllText(draft, text);
        File.Move(draft, folder.In("s3", name), overwrite: true);
    }
}
