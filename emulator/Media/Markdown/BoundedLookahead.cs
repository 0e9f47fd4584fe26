namespace Scopix.Media.Markdown;

/// <summary>
/// How far a paragraph's marks may look for their ends, all together: 8 times its length. When that is used up, marks that need
/// to look are text. Ordinary text looks at each character once or twice.
/// </summary>
internal sealed class BoundedLookahead(string source, ReadingBudget budget)
{
    private Dictionary<string, int>? _knownPositions;
    private long _charactersLeft = 1_000 + (8L * source.Length);

    public string Source => source;

    public bool IsExhausted => _charactersLeft < 0;

    /// <summary>Counts characters that were looked at; false when these were more than there may be.</summary>
    public bool TrySpend(long characters)
    {
        _charactersLeft -= characters;
        budget.Spend(characters);
        return _charactersLeft >= 0;
    }

    /// <summary>
    /// Where the next such text begins, from an offset on; -1 for nowhere. What was found is remembered: asking again is cheap.
    /// </summary>
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
