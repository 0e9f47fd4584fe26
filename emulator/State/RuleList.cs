namespace Scopix.Emulator.State;

/// <summary>Rules that a test has set, in the order they came; safe to use from many requests at once.</summary>
/// <param name="prefix">What ids begin with, e.g. <c>fault_</c>; a number from 1 follows.</param>
public sealed class RuleList<T>(string prefix)
    where T : class
{
    /// <summary>How many rules one list holds (a limit of ours).</summary>
    public const int Most = 1_000;

    private readonly Lock _gate = new();
    private (string Id, T Rule)[] _rules = [];
    private int _given;

    /// <summary>All rules; what is added later is not seen.</summary>
    public IReadOnlyList<(string Id, T Rule)> All => Volatile.Read(ref _rules);

    /// <summary>How many ids were given out.</summary>
    public int Given => Volatile.Read(ref _given);

    /// <summary>Takes rules in place of all that are there.</summary>
    public void Replace(int given, IEnumerable<(string Id, T Rule)> rules)
    {
        lock (_gate)
        {
            Volatile.Write(ref _rules, [.. rules]);
            _given = given;
        }
    }

    /// <summary>Adds a rule that is made with its id; null when the list is full.</summary>
    public T? Add(Func<string, T> make)
    {
        lock (_gate)
        {
            if (_rules.Length >= Most) return null;
            var id = prefix + ++_given;
            var rule = make(id);
            Volatile.Write(ref _rules, [.. _rules, (id, rule)]);
            return rule;
        }
    }

    /// <summary>Removes a rule; false when there is none of that id.</summary>
    public bool Remove(string id)
    {
        lock (_gate)
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
        lock (_gate)
        {
            var had = _rules.Length;
            Volatile.Write(ref _rules, []);
            _given = 0;
            return had;
        }
    }
}
