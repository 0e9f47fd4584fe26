namespace Scopix.Emulator.State;

/// <summary>Counts a tenant's uploads under way (public: Rate Limits, concurrent uploads).</summary>
public sealed class UploadSlots
{
    private int _taken;

    /// <summary>Takes a slot; false when all <paramref name="max"/> are taken (null: there is no limit).</summary>
    public bool TryTake(int? max)
    {
        if (Interlocked.Increment(ref _taken) <= (max ?? int.MaxValue)) return true;
        Release();
        return false;
    }

    /// <summary>Gives a slot back.</summary>
    public void Release() => Interlocked.Decrement(ref _taken);
}
