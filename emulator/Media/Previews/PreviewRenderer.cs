namespace Scopix.Media.Previews;

/// <summary>Makes smaller pictures of files with what is on this machine. The type is already detected, so a decoder is called only with a
/// type it is meant for and is kept from trying others.</summary>
internal static class PreviewRenderer
{
    public const long MaxPixels = 1L << 28;

    /// <summary>What comes with the emulator.</summary>
    private static readonly IPictureSource Own =
        InProcessPictures.AreEnabled ? new InProcessPictures() : PictureWorkerPool.CreateForThisProgram();

    private static readonly IPictureSource Vips = new VipsThumbnail(), Pdftoppm = new Pdftoppm(), Ffmpeg = new FfmpegPoster();

    private static readonly IPictureSource[] Pictures = [Own, Vips], Pages = [Vips, Pdftoppm], Videos = [Ffmpeg];

    public static bool IsSupported(string contentType) =>
        contentType is "application/pdf" || IsPicture(contentType) || IsVideo(contentType);

    public static bool CanRender(string contentType) => Array.Exists(GetSources(contentType), source => source.IsAvailable);

    /// <summary>The extension of a file's smaller pictures.</summary>
    public static string GetExtension(string contentType) => PictureFormats.GetExtension(PictureFormats.Choose(contentType));

    /// <summary>The size with the longer side at most <paramref name="longest"/>, each side at least 1; never enlarged.</summary>
    public static (int Width, int Height) FitWithin(int width, int height, int longest)
    {
        var scale = Math.Min(1.0, (double)longest / Math.Max(width, height));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    /// <summary>Makes a picture; false when the bytes cannot be decoded as a whole within ten seconds. EXIF orientation is applied; the
    /// colour profile and other metadata are preserved; an animation gives its first frame. What <paramref name="read"/> receives is
    /// valid only when the result is true.</summary>
    public static Task<bool> RenderAsync(
        string path, string contentType, int longest, Func<Stream, CancellationToken, Task> read, CancellationToken cancel) =>
        RenderAsync(new PictureRequest(path, PictureFormats.Choose(contentType), longest), contentType, read, cancel);

    /// <summary>A picture's pixels, for <see cref="BlurHash"/>; null when the bytes cannot be decoded within ten seconds.</summary>
    /// <param name="longest">At most 64.</param>
    public static async Task<Pixels?> ReadPixelsAsync(string path, string contentType, int longest, CancellationToken cancel)
    {
        Pixels? pixels = null;
        var isMade = await RenderAsync(new PictureRequest(path, PictureFormat.Pixels, longest), contentType,
            async (bytes, token) => pixels = await Pixels.ReadPpmAsync(bytes, token), cancel);
        return isMade ? pixels : null;
    }

    /// <summary>The package that would make pictures of images here; null when something does already, or when this is the
    /// program.</summary>
    public static string? MissingPackage =>
        InProcessPictures.AreEnabled && !CanRender("image/jpeg") ? "NetVips.Native." + VipsLibraryFile.Platform : null;

    /// <summary>What would make pictures of this type, as a part of a sentence; null when something does.</summary>
    public static string? DescribeMissing(string contentType)
    {
        if (CanRender(contentType)) return null;
        if (IsVideo(contentType)) return "ffmpeg on the PATH";
        if (!IsPicture(contentType)) return "vipsthumbnail or pdftoppm on the PATH";
        return InProcessPictures.AreEnabled
            ? $"the package {MissingPackage} in this project"
            : "the worker in the folder \"pictures\" beside the program, or vipsthumbnail on the PATH";
    }

    /// <summary>What is missing here for which pictures, as the end of a sentence; null when nothing is.</summary>
    public static string? DescribeAllMissing()
    {
        (string Files, string ContentType)[] kinds = [("images", "image/jpeg"), ("videos", "video/mp4"), ("PDFs", "application/pdf")];
        var missing = kinds.Where(kind => !CanRender(kind.ContentType))
            .Select(kind => $"{kind.Files} (they need {DescribeMissing(kind.ContentType)})").ToArray();
        return missing.Length == 0 ? null : string.Join(", ", missing);
    }

    /// <summary>The first source decides, unless it turns out not to work at all on this machine.</summary>
    private static async Task<bool> RenderAsync(
        PictureRequest request, string contentType, Func<Stream, CancellationToken, Task> read, CancellationToken cancel)
    {
        foreach (var source in GetSources(contentType).Where(source => source.IsAvailable))
            if (await source.RenderAsync(request, contentType, read, cancel)) return true;
            else if (source.IsAvailable) return false;
        return false;
    }

    private static IPictureSource[] GetSources(string contentType) =>
        IsVideo(contentType) ? Videos : IsPicture(contentType) ? Pictures : contentType == "application/pdf" ? Pages : [];

    private static bool IsPicture(string contentType) => contentType.StartsWith("image/", StringComparison.Ordinal);

    private static bool IsVideo(string contentType) => contentType.StartsWith("video/", StringComparison.Ordinal);
}
