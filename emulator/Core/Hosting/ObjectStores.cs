using System.Runtime.CompilerServices;

namespace Scopix.Emulator.Hosting;

/// <summary>The stores of an emulator.</summary>
/// <param name="Local">The store that <c>/_s3</c> serves: the same store, or beside an S3 server the store of staged and
/// generated objects.</param>
/// <param name="DataFolder">The data folder; null for an emulator in memory.</param>
internal sealed record ObjectStores(IObjectStore Objects, EmbeddedStore Local, DataFolder? DataFolder) : IAsyncDisposable
{
    public static async Task<ObjectStores> OpenAsync(EmulatorOptions options)
    {
        var folder = options.Data is null ? null : DataFolder.Open(options.Data);
        var local = new EmbeddedStore(folder?.ObjectsPath) { BeforeWrite = folder is null ? null : folder.Reserve.ThrowIfUsedUp };
        try
        {
            return new ObjectStores(options.Storage == StorageKind.S3 ? await OpenS3Async(options.S3, local) : local, local, folder);
        }
        catch
        {
            local.Dispose();
            folder?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Objects is IAsyncDisposable server) await server.DisposeAsync();
        Local.Dispose();
        DataFolder?.Dispose();
    }

    /// <summary>A separate method, so that the AWS SDK is loaded only when it is needed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<IObjectStore> OpenS3Async(S3Options options, EmbeddedStore local) =>
        await S3Store.OpenAsync(options, local, TimeProvider.System, LoggerFactory.Create(logging => logging.AddConsole()));
}
