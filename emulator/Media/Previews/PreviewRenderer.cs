namespace Scopix.Media.Previews;

/// <summary>Makes smaller pictures with <c>vipsthumbnail</c> (pictures, first pages of PDFs) and <c>ffmpeg</c> (first frames of videos)
/// where they are on the PATH. The type is already detected, so a program is called only with a type it is meant for and is kept from
/// trying others.</summary>
internal static class PreviewRenderer
{
    public const long MaxPixels = 1L << 28;
    private static readonly ExternalProgram Vips = new("vipsthumbnail"), Ffmpeg = new("ffmpeg");

    public static bool IsSupported(string contentType) =>
        contentType is "application/pdf" || contentType.StartsWith("image/", StringComparison.Ordinal)
            || contentType.StartsWith("video/", StringComparison.Ordinal);

    public static bool CanRender(string contentType) => IsSupported(contentType) && GetProgram(contentType).IsInstalled;

    /// <summary>The extension of a file's smaller pictures; types that may be transparent stay so.</summary>
    public static string GetExtension(string contentType) => contentType switch
    {
        "image/png" or "image/gif" or "application/pdf" => "png",
        "image/webp" => "webp",
        _ => "jpg",
    };

    /// <summary>The size with the longer side at most <paramref name="longest"/>, each side at least 1; never enlarged.</summary>
    public static (int Width, int Height) FitWithin(int width, int height, int longest)
    {
        var scale = Math.Min(1.0, (double)longest / Math.Max(width, height));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    /// <summary>Makes a picture; false when the bytes cannot be decoded within ten seconds. EXIF orientation is applied; the colour
    /// profile and other metadata are preserved; an animation gives its first frame. The extension is <c>jpg</c>, <c>png</c>,
    /// <c>webp</c>, or <c>ppm</c> for raw pixels. What <paramref name="read"/> receives is valid only when the result is true.</summary>
    public static Task<bool> RenderAsync(string path, string contentType, int longest, string extension,
        Func<Stream, CancellationToken, Task> read, CancellationToken cancel) =>
        GetProgram(contentType) == Vips
            ? Vips.RunAsync(BuildVipsArguments(path, longest, extension), BuildVipsEnvironment(contentType), read, ReportsDamage, cancel)
            : Ffmpeg.RunAsync(BuildFfmpegArguments(path, contentType, longest, extension), [], read, _ => false, cancel);

    private static ExternalProgram GetProgram(string contentType) =>
        contentType.StartsWith("video/", StringComparison.Ordinal) ? Ffmpeg : Vips;

    /// <summary>Exporting to sRGB instead of preserving the profile would darken pictures without one (observed with libvips
    /// 8.14).</summary>
    private static string[] BuildVipsArguments(string path, int longest, string extension) =>
    [
        path + "[fail_on=error]", "--size", string.Create(CultureInfo.InvariantCulture, $"{longest}x{longest}>"),
        "--output", extension switch { "jpg" => ".jpg[Q=82]", "webp" => ".webp[Q=80]", "png" => ".png", _ => "." + extension },
    ];

    /// <summary>Loaders that libvips calls untrusted stay disabled, ImageMagick's among them. Its PDF loader is also one, and libvips
    /// selects it for a file that begins as a PDF. Large pictures are processed in memory, which is bounded, not on disk.</summary>
    private static (string, string?)[] BuildVipsEnvironment(string contentType) =>
    [
        ("VIPS_BLOCK_UNTRUSTED", contentType == "application/pdf" ? null : "1"), ("VIPS_CONCURRENCY", "1"), ("VIPS_DISC_THRESHOLD", "2g"),
    ];

    /// <summary>vipsthumbnail 8.14 exits with 0 for a PNG with invalid picture data and only warns.</summary>
    private static bool ReportsDamage(string errors) =>
        errors.Contains("IDAT", StringComparison.Ordinal) || errors.Contains("Not enough image data", StringComparison.Ordinal);

    /// <summary>The container is named so that no playlist is followed, and only files are opened.</summary>
    private static string[] BuildFfmpegArguments(string path, string contentType, int longest, string extension) =>
    [
        "-nostdin", "-v", "error", "-protocol_whitelist", "file", "-threads", "1",
        "-f", contentType switch { "video/webm" => "matroska", "video/x-msvideo" => "avi", _ => "mov" }, "-i", "file:" + path,
        "-an", "-sn", "-dn", "-frames:v", "1", "-threads", "1", "-vf",
        string.Create(CultureInfo.InvariantCulture,
            $"scale=w='min({longest},iw)':h='min({longest},ih)':force_original_aspect_ratio=decrease"),
        "-f", "image2pipe", .. extension == "ppm" ? (string[])["-c:v", "ppm"] : ["-c:v", "mjpeg", "-q:v", "4"], "-",
    ];
}
