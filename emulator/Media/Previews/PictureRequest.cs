namespace Scopix.Media.Previews;

/// <summary>The form of a made picture. Pixels are a PPM (netpbm's P6).</summary>
internal enum PictureFormat : byte
{
    Pixels,
    Jpeg,
    Png,
    WebP,
}

/// <summary>A smaller picture of a file on this machine.</summary>
/// <param name="Longest">The longer side in pixels, 1 to <see cref="MaxSide"/>; smaller pictures are not enlarged.</param>
internal readonly record struct PictureRequest(string Path, PictureFormat Format, int Longest)
{
    public const int MaxSide = 4096;
}
