using Scopix.Emulator.Files;
using Scopix.Emulator.Media;
using Scopix.Emulator.Media.Previews;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Images;

/// <summary>
/// Makes smaller pictures when they are first asked for, once each, and keeps them in the embedded store beside the originals,
/// wherever these are. A picture that cannot be made is stood in for by a grey PNG of its size.
/// </summary>
public sealed class Pictures(Worlds worlds, IObjectStore originals, EmbeddedStore store, EmulatorOptions options)
{
    private const long MaxBytes = 32 * 1024 * 1024;

    private readonly Doors _doors = new();

    /// <summary>Makes the picture of a key, for <c>/_s3</c>: answers the key it is under; null when the content is gone or has none.</summary>
    public async Task<string?> MakeAsync(StorageAccount account, string key, CancellationToken cancel)
    {
        if (Variant.OfKey(account.Tenant, key) is not var (variant, hash) || worlds.ByAccessKey(account.AccessKeyId) is not { } world) return null;
        var file = world.Read(turn => FileStore.ByHash(turn, hash));
        if (file is null || variant.KeyOf(account.Tenant, file) != key) return null;
        return (await MakeAsync(world, file, variant, cancel))?.Key;
    }

    /// <summary>Makes a file's picture unless it is there; null when its content is gone.</summary>
    public async Task<Picture?> MakeAsync(World world, FileRecord file, Variant variant, CancellationToken cancel)
    {
        var key = variant.KeyOf(world.Tenant, file);
        using var alone = await _doors.EnterAsync(key, cancel);
        var canMake = options.Previews && Previews.CanMake(file.ContentType);
        // What was not made for want of a program is made when there is one; what failed is not tried again.
        var standIn = new Picture($"{key}.{(canMake ? "failed" : "none")}.png", false);
        foreach (var made in (Picture[])[new(key, true), standIn])
            if (await store.SizeAsync(world.Storage, made.Key, cancel) is not null) return made;
        var generation = world.Generation;
        using var original = await OriginalOnDisk.OpenAsync(originals, store, world.Storage, file.ObjectKey, cancel);
        if (original is null) return null;
        using var staged = canMake && original.Path is { } path ? await StageAsync(world, path, file, variant, cancel) : null;
        using var neutral = staged is null ? await NeutralAsync(world, file, variant, cancel) : null;
        var picture = staged is null ? standIn : new Picture(key, true);
        await store.PublishAsync(world.Storage, staged ?? neutral!, picture.Key, cancel);
        if (IsThere(world, generation, file.Hash)) return picture;
        store.Delete(world.Storage, picture.Key);
        return null;
    }

    private async Task<StagedObject?> StageAsync(World world, string path, FileRecord file, Variant variant, CancellationToken cancel)
    {
        if ((long?)file.Width * file.Height > Previews.MaxPixels) return null;
        StagedObject? staged = null;
        var made = false;
        try
        {
            made = await Previews.MakeAsync(
                path, file.ContentType, variant.Longest, Previews.Extension(file.ContentType),
                async (bytes, until) => staged = await store.StageAsync(world.Storage, bytes, MaxBytes, until), cancel) && IsPicture(staged!);
            return made ? staged : null;
        }
        catch (BodyTooLargeException)
        {
            return null;
        }
        finally
        {
            if (!made) staged?.Dispose();
        }
    }

    private static bool IsPicture(StagedObject staged)
    {
        try
        {
            using var bytes = staged.OpenRead();
            return MediaInspector.Inspect(bytes, "picture") is { MediaType: "image", Damage: null };
        }
        catch (Exception refusedOrDefect) when (!StorageFailures.Includes(refusedOrDefect))
        {
            return false;
        }
    }

    /// <summary>A PDF's first page is taken for A4 when nothing says otherwise, a film's picture for 4 to 3.</summary>
    private Task<StagedObject> NeutralAsync(World world, FileRecord file, Variant variant, CancellationToken cancel)
    {
        var (width, height) = (file.Width, file.Height) is ({ } w, { } h) ? (w, h) : file.MediaType == "document" ? (2_100, 2_970) : (1_600, 1_200);
        var (fitW, fitH) = Previews.Fit(width, height, variant.Longest);
        return store.StageAsync(world.Storage, new MemoryStream(NeutralPicture.Png(fitW, fitH)), MaxBytes, cancel);
    }

    /// <summary>False when the content was purged or the world reset while its picture was being made.</summary>
    private static bool IsThere(World world, int generation, string hash) =>
        world.Read(turn => world.Generation == generation && FileStore.ByHash(turn, hash) is not null);
}

/// <summary>A picture that is there.</summary>
/// <param name="Key">Where.</param>
/// <param name="IsReal">False for the grey stand-in.</param>
public sealed record Picture(string Key, bool IsReal);
