using System.Runtime.CompilerServices;
using Scopix.Emulator.Control.Logging;

namespace Scopix.Emulator.Hosting;

/// <summary>The stores of an emulator.</summary>
/// <param name="Local">The store that <c>/_s3</c> serves: the same store, or beside an S3 server the store of staged and
/// generated objects.</param>
/// <param name="DataFolder">The data folder; null for an emulator in memory.</param>
internal sealed record ObjectStores(IObjectStore Objects, EmbeddedStore Local, DataFolder? DataFolder) : IAsyncDisposable
{
    public static async Task<ObjectStores> OpenAsync(EmulatorOptions options, ILoggerFactory logs)
    {
        var folder = options.Data is null ? null : OpenFolder(options.Data, logs.CreateLogger(LogCategories.Loading));
        var local = new EmbeddedStore(folder?.ObjectsPath) { BeforeWrite = folder is null ? null : folder.Reserve.ThrowIfUsedUp };
        try
        {
            return new ObjectStores(options.Storage == StorageKind.S3 ? await OpenS3Async(options.S3, local, logs) : local, local, folder);
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

    private static DataFolder OpenFolder(string path, ILogger log)
    {
        var progress = new LoadingProgress(log, $"Upgrading the data folder {path}", TimeProvider.System);
        return DataFolder.Open(
            path, onUpgraded: (done, all) => progress.Report((done, all), static count => $"{count.done} of {count.all} databases"));
    }

    /// <summary>A separate method, so that the AWS SDK is loaded only when it is needed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<IObjectStore> OpenS3Async(S3Options options, EmbeddedStore local, ILoggerFactory logs) =>
        await S3Store.OpenAsync(options, local, TimeProvider.System, logs);
}
