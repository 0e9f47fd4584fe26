using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Search;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>
/// The similarity of two images by their texts: the cosine of the stems in title, category, description and tags, weighted by how
/// rare each stem is among the compared images. Stems in the title and the tags count twice (all of this is assumed).
/// </summary>
internal sealed class TextSimilarity
{
    private const int MaxCached = 4_000;

    private static readonly ConcurrentDictionary<(string Text, string Heading), Dictionary<string, int>> WordCache = new();

    private readonly Dictionary<string, double> _rarity;

    public TextSimilarity(IReadOnlyCollection<FileRecord> images)
    {
        if (WordCache.Count >= MaxCached) WordCache.Clear();
        var counts = new Dictionary<string, int>();
        foreach (var image in images)
            foreach (var word in GetWords(image).Keys) CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
        _rarity = counts.ToDictionary(word => word.Key, word => Math.Log(1 + ((double)images.Count / word.Value)));
    }

    /// <summary>The similarity of each other image: 1 when it has the same words, 0 when it has no words.</summary>
    public IEnumerable<(FileRecord File, double Similarity)> ScoreAll(FileRecord reference, IEnumerable<FileRecord> others)
    {
        var own = GetWords(reference).ToDictionary(word => word.Key, word => word.Value * GetRarity(word.Key));
        var length = Math.Sqrt(own.Values.Sum(weight => weight * weight));
        foreach (var other in others)
        {
            var (shared, squares) = (0.0, 0.0);
            foreach (var (word, times) in GetWords(other))
            {
                var weight = times * GetRarity(word);
                squares += weight * weight;
                shared += weight * own.GetValueOrDefault(word);
            }
            var otherLength = Math.Sqrt(squares);
            yield return (other, length * otherLength > 0 ? Math.Clamp(shared / (length * otherLength), 0, 1) : 0);
        }
    }

    private double GetRarity(string word) => _rarity.GetValueOrDefault(word, 1);

    /// <summary>The weight of each stem: 2 in title and tags, 1 elsewhere. Cached by the texts.</summary>
    private static Dictionary<string, int> GetWords(FileRecord image)
    {
        var category = image.ContentCategory == "general" ? "" : image.ContentCategory.Replace('_', ' ');
        var texts = ($"{category} {image.UserDescription ?? image.RevealedOutcome?.Description}",
            string.Join(' ', image.Tags.Append(image.Title ?? "")));
        return WordCache.GetOrAdd(texts, static texts => CountWords(texts.Item1, texts.Item2));
    }

    private static Dictionary<string, int> CountWords(string text, string heading)
    {
        var words = new Dictionary<string, int>();
        foreach (var word in QueryTerms.Extract(text)) words[Synonyms.Stem(word)] = 1;
        foreach (var word in QueryTerms.Extract(heading)) words[Synonyms.Stem(word)] = 2;
        return words;
    }
}
