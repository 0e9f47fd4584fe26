namespace Scopix.Emulator.State;

/// <summary>Locks by name, for work that waits: one at a time through each; a lock that nobody uses takes no memory.</summary>
public sealed class Doors
{
    private readonly Dictionary<string, Door> _doors = [];

    /// <summary>Waits until nobody else is inside; disposing lets the next one in.</summary>
    public async Task<IDisposable> EnterAsync(string name, CancellationToken cancel)
    {
        Door? door;
        lock (_doors)
        {
            if (!_doors.TryGetValue(name, out door)) _doors.Add(name, door = new Door(this, name));
            door.Users++;
        }
        try
        {
            await door.Free.WaitAsync(cancel);
            return door;
        }
        catch
        {
            Leave(door);
            throw;
        }
    }

    private void Leave(Door door)
    {
        lock (_doors)
        {
            if (--door.Users == 0) _doors.Remove(door.Name);
        }
    }

    private sealed class Door(Doors doors, string name) : IDisposable
    {
        public SemaphoreSlim Free { get; } = new(1, 1);

        public string Name => name;

        public int Users { get; set; }

        public void Dispose()
        {
            Free.Release();
            doors.Leave(this);
        }
    }
}
