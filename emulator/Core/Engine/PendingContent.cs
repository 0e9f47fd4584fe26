namespace Scopix.Emulator.Engine;

/// <summary>Counts the uploads that have published content and not recorded it yet. Such content is not purged.</summary>
internal sealed class PendingContent
{
    private readonly Dictionary<string, int> _referenceCounts = [];

    public void AddReference(string hash) => _referenceCounts[hash] = _referenceCounts.GetValueOrDefault(hash) + 1;

    public void RemoveReference(string hash)
    {
        if (_referenceCounts.TryGetValue(hash, out var count) && count > 1) _referenceCounts[hash] = count - 1;
        else _referenceCounts.Remove(hash);
    }

    public bool IsReferenced(string hash) => _referenceCounts.ContainsKey(hash);

    public void Clear() => _referenceCounts.Clear();
}
