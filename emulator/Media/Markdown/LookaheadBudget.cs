namespace Scopix.Media.Markdown;

/// <summary>Limits how many characters a paragraph's markup may examine to find closing marks: 8 times the paragraph's length. After
/// that, marks are text. Ordinary text is examined once or twice.</summary>
internal sealed class LookaheadBudget(string source, ReadingBudget budget)
{
    private Dictionary<string, int>? _knownPositions;
    private long _charactersLeft = 1_000 + (8L * source.Length);

    public string Source => source;
    public bool IsExhausted => _charactersLeft < 0;

    public bool TrySpend(long characters)
    {
        _charactersLeft -= characters;
        budget.Spend(characters);
        return _charactersLeft >= 0;
    }

    /// <summary>Like <see cref="string.IndexOf(string)"/>, with the last result of each text cached.</summary>
    public int IndexOf(string text, int from)
    {
        _knownPositions ??= [];
        if (_knownPositions.TryGetValue(text, out var known) && known >= from) return known == int.MaxValue ? -1 : known;
        var at = source.IndexOf(text, from, StringComparison.Ordinal);
        budget.Spend((at < 0 ? source.Length : at) - from);
        _knownPositions[text] = at < 0 ? int.MaxValue : at;
        return at;
    }
}
