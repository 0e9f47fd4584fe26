namespace Scopix.Emulator.Engine;

/// <summary>Rules that a test has set, in the order of their creation. Thread-safe.</summary>
/// <param name="prefix">The prefix of ids, e.g. <c>fault_</c>; a number from 1 follows.</param>
internal sealed class RuleList<T>(string prefix)
    where T : class, IRule
{
    /// <summary>The greatest number of rules in one list (a limit of ours).</summary>
    public const int MaxRules = 1_000;

    private readonly Lock _lock = new();
    private T[] _rules = [];
    private int _issuedIdCount;

    public IReadOnlyList<T> Rules => Volatile.Read(ref _rules);

    public int IssuedIdCount => Volatile.Read(ref _issuedIdCount);

    public void Replace(int issuedIdCount, IEnumerable<T> rules)
    {
        lock (_lock)
        {
            Volatile.Write(ref _rules, [.. rules]);
            _issuedIdCount = issuedIdCount;
        }
    }

    /// <summary>Creates a rule with a new id and adds it; null when the list is full.</summary>
    public T? Add(Func<string, T> make)
    {
        lock (_lock)
        {
            if (_rules.Length >= MaxRules) return null;
            var rule = make(prefix + ++_issuedIdCount);
            Volatile.Write(ref _rules, [.. _rules, rule]);
            return rule;
        }
    }

    public bool Remove(string id)
    {
        lock (_lock)
        {
            var remaining = Array.FindAll(_rules, rule => rule.Id != id);
            var found = remaining.Length < _rules.Length;
            Volatile.Write(ref _rules, remaining);
            return found;
        }
    }

    /// <summary>Removes all rules and returns their number; the next id has the number 1 again.</summary>
    public int Clear()
    {
        lock (_lock)
        {
            var count = _rules.Length;
            Volatile.Write(ref _rules, []);
            _issuedIdCount = 0;
            return count;
        }
    }
}

internal interface IRule
{
    string Id { get; }
}
