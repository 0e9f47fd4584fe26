using Scopix.Media.Previews;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>The similarity of the layout of two pictures' colours, from the few lowest frequencies in their blur hashes.</summary>
internal static class ColorSimilarity
{
    /// <summary>0–1, 1 for the same hash; null when one of the hashes is missing.</summary>
    public static double? Compare(string? first, string? second)
    {
        if (first is null || second is null) return null;
        var distance = BlurHash.DecodeFactors(first).Zip(BlurHash.DecodeFactors(second), (a, b) => (a - b) * (a - b)).Sum();
        return Math.Clamp(1 - Math.Sqrt(distance), 0, 1);
    }
}
