namespace Scopix.Media.Previews;

/// <summary>The names of the forms in which pictures are made.</summary>
internal static class PictureFormats
{
    /// <summary>Types that may be transparent stay so.</summary>
    public static PictureFormat Choose(string contentType) => contentType switch
    {
        "image/png" or "image/gif" or "application/pdf" => PictureFormat.Png,
        "image/webp" => PictureFormat.WebP,
        _ => PictureFormat.Jpeg,
    };

    /// <summary>The extension of the picture's file.</summary>
    public static string GetExtension(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => "jpg",
        PictureFormat.Png => "png",
        PictureFormat.WebP => "webp",
        _ => "ppm",
    };

    /// <summary>What libvips calls a format: an extension with options.</summary>
    public static string GetVipsSuffix(PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => ".jpg[Q=82]",
        PictureFormat.Png => ".png",
        PictureFormat.WebP => ".webp[Q=80]",
        _ => ".ppm",
    };
}
