using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Search;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>
/// How alike two images are by what is said of them: the words of title, category, description and tags, any form of them,
/// each counting by how rare it is among the images compared (what half of them share says little). Tags and title say what
/// a picture is of and count twice (assumed, all of it).
/// </summary>
internal sealed class TextSimilarity
{
    private const int MaxCached = 4_000;

    private static readonly ConcurrentDictionary<(string Text, string Heading), Dictionary<string, int>> WordCache = new();

    private readonly Dictionary<string, double> _rarity;

    /// <summary>Learns which words are rare.</summary>
    public TextSimilarity(IReadOnlyCollection<FileRecord> images)
    {
        if (WordCache.Count >= MaxCached) WordCache.Clear();
        var met = new Dictionary<string, int>();
        foreach (var image in images)
            foreach (var word in GetWords(image).Keys) CollectionsMarshal.GetValueRefOrAddDefault(met, word, out _)++;
        _rarity = met.ToDictionary(word => word.Key, word => Math.Log(1 + ((double)images.Count / word.Value)));
    }

    /// <summary>0–1 for each other image, 1 where the same words are said; 0 where nothing is said.</summary>
    public IEnumerable<(FileRecord File, double Likeness)> ScoreAll(FileRecord reference, IEnumerable<FileRecord> others)
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

    /// <summary>
    /// Stems, with 2 for those of title and tags, 1 for others. They follow from the texts alone and are remembered by them.
    /// </summary>
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
        foreach (var word in Search.QueryTerms.Extract(text)) words[Synonyms.Stem(word)] = 1;
        foreach (var word in Search.QueryTerms.Extract(heading)) words[Synonyms.Stem(word)] = 2;
        return words;
    }
}
