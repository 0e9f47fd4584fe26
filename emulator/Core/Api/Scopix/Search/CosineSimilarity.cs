using System.Numerics;

namespace Scopix.Emulator.Api.Scopix.Search;

internal static class CosineSimilarity
{
    /// <summary>The product of two vectors of the same number of values; their cosine when both have the length 1.</summary>
    public static float Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (sums, i) = (Vector<float>.Zero, 0);
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count) sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        var product = Vector.Sum(sums);
        for (; i < a.Length; i++) product += a[i] * b[i];
        return product;
    }
}
