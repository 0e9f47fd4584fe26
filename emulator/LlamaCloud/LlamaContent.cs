using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.LlamaCloud;

/// <summary>Bytes that are published and held until their file is recorded; what was not recorded after all goes with <see cref="Dispose"/>.</summary>
internal sealed class LlamaContent : IDisposable
{
    private readonly IObjectStore _store;
    private readonly World _world;
    private readonly int _generation;

    private LlamaContent(IObjectStore store, World world, int generation, string key) =>
        (_store, _world, _generation, Key) = (store, world, generation, key);

    /// <summary>The object's key.</summary>
    public string Key { get; }

    /// <summary>Publishes staged bytes under a key.</summary>
    /// <exception cref="Http.ApiError">The world was reset since the request began: 409.</exception>
    public static async Task<LlamaContent> PublishAsync(IObjectStore store, World world, int generation, StagedObject staged, string key, CancellationToken cancel)
    {
        var content = new LlamaContent(store, world, generation, key);
        world.Read(turn =>
        {
            world.CheckNotReset(generation);
            world.Held.Hold(key);
            return true;
        });
        try
        {
            await store.PublishAsync(world.Storage, staged, key, cancel);
            return content;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _world.Read(turn =>
    {
        if (_world.Generation == _generation) _world.Held.Release(Key);
        LlamaFileStore.DropContent(turn, _store, Key);
        return true;
    });
}
