namespace Scopix.Emulator.Engine;

/// <summary>
/// One value for each owner, up to a total size in bytes; beyond it, the values that were saved longest ago are dropped. It can be used
/// by several tenants at the same time, since it only refers to the values: an owner that still works with a dropped value loses nothing.
/// </summary>
internal sealed class SizeLimitedCache<TOwner, TValue>(long maxSize)
    where TOwner : class
    where TValue : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TOwner, LinkedListNode<(TOwner Owner, TValue Value, long Size)>> _byOwner = [];
    private readonly LinkedList<(TOwner Owner, TValue Value, long Size)> _newestFirst = [];

    public long TotalSize { get; private set; }

    public TValue? Find(TOwner owner)
    {
        lock (_lock) return _byOwner.TryGetValue(owner, out var node) ? node.Value.Value : null;
    }

    public void Save(TOwner owner, TValue value, long size)
    {
        lock (_lock)
        {
            RemoveNode(owner);
            _byOwner.Add(owner, _newestFirst.AddFirst((owner, value, size)));
            TotalSize += size;
            while (TotalSize > maxSize) RemoveNode(_newestFirst.Last!.Value.Owner);
        }
    }

    public void Remove(TOwner owner)
    {
        lock (_lock) RemoveNode(owner);
    }

    private void RemoveNode(TOwner owner)
    {
        if (!_byOwner.Remove(owner, out var node)) return;
        _newestFirst.Remove(node);
        TotalSize -= node.Value.Size;
    }
}
