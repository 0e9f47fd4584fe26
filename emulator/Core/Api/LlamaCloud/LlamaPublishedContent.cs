using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Storage;

namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>
/// Bytes that are published and held until their file is recorded; what was not recorded after all goes with <see cref="Dispose"/>.
/// </summary>
internal sealed class LlamaPublishedContent : IDisposable
{
    private readonly IObjectStore _store;
    private readonly TenantState _world;
    private readonly int _generation;

    private LlamaPublishedContent(IObjectStore store, TenantState tenant, int generation, string key) =>
        (_store, _world, _generation, Key) = (store, tenant, generation, key);

    /// <summary>The object's key.</summary>
    public string Key { get; }

    /// <summary>Publishes staged bytes under a key.</summary>
    /// <exception cref="Http.ApiError">The world was reset since the request began: 409.</exception>
    public static async Task<LlamaPublishedContent> PublishAsync(
        IObjectStore store, TenantState tenant, int generation, StagedObject staged, string key, CancellationToken cancel)
    {
        var content = new LlamaPublishedContent(store, tenant, generation, key);
        tenant.Read(transaction =>
        {
            tenant.ThrowIfReset(generation);
            tenant.PendingContent.AddReference(key);
            return true;
        });
        try
        {
            await store.PublishAsync(tenant.Storage, staged, key, cancel);
            return content;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _world.Read(transaction =>
    {
        if (_world.Generation == _generation) _world.PendingContent.RemoveReference(Key);
        LlamaFileStore.DeleteUnreferencedContent(transaction, _store, Key);
        return true;
    });
}
