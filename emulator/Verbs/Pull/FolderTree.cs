namespace Scopix.Emulator.Tool.Pull;

/// <summary>The folders of the source.</summary>
internal sealed class FolderTree(IReadOnlyList<JsonElement> folders)
{
    private readonly Dictionary<string, JsonElement> _byId = folders.DistinctBy(GetId).ToDictionary(GetId);

    public IEnumerable<JsonElement> All => folders;

    /// <summary>The ids of folders and their subfolders; null when none is named.</summary>
    /// <param name="wanted">Ids, paths as <c>Site/Plans</c>, or names.</param>
    /// <exception cref="PullException">There is no such folder, or several have the name.</exception>
    public IReadOnlySet<string>? Select(IReadOnlyList<string> wanted)
    {
        if (wanted.Count == 0) return null;
        var selected = wanted.Select(FindId).ToHashSet();
        return folders.Where(folder => ListAncestorsAndSelf(GetId(folder)).Any(above => selected.Contains(GetId(above))))
            .Select(GetId).ToHashSet();
    }

    /// <summary>The folders of these ids with those above them.</summary>
    public IEnumerable<JsonElement> WithAncestors(IEnumerable<string?> ids)
    {
        var needed = ids.OfType<string>().SelectMany(ListAncestorsAndSelf).Select(GetId).ToHashSet();
        return folders.Where(folder => needed.Contains(GetId(folder)));
    }

    private string FindId(string wanted)
    {
        if (_byId.ContainsKey(wanted)) return wanted;
        var path = wanted.Trim('/');
        var found = folders.Where(folder => path.Equals(GetPath(folder), StringComparison.OrdinalIgnoreCase)).ToArray();
        if (found.Length == 0)
            found = [.. folders.Where(folder => path.Equals(SourceRequests.GetText(folder, "name"), StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [var one] => GetId(one),
            [] => throw new PullException($"The source has no folder {wanted}.", 2),
            _ => throw new PullException($"The source has {found.Length} folders {wanted}: give its path, or its id.", 2),
        };
    }

    private string GetPath(JsonElement folder) =>
        string.Join('/', ListAncestorsAndSelf(GetId(folder)).Reverse().Select(above => SourceRequests.GetText(above, "name")));

    /// <summary>A folder and those above it, the nearest first; it ends where a folder comes twice.</summary>
    private IEnumerable<JsonElement> ListAncestorsAndSelf(string id)
    {
        var visited = new HashSet<string>();
        for (string? next = id; next is not null && visited.Add(next) && _byId.TryGetValue(next, out var folder);)
        {
            yield return folder;
            next = SourceRequests.GetText(folder, "parent_id");
        }
    }

    private static string GetId(JsonElement folder) => SourceRequests.GetText(folder, "id") ?? "";
}
