namespace Scopix.Emulator.Media.Md;

/// <summary>
/// How far a paragraph's marks may look for their ends, all together: 8 times its length. When that is used up, marks that need
/// to look are text. Ordinary text looks at each character once or twice.
/// </summary>
internal sealed class Lookahead(string source, ReadingBudget budget)
{
    private Dictionary<string, int>? _nextAt;
    private long _left = 1_000 + (8L * source.Length);

    public string Source => source;

    public bool IsUsedUp => _left < 0;

    /// <summary>Counts characters that were looked at; false when these were more than there may be.</summary>
    public bool Took(long characters)
    {
        _left -= characters;
        budget.Spend(characters);
        return _left >= 0;
    }

    /// <summary>Where the next such text begins, from an offset on; -1 for nowhere. What was found is remembered: asking again is cheap.</summary>
    public int Find(string text, int from)
    {
        _nextAt ??= [];
        if (_nextAt.TryGetValue(text, out var known) && known >= from) return known == int.MaxValue ? -1 : known;
        var at = source.IndexOf(text, from, StringComparison.Ordinal);
        budget.Spend((at < 0 ? source.Length : at) - from);
        _nextAt[text] = at < 0 ? int.MaxValue : at;
        return at;
    }
}
