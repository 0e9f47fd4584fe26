using System.Collections.Concurrent;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.LlamaCloud;

/// <summary>Makes and publishes a dataset's bytes, and holds them; what no file of the tenant has in the end goes with <see cref="Dispose"/>.</summary>
internal sealed class LlamaSeedBytes(World world, IObjectStore store, int generation) : IDisposable
{
    private readonly ConcurrentBag<LlamaContent> _held = [];

    /// <summary>Where a file's bytes are and how many; of a file without bytes, where they would be. Null for a step that has none.</summary>
    /// <exception cref="Http.ApiError">The world was reset since it began: 409.</exception>
    public Task<(string Key, long Size)?> OfAsync(SeedStep step, CancellationToken cancel) => step switch
    {
        SeedFile { Make: { } make } file => Task.Run(() => PublishAsync(file.Filename, make, cancel), cancel),
        SeedFile { Metadata: { } known } file => Task.FromResult<(string, long)?>((LlamaUpload.KeyOf(world, known.Hash, LlamaUpload.TypeOf(file.Filename)), known.SizeBytes)),
        _ => Task.FromResult<(string, long)?>(null),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var content in _held) content.Dispose();
    }

    private async Task<(string Key, long Size)?> PublishAsync(string name, Func<SeedContent> make, CancellationToken cancel)
    {
        using var staged = await store.StageAsync(world.Storage, new MemoryStream(make().File.Bytes), LlamaFilesApi.MaxFileBytes, cancel);
        var key = LlamaUpload.KeyOf(world, staged.Sha256, LlamaUpload.TypeOf(name));
        _held.Add(await LlamaContent.PublishAsync(store, world, generation, staged, key, cancel));
        return (key, staged.SizeBytes);
    }
}
