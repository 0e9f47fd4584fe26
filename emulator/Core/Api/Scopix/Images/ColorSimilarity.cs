using Scopix.Media.Previews;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>How alike two pictures' colours are laid out, by the few lowest frequencies that a blur hash holds.</summary>
internal static class ColorSimilarity
{
    /// <summary>0–1, 1 for the same hash; null when one of the hashes is missing.</summary>
    public static double? Compare(string? one, string? other)
    {
        if (one is null || other is null) return null;
        var distance = BlurHash.DecodeFactors(one).Zip(BlurHash.DecodeFactors(other), (a, b) => (a - b) * (a - b)).Sum();
        return Math.Clamp(1 - Math.Sqrt(distance), 0, 1);
    }
}
