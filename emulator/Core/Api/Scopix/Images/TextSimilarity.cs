namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>
/// The similarity of two images by their texts: the cosine of the stems in title, category, description and tags, weighted by how
/// rare each stem is among the compared images. Stems in the title and the tags count twice (all of this is assumed).
/// </summary>
internal static class TextSimilarity
{
    /// <summary>The similarity of each other image: 1 when it has the same words, 0 when it has no words.</summary>
    public static (long Row, double Similarity)[] ScoreAll(ImageTerms terms, long reference, List<long> others)
    {
        var rarity = ComputeRarity(terms, reference, others);
        var own = new double[terms.StemCount];
        var ownSquares = 0.0;
        foreach (var term in terms.Get(reference))
        {
            var weight = own[ImageTerms.GetNumber(term)] = ImageTerms.GetWeight(term) * rarity[ImageTerms.GetNumber(term)];
            ownSquares += weight * weight;
        }
        var length = Math.Sqrt(ownSquares);
        var scores = new (long, double)[others.Count];
        for (var i = 0; i < scores.Length; i++) scores[i] = (others[i], Score(terms.Get(others[i]), own, length, rarity));
        return scores;
    }

    private static double Score(ReadOnlySpan<int> other, double[] own, double length, double[] rarity)
    {
        var (shared, squares) = (0.0, 0.0);
        foreach (var term in other)
        {
            var weight = ImageTerms.GetWeight(term) * rarity[ImageTerms.GetNumber(term)];
            squares += weight * weight;
            shared += weight * own[ImageTerms.GetNumber(term)];
        }
        var otherLength = Math.Sqrt(squares);
        return length * otherLength > 0 ? Math.Clamp(shared / (length * otherLength), 0, 1) : 0;
    }

    private static double[] ComputeRarity(ImageTerms terms, long reference, List<long> others)
    {
        var counts = new int[terms.StemCount];
        foreach (var term in terms.Get(reference)) counts[ImageTerms.GetNumber(term)]++;
        foreach (var row in others)
            foreach (var term in terms.Get(row)) counts[ImageTerms.GetNumber(term)]++;
        return Array.ConvertAll(counts, count => Math.Log(1 + ((double)(others.Count + 1) / count)));
    }
}
