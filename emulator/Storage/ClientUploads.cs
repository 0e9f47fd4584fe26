using System.Security.Cryptography;
using System.Text;

namespace Scopix.Storage;

/// <summary>
/// What clients of one tenant have PUT: objects under keys <c>staging/…</c> in <c>uploads/objects/{hash of the key}</c>, and parts in
/// <c>uploads/multipart/{upload id}/{part number}</c>. Both survive a restart.
/// </summary>
internal sealed class ClientUploads(TenantFolder tenant)
{
    private const string StagedUploadPrefix = "adopted.";

    /// <summary>The folders of multipart uploads that are being assembled.</summary>
    public HashSet<string> AssemblingFolders { get; } = [];

    public static bool IsUploadKey(string key) =>
        key.StartsWith("staging/", StringComparison.Ordinal) && ObjectKey.IsValid(key);

    public StoredObject? Find(string key)
    {
        lock (tenant.RenameLock) return GetSlot(key).FindCurrent() is var (path, etag) ? StoredObject.Open(path, key, etag) : null;
    }

    /// <summary>Quoted; null when the object does not exist.</summary>
    public string? FindETag(string key)
    {
        lock (tenant.RenameLock) return GetSlot(key).FindCurrent()?.ETag;
    }

    public void Delete(string key)
    {
        lock (tenant.RenameLock) GetSlot(key).Clear();
    }

    /// <summary>Makes a received file the object of a key. The condition is called with the current ETag, or null.</summary>
    public void Put(string key, string file, string etag, Action<string?> condition)
    {
        lock (tenant.RenameLock)
        {
            condition(GetSlot(key).FindCurrent()?.ETag);
            GetSlot(key).Replace(file, etag);
        }
    }

    /// <summary>Moves an object out of its key and hashes it. If the process is killed meanwhile, the next start moves it back.</summary>
    public async Task<StagedObject?> StageUploadAsync(string key, CancellationToken cancel)
    {
        string path, etag;
        lock (tenant.RenameLock)
        {
            if (GetSlot(key).FindCurrent() is not { } found) return null;
            etag = found.ETag;
            path = tenant.NewStagingPath($"{StagedUploadPrefix}{Hash(key)}.{etag.Trim('"')}.");
            GetSlot(key).MoveOut(path);
        }

        try
        {
            return await StagedFile.FromFileAsync(path, cancel);
        }
        catch
        {
            RestoreUpload(GetSlot(key), path, etag);
            throw;
        }
    }

    /// <summary>Moves a file back that a killed process had moved out of its key; false for other files.</summary>
    public bool TryRecover(string file)
    {
        if (Path.GetFileName(file).Split('.') is not ["adopted", var hash, var etag, _]) return false;
        RestoreUpload(new(tenant.GetPath("uploads", "objects", hash)), file, etag);
        return true;
    }

    /// <summary>Ids are derived from the tenant, the key and the number of earlier uploads.</summary>
    public string BeginMultipart(string key)
    {
        lock (tenant.RenameLock)
        {
            var counter = tenant.GetPath("uploads", "begun");
            var number = File.Exists(counter) ? int.Parse(File.ReadAllText(counter), CultureInfo.InvariantCulture) + 1 : 1;
            var next = tenant.NewStagingPath();
            File.WriteAllText(next, number.ToString(CultureInfo.InvariantCulture));
            var id = CreateUploadId(key, number);
            Directory.CreateDirectory(tenant.GetPath("uploads", "multipart", id));
            File.Move(next, counter, overwrite: true);
            return id;
        }
    }

    public MultipartUpload? FindMultipart(string key, string uploadId)
    {
        if (uploadId.Length != 40 || !int.TryParse(uploadId.AsSpan(32), NumberStyles.AllowHexSpecifier, null, out var number)
            || uploadId != CreateUploadId(key, number)) return null;
        var upload = new MultipartUpload(tenant, tenant.GetPath("uploads", "multipart", uploadId), GetSlot(key));
        lock (tenant.RenameLock) return upload.Exists ? upload : null;
    }

    private VersionedObjectFolder GetSlot(string key) => new(tenant.GetPath("uploads", "objects", Hash(key)));

    private void RestoreUpload(VersionedObjectFolder slot, string file, string etag)
    {
        lock (tenant.RenameLock)
            if (slot.FindCurrent() is null) slot.Replace(file, etag);
            else File.Delete(file);
    }

    private string CreateUploadId(string key, int number) =>
        Hash($"{Path.GetFileName(tenant.GetPath())}\n{key}\n{number}") + $"{number:x8}";

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
