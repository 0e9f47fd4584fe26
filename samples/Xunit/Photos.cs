using Scopix.Fixtures.Media;

namespace PhotoLibraries;

/// <summary>Photos that the package draws.</summary>
internal static class Photos
{
    public static byte[] Valve { get; } = PictureRenderer.Render(new PictureSpec("valve", Seed: 1)).Bytes;
}
