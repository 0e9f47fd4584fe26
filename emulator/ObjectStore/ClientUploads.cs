using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Scopix.Emulator.ObjectStore;

/// <summary>
/// What clients of one tenant have PUT: <c>uploads/objects/{hash of the key}</c> for objects whose key begins with
/// <c>staging/</c>, and <c>uploads/multipart/{upload id}/{part number}</c> for parts. Both outlive a restart.
/// </summary>
internal sealed class ClientUploads(TenantFolder tenant)
{
    private const string Adopted = "adopted.";

    /// <summary>The folders of the multipart uploads that are being assembled just now.</summary>
    public HashSet<string> Assembling { get; } = [];

    /// <summary>True for the keys that a client may PUT to.</summary>
    public static bool IsUploadKey(string key) =>
        key.StartsWith("staging/", StringComparison.Ordinal) && ObjectKey.IsValid(key);

    /// <summary>Opens an object; null when there is none.</summary>
    public StoredObject? Find(string key)
    {
        lock (tenant.Renames) return SlotOf(key).Current() is var (path, etag) ? StoredObject.Open(path, key, etag) : null;
    }

    /// <summary>The quoted ETag of an object; null when there is none.</summary>
    public string? ETagOf(string key)
    {
        lock (tenant.Renames) return SlotOf(key).Current()?.ETag;
    }

    public void Delete(string key)
    {
        lock (tenant.Renames) SlotOf(key).Clear();
    }

    /// <summary>Makes a received file the object of a key. The condition is asked with the ETag that is there, or null.</summary>
    public void Put(string key, string file, string etag, Action<string?> condition)
    {
        lock (tenant.Renames)
        {
            condition(SlotOf(key).Current()?.ETag);
            SlotOf(key).Replace(file, etag);
        }
    }

    /// <summary>
    /// Takes an object out of its key and hashes it. A run that is killed meanwhile puts it back when it starts again.
    /// </summary>
    public async Task<StagedObject?> AdoptAsync(string key, CancellationToken cancel)
    {
        string path, etag;
        lock (tenant.Renames)
        {
            if (SlotOf(key).Current() is not { } found) return null;
            etag = found.ETag;
            path = tenant.NewStagingPath($"{Adopted}{Hash(key)}.{etag.Trim('"')}.");
            SlotOf(key).MoveOut(path);
        }

        try
        {
            return await StagedFile.HashAsync(path, cancel);
        }
        catch
        {
            PutBack(SlotOf(key), path, etag);
            throw;
        }
    }

    /// <summary>Puts an adopted file that a killed run left back under its key; false when it is some other file.</summary>
    public bool TryRecover(string file)
    {
        if (Path.GetFileName(file).Split('.') is not ["adopted", var hash, var etag, _]) return false;
        PutBack(new(tenant.In("uploads", "objects", hash)), file, etag);
        return true;
    }

    /// <summary>Begins a multipart upload; ids follow from the tenant, the key and how many were begun before.</summary>
    public string Begin(string key)
    {
        lock (tenant.Renames)
        {
            var counter = tenant.In("uploads", "begun");
            var number = File.Exists(counter) ? int.Parse(File.ReadAllText(counter), CultureInfo.InvariantCulture) + 1 : 1;
            var next = tenant.NewStagingPath();
            File.WriteAllText(next, number.ToString(CultureInfo.InvariantCulture));
            var id = UploadId(key, number);
            Directory.CreateDirectory(tenant.In("uploads", "multipart", id));
            File.Move(next, counter, overwrite: true);
            return id;
        }
    }

    /// <summary>A multipart upload of a key; null when it never was or is no more.</summary>
    public MultipartUpload? Multipart(string key, string uploadId)
    {
        if (uploadId.Length != 40 || !int.TryParse(uploadId.AsSpan(32), NumberStyles.AllowHexSpecifier, null, out var number)
            || uploadId != UploadId(key, number)) return null;
        var upload = new MultipartUpload(tenant, tenant.In("uploads", "multipart", uploadId), SlotOf(key));
        lock (tenant.Renames) return upload.Exists ? upload : null;
    }

    private Slot SlotOf(string key) => new(tenant.In("uploads", "objects", Hash(key)));

    private void PutBack(Slot slot, string file, string etag)
    {
        lock (tenant.Renames)
            if (slot.Current() is null) slot.Replace(file, etag);
            else File.Delete(file);
    }

    private string UploadId(string key, int number) => Hash($"{Path.GetFileName(tenant.In())}\n{key}\n{number}") + $"{number:x8}";

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
