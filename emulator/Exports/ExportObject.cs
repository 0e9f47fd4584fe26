using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Exports;

/// <summary>Writes what is exported to storage as it is made, a page at a time.</summary>
public sealed class ExportObject(IObjectStore store)
{
    /// <summary>Where an export goes; noted as passing away, so that it does whatever happens to the request.</summary>
    /// <param name="turn">The turn in which the export begins.</param>
    /// <param name="filename">What clients see at the end of its URL, with its extension.</param>
    /// <param name="id">The export's UUID.</param>
    /// <param name="until">When it goes, unless that is changed.</param>
    public static string Reserve(Turn turn, string id, string filename, DateTimeOffset until)
    {
        var key = $"exports/{turn.World.Tenant}/{id}/{filename}";
        ExpiringObjects.Set(turn, key, until);
        return key;
    }

    /// <summary>Streams an object in under its key.</summary>
    /// <param name="world">Whose it is.</param>
    /// <param name="generation">The world's when the request began.</param>
    /// <param name="key">From <see cref="Reserve"/>.</param>
    /// <param name="write">Writes the bytes.</param>
    /// <param name="cancel">When the client is gone.</param>
    /// <exception cref="ApiError">The world was reset since the request began: 409.</exception>
    public async Task WriteAsync(World world, int generation, string key, Func<Stream, Task> write, CancellationToken cancel)
    {
        await store.WriteAsync(world.Storage, key, write, cancel);
        world.Read(turn =>
        {
            if (world.Generation != generation) store.Delete(world.Storage, key);
            world.CheckNotReset(generation);
            return true;
        });
    }
}
