using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Media;
using Scopix.Media.Previews;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>
/// Makes each variant once, when it is first requested, and stores it in the embedded store, also when the originals are in another
/// store. A picture that cannot be made is replaced by a placeholder picture, a PNG of the right size.
/// </summary>
internal sealed partial class VariantGenerator(
    TenantRegistry tenants, IObjectStore originals, EmbeddedStore store, EmulatorOptions options, ILogger<VariantGenerator> log)
{
    private const long MaxBytes = 32 * 1024 * 1024;

    private static int _isPackageReported;

    private readonly KeyedLock _locks = new();

    /// <summary>
    /// Makes the picture of a key, for <c>/_s3</c>, and returns the picture or its placeholder; null when there is none.
    /// </summary>
    public async Task<CreatedObject?> GetOrCreateAsync(StorageAccount account, string key, CancellationToken cancel)
    {
        if (Variant.ParseKey(account.TenantId, key) is not var (variant, hash)
            || tenants.FindByAccessKey(account.AccessKeyId) is not { } tenant) return null;
        var file = tenant.Read(transaction => FileStore.FindByHash(transaction, hash));
        if (file is null || variant.GetKey(account.TenantId, file) != key) return null;
        return await GetOrCreateAsync(tenant, file, variant, cancel) is { } picture ? new(picture.Key, picture.Hint) : null;
    }

    /// <summary>Makes a file's picture unless it exists; null when the file's content is missing.</summary>
    public async Task<VariantPicture?> GetOrCreateAsync(TenantState tenant, FileRecord file, Variant variant, CancellationToken cancel)
    {
        var key = variant.GetKey(tenant.Id, file);
        using var lockScope = await _locks.AcquireAsync(key, cancel);
        var placeholder = DescribePlaceholder(key, file.ContentType);
        foreach (var existing in (VariantPicture[])[new(key, null), placeholder])
            if (await store.GetSizeAsync(tenant.Storage, existing.Key, cancel) is not null) return existing;
        var generation = tenant.Generation;
        using var original = await LocalOriginalFile.OpenAsync(originals, store, tenant.Storage, file.ObjectKey, cancel);
        if (original is null) return null;
        using var staged = CanRender(file.ContentType) && original.Path is { } path
            ? await GenerateAsync(tenant, path, file, variant, cancel) : null;
        using var stagedPlaceholder = staged is null ? await StagePlaceholderAsync(tenant, file, variant, cancel) : null;
        if (staged is null) placeholder = DescribePlaceholder(key, file.ContentType); // a worker may have turned out not to start
        var picture = staged is null ? placeholder : new VariantPicture(key, null);
        await store.PublishAsync(tenant.Storage, staged ?? stagedPlaceholder!, picture.Key, cancel);
        if (ContentExists(tenant, generation, file.Hash)) return picture;
        store.Delete(tenant.Storage, picture.Key);
        return null;
    }

    private async Task<StagedObject?> GenerateAsync(
        TenantState tenant, string path, FileRecord file, Variant variant, CancellationToken cancel)
    {
        if ((long?)file.Width * file.Height > PreviewRenderer.MaxPixels) return null;
        StagedObject? staged = null;
        var made = false;
        try
        {
            made = await PreviewRenderer.RenderAsync(
                path, file.ContentType, variant.MaxSide,
                async (bytes, token) => staged = await store.StageAsync(tenant.Storage, bytes, MaxBytes, token), cancel)
                && IsPicture(staged!);
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
        catch (Exception refusedOrDefect) when (!StorageFailures.IsStorageFailure(refusedOrDefect))
        {
            return false;
        }
    }

    private bool CanRender(string contentType) => options.Previews && PreviewRenderer.CanRender(contentType);

    /// <summary>".none" is replaced when something that makes pictures is installed; ".failed" is final.</summary>
    private VariantPicture DescribePlaceholder(string key, string contentType)
    {
        if (CanRender(contentType)) return new(key + ".failed.png", "This is a placeholder: no picture could be made of the file's bytes.");
        if (!options.Previews) return new(key + ".none.png", "This is a placeholder: the emulator was started with --previews off.");
        if (PreviewRenderer.MissingPackage is { } package && Interlocked.Exchange(ref _isPackageReported, 1) == 0)
            LogMissingPackage(log, package);
        return new(key + ".none.png", $"This is a placeholder: real pictures need {PreviewRenderer.DescribeMissing(contentType)}.");
    }

    [LoggerMessage(LogLevel.Warning,
        "Smaller pictures are grey placeholders. Add the package {Package} to this project, and they are real.")]
    private static partial void LogMissingPackage(ILogger log, string package);

    /// <summary>Without known dimensions, a document's page is A4 and a video's frame is 4:3.</summary>
    private Task<StagedObject> StagePlaceholderAsync(TenantState tenant, FileRecord file, Variant variant, CancellationToken cancel)
    {
        var (width, height) =
            (file.Width, file.Height) is ({ } w, { } h) ? (w, h) : file.MediaType == "document" ? (2_100, 2_970) : (1_600, 1_200);
        var (fitW, fitH) = PreviewRenderer.FitWithin(width, height, variant.MaxSide);
        return store.StageAsync(tenant.Storage, new MemoryStream(PlaceholderPicture.CreatePng(fitW, fitH)), MaxBytes, cancel);
    }

    /// <summary>False when the content was purged or the tenant was reset while the picture was made.</summary>
    private static bool ContentExists(TenantState tenant, int generation, string hash) =>
        tenant.Read(transaction => tenant.Generation == generation && FileStore.FindByHash(transaction, hash) is not null);
}

/// <param name="Hint">Why this is a placeholder, in one sentence; null for a real picture.</param>
internal sealed record VariantPicture(string Key, string? Hint);
