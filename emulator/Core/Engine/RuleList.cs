namespace Scopix.Emulator.Engine;

/// <summary>Rules that a test has set, in the order they came; safe to use from many requests at once.</summary>
/// <param name="prefix">What ids begin with, e.g. <c>fault_</c>; a number from 1 follows.</param>
internal sealed class RuleList<T>(string prefix)
    where T : class
{
    /// <summary>How many rules one list holds (a limit of ours).</summary>
    public const int MaxRules = 1_000;

    private readonly Lock _lock = new();
    private (string Id, T Rule)[] _rules = [];
    private int _issuedIdCount;

    /// <summary>All rules; what is added later is not seen.</summary>
    public IReadOnlyList<(string Id, T Rule)> Rules => Volatile.Read(ref _rules);

    /// <summary>How many ids were given out.</summary>
    public int IssuedIdCount => Volatile.Read(ref _issuedIdCount);

    /// <summary>Takes rules in place of all that are there.</summary>
    public void Replace(int given, IEnumerable<(string Id, T Rule)> rules)
    {
        lock (_lock)
        {
            Volatile.Write(ref _rules, [.. rules]);
            _issuedIdCount = given;
        }
    }

    /// <summary>Adds a rule that is made with its id; null when the list is full.</summary>
    public T? Add(Func<string, T> make)
    {
        lock (_lock)
        {
            if (_rules.Length >= MaxRules) return null;
            var id = prefix + ++_issuedIdCount;
            var rule = make(id);
            Volatile.Write(ref _rules, [.. _rules, (id, rule)]);
            return rule;
        }
    }

    /// <summary>Removes a rule; false when there is none of that id.</summary>
    public bool Remove(string id)
    {
        lock (_lock)
        {
            var kept = Array.FindAll(_rules, rule => rule.Id != id);
            var found = kept.Length < _rules.Length;
            Volatile.Write(ref _rules, kept);
            return found;
        }
    }

    /// <summary>Removes all rules and answers how many there were; numbering begins anew.</summary>
    public int Clear()
    {
        lock (_lock)
        {
            var had = _rules.Length;
            Volatile.Write(ref _rules, []);
            _issuedIdCount = 0;
            return had;
        }
    }
}
