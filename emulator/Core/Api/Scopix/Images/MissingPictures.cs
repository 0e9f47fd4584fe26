using Scopix.Media.Previews;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>Which smaller pictures this machine cannot make.</summary>
internal static class MissingPictures
{
    /// <summary>The files and what is missing for them, as the end of a sentence; null when all pictures can be made, or none are
    /// wanted.</summary>
    public static string? Describe(EmulatorOptions options) => options.Previews ? PreviewRenderer.DescribeAllMissing() : null;
}
