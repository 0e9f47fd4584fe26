using System.Text.RegularExpressions;

namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>
/// Vectors for chunks: each word is hashed to a few dimensions (a bag of words; assumed). The same text always has the same
/// vector; texts that share words have similar ones.
/// </summary>
internal static partial class EmbeddingVector
{
    public const int Dimensions = 128;

    /// <summary>A text's vector of length 1 (all zero for a text without words), six digits after the point.</summary>
    public static double[] Compute(string text)
    {
        var vector = new double[Dimensions];
        foreach (var word in Word().EnumerateMatches(text)) AddHash(vector, Hash(text.AsSpan(word.Index, word.Length)));
        var length = Math.Sqrt(vector.Sum(value => value * value));
        return length == 0 ? vector : [.. vector.Select(value => Math.Round(value / length, 6))];
    }

    private static void AddHash(double[] vector, ulong hash)
    {
        for (var i = 0; i < 4; i++, hash >>= 16) vector[(hash & 0xFF) % Dimensions] += (hash & 0x100) == 0 ? 1 : -1;
    }

    /// <summary>FNV-1a over the word's upper-case letters.</summary>
    private static ulong Hash(ReadOnlySpan<char> word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word) hash = (hash ^ char.ToUpperInvariant(c)) * 1099511628211UL;
        return hash;
    }

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
