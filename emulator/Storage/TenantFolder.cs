namespace Scopix.Storage;

/// <summary>
/// The folder of one tenant. <c>objects</c> and <c>uploads</c> survive a restart; <c>staging</c> and <c>deleted-*</c> are emptied by it.
/// Files become visible by a rename under <see cref="RenameLock"/>.
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

    /// <summary>What clients have PUT and what was not staged yet.</summary>
    public ClientUploads Uploads { get; }

    /// <summary>Prepares a tenant's folder, and deletes what an earlier process left unfinished.</summary>
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

    public string? GetObjectPath(string key) => ObjectKey.IsValid(key) ? GetPath("objects", key) : null;

    /// <summary>A new path in <c>staging</c>.</summary>
    /// <exception cref="IOException">The disk has no room.</exception>
    public string NewStagingPath(string prefix = "")
    {
        _beforeWrite?.Invoke();
        return GetPath("staging", prefix + NextNumber());
    }

    /// <summary>Renames a folder under the lock, so that it disappears at once, and then deletes its files.</summary>
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
