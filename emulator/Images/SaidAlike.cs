using Scopix.Emulator.Files;
using Scopix.Emulator.Search;

namespace Scopix.Emulator.Images;

/// <summary>
/// How alike two images are by what is said of them: the words of title, category, description and tags, any form of them,
/// each counting by how rare it is among the images compared (what half of them share says little). Tags and title say what
/// a picture is of and count twice (assumed, all of it).
/// </summary>
public sealed class SaidAlike
{
    private readonly Dictionary<string, double> _rarity;

    /// <summary>Learns which words are rare.</summary>
    public SaidAlike(IReadOnlyCollection<FileRecord> images)
    {
        var met = new Dictionary<string, int>();
        foreach (var word in images.SelectMany(image => Words(image).Keys)) met[word] = met.GetValueOrDefault(word) + 1;
        _rarity = met.ToDictionary(word => word.Key, word => Math.Log(1 + ((double)images.Count / word.Value)));
    }

    /// <summary>0–1 for each other image, 1 where the same words are said; 0 where nothing is said.</summary>
    public IEnumerable<(FileRecord File, double Likeness)> To(FileRecord reference, IEnumerable<FileRecord> others)
    {
        var (own, length) = Weighted(reference);
        foreach (var other in others)
        {
            var (words, otherLength) = Weighted(other);
            var shared = words.Sum(word => word.Value * own.GetValueOrDefault(word.Key));
            yield return (other, length * otherLength > 0 ? Math.Clamp(shared / (length * otherLength), 0, 1) : 0);
        }
    }

    private (Dictionary<string, double> Words, double Length) Weighted(FileRecord image)
    {
        var words = Words(image).ToDictionary(word => word.Key, word => word.Value * _rarity.GetValueOrDefault(word.Key, 1));
        return (words, Math.Sqrt(words.Values.Sum(weight => weight * weight)));
    }

    /// <summary>Stems, with 2 for those of title and tags, 1 for others.</summary>
    private static Dictionary<string, int> Words(FileRecord image)
    {
        var words = new Dictionary<string, int>();
        var category = image.ContentCategory == "general" ? "" : image.ContentCategory.Replace('_', ' ');
        foreach (var word in Search.Words.Of($"{category} {image.UserDescription ?? image.Revealed?.Description}")) words[Synonyms.Stem(word)] = 1;
        foreach (var word in Search.Words.Of(string.Join(' ', image.Tags.Append(image.Title ?? "")))) words[Synonyms.Stem(word)] = 2;
        return words;
    }
}
