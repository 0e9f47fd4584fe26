using System.Globalization;

namespace Scopix.Storage;

/// <summary>
/// One tenant's folder: <c>objects</c> and <c>uploads</c> stay over restarts, <c>staging</c> and <c>deleted-*</c> are
/// emptied by the next one. Whatever becomes visible is renamed into place under <see cref="RenameLock"/>.
/// </summary>
internal sealed class TenantFolder
{
    private readonly string _path;
    private readonly Action? _beforeWrite;
    private long _lastNumber;

    private TenantFolder(string path, Action? beforeGrowth)
    {
        (_path, _beforeWrite) = (path, beforeGrowth);
        Uploads = new(this);
    }

    public Lock RenameLock { get; } = new();

    /// <summary>What clients have PUT and nobody has adopted yet.</summary>
    public ClientUploads Uploads { get; }

    /// <summary>Readies a tenant's folder and clears away what an earlier run left unfinished there.</summary>
    public static TenantFolder Open(string root, string tenant, Action? beforeGrowth = null)
    {
        if (!ObjectKey.IsValid(tenant) || tenant.Contains('/', StringComparison.Ordinal))
            throw new ArgumentException($"'{tenant}' cannot be a tenant's id.", nameof(tenant));
        var folder = new TenantFolder(Path.Combine(root, tenant), beforeGrowth);
        var staging = Directory.CreateDirectory(folder.GetPath("staging"));
        foreach (var file in staging.EnumerateFiles().ToList())
            if (!folder.Uploads.TryRecover(file.FullName))
                file.Delete();
        foreach (var left in staging.GetDirectories()) left.Delete(recursive: true);
        foreach (var doomed in Directory.GetDirectories(folder._path, "deleted-*")) Directory.Delete(doomed, recursive: true);
        return folder;
    }

    public string GetPath(params ReadOnlySpan<string> segments) => Path.Combine([_path, .. segments]);

    /// <summary>The path of a published object; null for a key that cannot exist.</summary>
    public string? GetObjectPath(string key) => ObjectKey.IsValid(key) ? GetPath("objects", key) : null;

    /// <summary>A path in <c>staging</c> that nothing has.</summary>
    /// <exception cref="IOException">There is no room for what would be written there.</exception>
    public string NewStagingPath(string prefix = "")
    {
        _beforeWrite?.Invoke();
        return GetPath("staging", prefix + NextNumber());
    }

    /// <summary>Makes a folder vanish at once; its files go when the answer is disposed. Asks for the lock itself.</summary>
    public void RemoveFolder(string name)
    {
        var doomed = GetPath("deleted-" + NextNumber());
        lock (RenameLock)
        {
            if (!Directory.Exists(GetPath(name))) return;
            Directory.Move(GetPath(name), doomed);
        }

        Directory.Delete(doomed, recursive: true);
    }

    private string NextNumber() => Interlocked.Increment(ref _lastNumber).ToString(CultureInfo.InvariantCulture);
}
