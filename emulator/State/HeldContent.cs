namespace Scopix.Emulator.State;

/// <summary>Content that an upload has published but not recorded yet: a purge leaves it alone.</summary>
public sealed class HeldContent
{
    private readonly Dictionary<string, int> _holds = [];

    /// <summary>Keeps content from being purged.</summary>
    public void Hold(string hash) => _holds[hash] = _holds.GetValueOrDefault(hash) + 1;

    /// <summary>Ends one hold.</summary>
    public void Release(string hash)
    {
        if (_holds.TryGetValue(hash, out var count) && count > 1) _holds[hash] = count - 1;
        else _holds.Remove(hash);
    }

    /// <summary>True while an upload relies on the content.</summary>
    public bool Holds(string hash) => _holds.ContainsKey(hash);

    /// <summary>Forgets all holds.</summary>
    public void Clear() => _holds.Clear();
}
