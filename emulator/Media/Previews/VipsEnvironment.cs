namespace Scopix.Media.Previews;

/// <summary>The variables that libvips reads when it is loaded, in the worker as in <c>vipsthumbnail</c>.</summary>
internal static class VipsEnvironment
{
    /// <summary>Loaders that libvips calls untrusted stay disabled, ImageMagick's among them; its PDF loader is also one. Large pictures
    /// are processed in memory, which is bounded, not on disk.</summary>
    public static (string Name, string? Value)[] Create(bool blocksUntrusted) =>
        [("VIPS_BLOCK_UNTRUSTED", blocksUntrusted ? "1" : null), ("VIPS_CONCURRENCY", "1"), ("VIPS_DISC_THRESHOLD", "2g")];
}
