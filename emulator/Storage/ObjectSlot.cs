using System.Globalization;

namespace Scopix.Storage;

/// <summary>
/// The place of one object or part that can be overwritten: a folder with one file, <c>{version}.{etag}</c>. The rename
/// that adds a version is the moment it counts; an older one that a killed process left is passed over, then removed.
/// All methods are called under the tenant's lock.
/// </summary>
/// <param name="Path">The folder; not there while the slot is empty.</param>
internal readonly record struct ObjectSlot(string Path)
{
    /// <summary>The file that counts, and its quoted ETag; null when the slot is empty.</summary>
    public (string Path, string ETag)? FindCurrent()
    {
        if (!Directory.Exists(Path)) return null;
        var newest = Directory.EnumerateFiles(Path).Max(StringComparer.Ordinal);
        return newest is null ? null : (newest, $"\"{System.IO.Path.GetFileName(newest)[17..]}\"");
    }

    /// <summary>Moves a file in, in place of what is there.</summary>
    public void Replace(string file, string etag)
    {
        var old = Directory.CreateDirectory(Path).GetFiles();
        var version = old.Length == 0 ? 0 : old.Max(one => ParseVersion(one.Name)) + 1;
        File.Move(file, System.IO.Path.Combine(Path, $"{version:x16}.{etag.Trim('"')}"));
        foreach (var one in old) one.Delete();
    }

    /// <summary>Moves the file that counts out; the slot is empty then.</summary>
    public void MoveOut(string target)
    {
        File.Move(FindCurrent()!.Value.Path, target, overwrite: true);
        Clear();
    }

    /// <summary>Empties the slot.</summary>
    public void Clear()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private static long ParseVersion(string name) =>
        long.Parse(name.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
