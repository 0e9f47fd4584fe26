namespace Scopix.Emulator.Engine;

/// <summary>Content that an upload has published but not recorded yet: a purge leaves it alone.</summary>
internal sealed class PendingContent
{
    private readonly Dictionary<string, int> _referenceCounts = [];

    /// <summary>Keeps content from being purged.</summary>
    public void AddReference(string hash) => _referenceCounts[hash] = _referenceCounts.GetValueOrDefault(hash) + 1;

    /// <summary>Ends one hold.</summary>
    public void RemoveReference(string hash)
    {
        if (_referenceCounts.TryGetValue(hash, out var count) && count > 1) _referenceCounts[hash] = count - 1;
        else _referenceCounts.Remove(hash);
    }

    /// <summary>True while an upload relies on the content.</summary>
    public bool IsReferenced(string hash) => _referenceCounts.ContainsKey(hash);

    /// <summary>Forgets all holds.</summary>
    public void Clear() => _referenceCounts.Clear();
}
