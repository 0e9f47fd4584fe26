using Scopix.Storage;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>The storage of an emulator, embedded or MinIO; it is removed at the end.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    private readonly StoreUnderTest _store;
    private readonly DataDirectory _data = new();
    private readonly S3Options _s3;

    public StoreFixture(
        StoreUnderTest store) => (_store, _s3) = (store, store == StoreUnderTest.Minio ? MinioServer.CreateOptions() : S3Options.Default);

    public string Bucket => _s3.Bucket;

    /// <summary>Starts an emulator with this storage, which an earlier emulator may have used.</summary>
    public Task<TestApi> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null) => TestApi.StartAsync(options =>
    {
        var configured = options with
        {
            Data = _data.Location,
            Storage = _store == StoreUnderTest.Minio ? StorageKind.S3 : StorageKind.Embedded,
            S3 = _s3
        };
        return change is null ? configured : change(configured);
    });

    /// <summary>The stored objects: objects on the server, or files of the embedded store without its counts and notes.</summary>
    public async Task<string[]> ListObjectsAsync()
    {
        var local = _data.ListObjects()
            .Where(file => Path.GetFileName(file) != "begun" && !file.Contains("/s3/", StringComparison.Ordinal));
        return _store == StoreUnderTest.Embedded ? [.. local] : [.. local, .. await MinioServer.ListKeysAsync(_s3.Bucket)];
    }

    /// <summary>Polls for up to ten seconds until that many objects are stored.</summary>
    public async Task<string[]> ListObjectsAsync(int expected)
    {
        for (var tries = 0; tries < 500 && (await ListObjectsAsync()).Length != expected; tries++) await Task.Delay(20);
        return await ListObjectsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _data.Dispose();
        if (_store == StoreUnderTest.Minio) await MinioServer.RemoveBucketAsync(_s3.Bucket);
    }
}
