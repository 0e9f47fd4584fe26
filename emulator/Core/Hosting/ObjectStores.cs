using System.Runtime.CompilerServices;
using Scopix.Emulator.Engine;
using Scopix.Storage;

namespace Scopix.Emulator.Hosting;

/// <summary>The stores of an emulator.</summary>
/// <param name="Objects">Where files' bytes are.</param>
/// <param name="Local">What <c>/_s3</c> serves: the same store, or beside an S3 server the one for what is made here and staged.</param>
/// <param name="DataFolder">Keeps everything over a restart; null keeps nothing.</param>
internal sealed record ObjectStores(IObjectStore Objects, EmbeddedStore Local, DataFolder? DataFolder) : IAsyncDisposable
{
    /// <summary>Opens the stores that the options ask for.</summary>
    /// <exception cref="IOException">The data folder is in use or cannot be written.</exception>
    /// <exception cref="StorageUnavailableException">The S3 server cannot be reached, or refuses the credentials.</exception>
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Objects is IAsyncDisposable server) await server.DisposeAsync();
        Local.Dispose();
        DataFolder?.Dispose();
    }

    /// <summary>A method of its own, so that the AWS SDK is loaded only when it is needed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<IObjectStore> OpenS3Async(S3Options options, EmbeddedStore local) =>
        await S3Store.OpenAsync(options, local, TimeProvider.System, LoggerFactory.Create(logging => logging.AddConsole()));
}
