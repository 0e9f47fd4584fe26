using System.Collections.Concurrent;
using Scopix.Emulator.Api.LlamaCloud;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Control.Seeding;

/// <summary>
/// Creates and publishes the bytes of a dataset, and retains them. <see cref="Dispose"/> deletes those that no file of the tenant refers
/// to.
/// </summary>
internal sealed class LlamaSeedPublisher(TenantState tenant, IObjectStore store, int generation) : IDisposable
{
    private readonly ConcurrentBag<PendingContentLease> _published = [];

    /// <summary>Object key and size of a file; for a file without bytes, where they would be. Null for other steps.</summary>
    /// <exception cref="ApiError">409: the tenant was reset.</exception>
    public Task<(string Key, long Size)?> GetContentAsync(SeedStep step, CancellationToken cancel) => step switch
    {
        SeedFile { CreateContent: { } make } file => Task.Run(() => PublishAsync(file.Filename, make, cancel), cancel),
        SeedFile { Metadata: { } known } file =>
            Task.FromResult<(string, long)?>(
                (LlamaUpload.GetObjectKey(tenant, known.Hash, LlamaUpload.GetFileType(file.Filename)), known.SizeBytes)),
        _ => Task.FromResult<(string, long)?>(null),
    };

    public void Dispose()
    {
        foreach (var content in _published) content.Dispose();
    }

    private async Task<(string Key, long Size)?> PublishAsync(string name, Func<SeedContent> make, CancellationToken cancel)
    {
        using var staged = await store.StageAsync(tenant.Storage, new MemoryStream(make().File.Bytes), LlamaFilesApi.MaxFileBytes, cancel);
        var key = LlamaUpload.GetObjectKey(tenant, staged.Sha256, LlamaUpload.GetFileType(name));
        _published.Add(await LlamaFileStore.PublishAsync(store, tenant, generation, staged, key, cancel));
        return (key, staged.SizeBytes);
    }
}
