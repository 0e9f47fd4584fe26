using Scopix.Emulator.Api.Scopix.Search;

namespace Scopix.Emulator.Api.Scopix.Images;

/// <summary>
/// The stems of a tenant's images. Each stem has a number, counted from 0, and each image an array of its stems in the order of their
/// first use, so that scores are summed in the same order whether the image was cached or not.
/// </summary>
internal sealed class ImageTerms
{
    /// <summary>What an array with its entry in the dictionary takes beside its elements, in bytes.</summary>
    private const int ImageSize = 72;

    /// <summary>What a stem takes beside its characters: the string, its entry, and its place in the arrays of a comparison.</summary>
    private const int StemSize = 80;

    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<long, int[]> _byRow = [];

    public int StemCount => _numbers.Count;

    /// <summary>The memory that it takes, in bytes, rounded up.</summary>
    public long Size { get; private set; }

    public bool Contains(long row) => _byRow.ContainsKey(row);

    /// <summary>The stems of an image that was added. <see cref="GetNumber"/> and <see cref="GetWeight"/> read the elements.</summary>
    public ReadOnlySpan<int> Get(long row) => _byRow[row];

    public static int GetNumber(int term) => term >> 1;

    /// <summary>2 in title and tags, 1 elsewhere.</summary>
    public static int GetWeight(int term) => 1 + (term & 1);

    public void Add(long row, string text, string heading)
    {
        var terms = new List<int>();
        foreach (var word in QueryTerms.Extract(text)) Set(terms, GetOrAddNumber(Synonyms.Stem(word)) << 1);
        foreach (var word in QueryTerms.Extract(heading)) Set(terms, (GetOrAddNumber(Synonyms.Stem(word)) << 1) + 1);
        _byRow.Add(row, [.. terms]);
        Size += GetSize(terms.Count);
    }

    public void Remove(long row)
    {
        if (_byRow.Remove(row, out var terms)) Size -= GetSize(terms.Length);
    }

    private static void Set(List<int> terms, int term)
    {
        var known = terms.FindIndex(other => GetNumber(other) == GetNumber(term));
        if (known < 0) terms.Add(term);
        else terms[known] = term;
    }

    private static long GetSize(int termCount) => ImageSize + ((long)sizeof(int) * termCount);

    private int GetOrAddNumber(string stem)
    {
        if (_numbers.TryGetValue(stem, out var number)) return number;
        Size += StemSize + (sizeof(char) * stem.Length);
        _numbers.Add(stem, _numbers.Count);
        return _numbers.Count - 1;
    }
}
