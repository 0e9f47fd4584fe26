using System.Collections.Concurrent;
using Scopix.Emulator.Files;
using Scopix.Emulator.Media.Previews;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Images;

/// <summary>
/// Computes <c>blur_hash</c> from the pixels when a file is first shown, and waits for it, so that what is shown never depends
/// on how fast it was. It follows from the bytes alone and is remembered by their hash.
/// </summary>
public sealed partial class BlurHashes(IObjectStore originals, EmbeddedStore store, EmulatorOptions options, ILogger<BlurHashes> log) : IDisposable
{
    private const int Longest = 32, MostRemembered = 100_000;

    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _known = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>The files with their hashes: those of images whose variants are made, and of videos; null where there is no program.</summary>
    public Task<FileRecord[]> WithAsync(World world, IEnumerable<FileRecord> files, CancellationToken cancel) =>
        Task.WhenAll(files.Select(file => WithAsync(world, file, cancel)));

    /// <summary>The file with its hash.</summary>
    public async Task<FileRecord> WithAsync(World world, FileRecord file, CancellationToken cancel) =>
        !options.Previews || file.MediaType == "document" || !FileLinks.HasPicture(file) || !Previews.CanMake(file.ContentType)
            ? file
            : file with { BlurHash = await OfAsync(world.Storage, file, cancel) };

    /// <inheritdoc/>
    public void Dispose() => _stopping.Cancel();

    private async Task<string?> OfAsync(StorageAccount account, FileRecord file, CancellationToken cancel)
    {
        if (_known.Count >= MostRemembered) _known.Clear();
        var known = _known.GetOrAdd(file.Hash, _ => new Lazy<Task<string?>>(() => ComputeAsync(account, file, _stopping.Token)));
        try
        {
            return await known.Value.WaitAsync(cancel);
        }
        catch (Exception error) when (known.Value.IsCompleted && !known.Value.IsCompletedSuccessfully)
        {
            _known.TryRemove(new(file.Hash, known));
            if (error is not DamagedObjectException) throw;
            LogDamage(log, error.Message); // a list shows its other files, and the damaged one so that it can be deleted
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "No blur_hash is shown: {Reason}")]
    private static partial void LogDamage(ILogger log, string reason);

    private async Task<string?> ComputeAsync(StorageAccount account, FileRecord file, CancellationToken cancel)
    {
        if ((long?)file.Width * file.Height > Previews.MaxPixels) return null;
        using var original = await OriginalOnDisk.OpenAsync(originals, store, account, file.ObjectKey, cancel);
        if (original?.Path is not { } path) return null;
        Pixels? pixels = null;
        var made = await Previews.MakeAsync(
            path, file.ContentType, Longest, "ppm", async (bytes, until) => pixels = await Pixels.ReadPpmAsync(bytes, until), cancel);
        return made && pixels is not null ? BlurHash.Of(pixels) : null;
    }
}
