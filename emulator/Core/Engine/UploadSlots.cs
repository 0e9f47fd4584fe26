namespace Scopix.Emulator.Engine;

/// <summary>Counts a tenant's concurrent uploads (public: Rate Limits, concurrent uploads).</summary>
internal sealed class UploadSlots
{
    private readonly Lock _lock = new();
    private int _takenCount;

    /// <summary>Takes a slot; false when all <paramref name="max"/> slots are taken (null for no limit).</summary>
    public bool TryTake(int? max)
    {
        lock (_lock)
        {
            if (_takenCount >= max) return false;
            _takenCount++;
            return true;
        }
    }

    public void Release()
    {
        lock (_lock) _takenCount--;
    }
}
