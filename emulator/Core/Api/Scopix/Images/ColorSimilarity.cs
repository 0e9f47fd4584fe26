using Scopix.Media.Previews;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>The similarity of the layout of two pictures' colours, from the few lowest frequencies in their blur hashes.</summary>
internal static class ColorSimilarity
{
    /// <summary>0–1, 1 for the same hash; null when one of the hashes is missing.</summary>
    public static double? Compare(string? first, string? second) => CompareAll(first, second)[0];

    /// <summary>The same for one hash and each of the others.</summary>
    public static double?[] CompareAll(string? first, params string?[] others)
    {
        if (first is null) return new double?[others.Length];
        var factors = BlurHash.DecodeFactors(first);
        return Array.ConvertAll(others, other => other is null ? (double?)null : Compare(factors, BlurHash.DecodeFactors(other)));
    }

    private static double Compare(double[] first, double[] second)
    {
        var distance = 0.0;
        for (var i = 0; i < first.Length; i++) distance += (first[i] - second[i]) * (first[i] - second[i]);
        return Math.Clamp(1 - Math.Sqrt(distance), 0, 1);
    }
}
