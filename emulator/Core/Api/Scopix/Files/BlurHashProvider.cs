using System.Collections.Concurrent;
using Scopix.Media.Previews;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// Computes <c>blur_hash</c> from the pixels when a file is first shown. The request waits for it, so that the response does not
/// depend on timing. It depends on the bytes alone and is cached by their hash.
/// </summary>
internal sealed partial class BlurHashProvider(
    IObjectStore originals, EmbeddedStore store, EmulatorOptions options, ILogger<BlurHashProvider> log) : IDisposable
{
    private const int ThumbnailSize = 32, MaxCached = 100_000;

    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _cache = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>
    /// The files with their blur hashes: of images with variants and of videos; null when nothing on this machine can read the pixels.
    /// </summary>
    public Task<FileRecord[]> WithBlurHashAsync(TenantState tenant, IEnumerable<FileRecord> files, CancellationToken cancel) =>
        Task.WhenAll(files.Select(file => WithBlurHashAsync(tenant, file, cancel)));

    public async Task<FileRecord> WithBlurHashAsync(TenantState tenant, FileRecord file, CancellationToken cancel) =>
        IsShown(file) ? file with { BlurHash = await GetAsync(tenant, file, cancel) } : file;

    /// <summary>A file's blur hash; null for a file that <c>WithBlurHashAsync</c> does not change.</summary>
    public async ValueTask<string?> GetAsync(TenantState tenant, FileRecord file, CancellationToken cancel)
    {
        if (!IsShown(file)) return null;
        return _cache.TryGetValue(file.Hash, out var known) && known is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            ? known.Value.Result
            : await GetOrComputeAsync(tenant.Storage, file, cancel);
    }

    /// <summary>The blur hashes of several files, which are computed at the same time.</summary>
    public async ValueTask<string?[]> GetAllAsync(TenantState tenant, CachedFileRow[] files, CancellationToken cancel)
    {
        if (!Array.Exists(files, file => IsShown(file.Record))) return new string?[files.Length];
        var pending = Array.ConvertAll(files, file => GetAsync(tenant, file.Record, cancel));
        var hashes = new string?[files.Length];
        for (var i = 0; i < files.Length; i++) hashes[i] = await pending[i];
        return hashes;
    }

    public void Dispose() => _stopping.Cancel();

    private bool IsShown(FileRecord file) =>
        options.Previews && file.MediaType != "document" && PreviewRenderer.CanRender(file.ContentType) && FileUrls.HasPicture(file);

    private async Task<string?> GetOrComputeAsync(StorageAccount account, FileRecord file, CancellationToken cancel)
    {
        if (_cache.Count >= MaxCached) _cache.Clear();
        var computation = _cache.GetOrAdd(file.Hash, _ => new Lazy<Task<string?>>(() => ComputeAsync(account, file, _stopping.Token)));
        try
        {
            return await computation.Value.WaitAsync(cancel);
        }
        catch (Exception error) when (computation.Value.IsCompleted && !computation.Value.IsCompletedSuccessfully)
        {
            _cache.TryRemove(new(file.Hash, computation));
            if (error is not DamagedObjectException) throw;
            LogDamage(log, error.Message); // a list still shows all files, also the damaged one, so that it can be deleted
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "No blur_hash is shown: {Reason}")]
    private static partial void LogDamage(ILogger log, string reason);

    private async Task<string?> ComputeAsync(StorageAccount account, FileRecord file, CancellationToken cancel)
    {
        if ((long?)file.Width * file.Height > PreviewRenderer.MaxPixels) return null;
        using var original = await LocalOriginalFile.OpenAsync(originals, store, account, file.ObjectKey, cancel);
        if (original?.Path is not { } path) return null;
        var pixels = await PreviewRenderer.ReadPixelsAsync(path, file.ContentType, ThumbnailSize, cancel);
        return pixels is null ? null : BlurHash.Encode(pixels);
    }
}
