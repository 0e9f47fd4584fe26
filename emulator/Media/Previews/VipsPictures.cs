using NetVips;

namespace Scopix.Media.Previews;

/// <summary>Makes smaller pictures with libvips through NetVips, in this process, one at a time. Only the loaders of JPEG, PNG, GIF and
/// WebP are used, and the pixels are counted from the header before anything is decoded.</summary>
internal static class VipsPictures
{
    /// <summary>More pixels than any camera makes.</summary>
    public const long MaxPixels = 1L << 28;

    /// <summary>True when libvips was found and loaded. The first use of a type of NetVips loads it.</summary>
    public static bool IsLoaded => ModuleInitializer.VipsInitialized;

    /// <summary>The picture's bytes; null when the file cannot be decoded as a whole. EXIF orientation is applied; colour profile and
    /// other metadata are preserved; an animation gives its first frame.</summary>
    /// <param name="maxPixelsAtOnce">The pixels of a picture whose decoder holds all of it: all but sequential JPEGs and PNGs.</param>
    /// <param name="cancel">Stops libvips between two strips of the picture.</param>
    public static byte[]? TryMake(PictureRequest request, long maxPixelsAtOnce, CancellationToken cancel)
    {
        try
        {
            if (!IsAccepted(request.Path, maxPixelsAtOnce)) return null;
            _ = TakeMessages();
            var picture = Make(request, cancel);
            return EndsTooEarly(TakeMessages()) ? null : picture;
        }
        catch (VipsException)
        {
            return null;
        }
    }

    /// <summary>Whether libvips selects one of the four loaders by the bytes, and the picture is not too large.</summary>
    private static bool IsAccepted(string path, long maxPixelsAtOnce)
    {
        using var source = Source.NewFromFile(path);
        var loader = Image.FindLoadSource(source);
        if (loader is not ("VipsForeignLoadJpegSource" or "VipsForeignLoadPngSource" or "VipsForeignLoadNsgifSource"
            or "VipsForeignLoadWebpSource")) return false;
        using var header = Image.NewFromSource(source, access: Enums.Access.Sequential);
        var isSequential = loader is "VipsForeignLoadJpegSource" or "VipsForeignLoadPngSource" && !header.Contains("interlaced");
        return (long)header.Width * header.Height <= (isSequential ? MaxPixels : maxPixelsAtOnce);
    }

    /// <summary>Exporting to sRGB instead of preserving the profile would darken pictures without one (observed with libvips 8.14). The
    /// option has no effect as the argument <c>failOn</c> (observed with NetVips 3.2.0), so it is in the text.</summary>
    private static byte[] Make(PictureRequest request, CancellationToken cancel)
    {
        using var source = Source.NewFromFile(request.Path);
        using var picture = Image.ThumbnailSource(source, request.Longest, "fail_on=error", height: request.Longest, size: Enums.Size.Down);
        if (cancel.CanBeCanceled) picture.SetProgress(null, cancel);
        return request.Format == PictureFormat.Pixels
            ? WritePixels(picture) : picture.WriteToBuffer(PictureFormats.GetVipsSuffix(request.Format));
    }

    /// <summary>NetVips.Native has no writer of PPM. As in libvips' own, what is transparent becomes black.</summary>
    private static byte[] WritePixels(Image picture)
    {
        using var colours = picture.Colourspace(Enums.Interpretation.Srgb);
        using var opaque = colours.HasAlpha() ? colours.Flatten() : colours.Copy();
        if (opaque.Bands != 3 || opaque.Format != Enums.BandFormat.Uchar) throw new VipsException("no RGB");
        return [.. Encoding.ASCII.GetBytes($"P6\n{opaque.Width} {opaque.Height}\n255\n"), .. opaque.WriteToMemory<byte>()];
    }

    /// <summary>With <c>fail_on=error</c> libvips 8.18 still serves a JPEG whose data ends before its last row and is followed by an
    /// end-of-image marker, and leaves this message (observed). Of a few harmless bytes between its segments it has another one.</summary>
    private static bool EndsTooEarly(string messages) => messages.Contains("premature end", StringComparison.OrdinalIgnoreCase);

    /// <summary>Empties libvips' buffer of messages, as every exception does.</summary>
    private static string TakeMessages() => new VipsException("").Message;
}
