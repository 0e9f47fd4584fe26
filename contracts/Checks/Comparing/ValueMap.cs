namespace Scopix.Contracts.Checks.Comparing;

/// <summary>
/// Which values of a candidate correspond to those of the reference: the ids, cursors and times of one account. The candidate's are used
/// in requests to it. Not safe for concurrent use.
/// </summary>
public sealed class ValueMap
{
    private const int MaxValues = 500_000;

    /// <summary>LlamaCloud's ids are accepted with and without it (assumed).</summary>
    private const string LlamaPrefix = "dfl-";

    private readonly Dictionary<string, string> _candidates = new(StringComparer.Ordinal), _references = new(StringComparer.Ordinal);
    private readonly HashSet<string> _excluded = new(StringComparer.Ordinal), _created = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether one side has resources that the other one has not, such as files that were there before. Numbers of items are not compared
    /// then.
    /// </summary>
    public bool IsIncomplete { get; set; }

    /// <summary>
    /// Whether the candidate may have the reference's resources under the same ids, and others from before, e.g. because it is the same
    /// service on another day.
    /// </summary>
    public bool IsShared { get; init; }

    /// <summary>Whether something was deleted during processing: a service may keep what is not finished yet.</summary>
    public bool HasOtherDeletions { get; set; }

    /// <summary>What the reference is processing.</summary>
    public ProcessingMonitor Processing { get; } = new();

    /// <summary>The kinds of resources of which a whole list had nothing that is unknown, e.g. <c>folders</c>.</summary>
    public HashSet<string> Complete { get; } = new(StringComparer.Ordinal);

    /// <summary>The candidate's value; null when it is not known.</summary>
    public string? Find(string reference) => _candidates.GetValueOrDefault(reference);

    /// <summary>Whether a value of the candidate corresponds to one of the reference.</summary>
    public bool HasReference(string candidate) => _references.ContainsKey(candidate);

    /// <summary>Whether one of the compared requests created a resource of the candidate.</summary>
    public bool IsCreated(string candidate) => _created.Contains(candidate);

    /// <summary>A request created a resource of the candidate; one that was known before it is not new.</summary>
    public void MarkCreated(string candidate)
    {
        if (_references.ContainsKey(candidate) || _created.Count >= MaxValues) return;
        _created.Add(candidate);
        if (candidate.StartsWith(LlamaPrefix, StringComparison.Ordinal)) _created.Add(candidate[LlamaPrefix.Length..]);
    }

    /// <summary>Whether a resource of the reference is known to have no counterpart.</summary>
    public bool IsExcluded(string reference) => _excluded.Contains(reference);

    /// <summary>Learns that two values correspond; false when one of them corresponds to another.</summary>
    public bool Learn(string reference, string candidate)
    {
        if (_candidates.TryGetValue(reference, out var known)) return known == candidate;
        if (_references.ContainsKey(candidate)) return false;
        if (_candidates.Count >= MaxValues) return true;
        (_candidates[reference], _references[candidate]) = (candidate, reference);
        if (reference.StartsWith(LlamaPrefix, StringComparison.Ordinal) && candidate.StartsWith(LlamaPrefix, StringComparison.Ordinal))
            Learn(reference[LlamaPrefix.Length..], candidate[LlamaPrefix.Length..]);
        return true;
    }

    /// <summary>A resource of the reference has no counterpart, or one with other content.</summary>
    public void Exclude(string reference)
    {
        if (_candidates.Remove(reference, out var candidate)) _references.Remove(candidate);
        if (_excluded.Count < MaxValues) _excluded.Add(reference);
        IsIncomplete = true;
    }
}
