namespace Scopix.Storage;

/// <summary>
/// The place of one object or part that can be overwritten: a folder with one file, <c>{version}.{etag}</c>. The rename that adds a version
/// publishes it. An older version that a killed process has left is ignored, then deleted. The tenant's lock must be held for all methods.
/// </summary>
/// <param name="Path">The folder, which does not exist while the slot is empty.</param>
internal readonly record struct VersionedObjectFolder(string Path)
{
    /// <summary>The newest file and its quoted ETag; null when the slot is empty.</summary>
    public (string Path, string ETag)? FindCurrent()
    {
        if (!Directory.Exists(Path)) return null;
        var newest = Directory.EnumerateFiles(Path).Max(StringComparer.Ordinal);
        return newest is null ? null : (newest, $"\"{System.IO.Path.GetFileName(newest)[17..]}\"");
    }

    public void Replace(string file, string etag)
    {
        var old = Directory.CreateDirectory(Path).GetFiles();
        var version = old.Length == 0 ? 0 : old.Max(one => ParseVersion(one.Name)) + 1;
        File.Move(file, System.IO.Path.Combine(Path, $"{version:x16}.{etag.Trim('"')}"));
        foreach (var one in old) one.Delete();
    }

    /// <summary>Moves the newest file out, and empties the slot.</summary>
    public void MoveOut(string target)
    {
        File.Move(FindCurrent()!.Value.Path, target, overwrite: true);
        Clear();
    }

    public void Clear()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private static long ParseVersion(string name) =>
        long.Parse(name.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
