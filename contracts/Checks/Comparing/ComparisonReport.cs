using Scopix.Contracts.Checks.Traffic;

namespace Scopix.Contracts.Checks.Comparing;

/// <summary>
/// How a candidate differs from the reference, grouped by cause. Exchanges are added by one thread; the report can be read by others.
/// </summary>
public sealed class ComparisonReport
{
    /// <summary>How many differences are told apart; further ones are counted.</summary>
    public const int MaxItems = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DifferenceItem> _items = [];
    private readonly SortedDictionary<string, long> _skipped = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _operations = new(StringComparer.Ordinal);

    /// <summary>Is called with each difference when it is seen for the first time, on the thread that adds exchanges.</summary>
    public Action<DifferenceItem>? FirstSeen { get; init; }

    /// <summary>The exchanges that were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>The exchanges that agreed.</summary>
    public long Equal { get; private set; }

    /// <summary>The differences that are not told apart, because there were more than <see cref="MaxItems"/>.</summary>
    public long MoreItems { get; private set; }

    /// <summary>Adds a comparison.</summary>
    public void Add(Operation operation, ObservedExchange reference, IReadOnlyList<Difference> differences)
    {
        List<DifferenceItem> news = [];
        lock (_lock)
        {
            Compared++;
            _operations[operation.Id] = _operations.GetValueOrDefault(operation.Id) + 1;
            if (differences.Count == 0) Equal++;
            foreach (var difference in differences.Distinct()) AddDifference(operation, reference, difference, news);
        }
        foreach (var item in news) FirstSeen?.Invoke(item);
    }

    /// <summary>Counts an exchange that was not compared.</summary>
    /// <param name="reason">Why, as the end of a sentence.</param>
    public void Skip(string reason)
    {
        lock (_lock) _skipped[reason] = _skipped.GetValueOrDefault(reason) + 1;
    }

    /// <summary>The differences, those of most exchanges first.</summary>
    public IReadOnlyList<DifferenceItem> GetItems()
    {
        lock (_lock) return [.. _items.Values.OrderByDescending(item => item.Count).ThenBy(item => item.FirstAt)];
    }

    /// <summary>How many exchanges were not compared, by the reason.</summary>
    public IReadOnlyDictionary<string, long> GetSkipped()
    {
        lock (_lock) return new Dictionary<string, long>(_skipped);
    }

    /// <summary>How many exchanges of each operation were compared.</summary>
    public IReadOnlyDictionary<string, long> GetOperations()
    {
        lock (_lock) return new Dictionary<string, long>(_operations);
    }

    private void AddDifference(Operation operation, ObservedExchange reference, Difference difference, List<DifferenceItem> news)
    {
        var key = GetKey(operation, difference);
        if (_items.TryGetValue(key, out var item))
            _items[key] = item with
            {
                Count = item.Count + 1,
                Operations = item.Operations.Contains(operation.Id) ? item.Operations : [.. item.Operations, operation.Id],
            };
        else if (_items.Count >= MaxItems) MoreItems++;
        else
        {
            item = new([operation.Id], difference, reference.Method, reference.Url.AbsolutePath, reference.RequestId, reference.AnsweredAt);
            _items.Add(key, item);
            news.Add(item);
        }
    }

    /// <summary>
    /// What differs in a header or in all refusals is one difference for all operations; numbers do not tell causes apart.
    /// </summary>
    private static string GetKey(Operation operation, Difference difference)
    {
        var isShared = difference.Place.StartsWith("X-", StringComparison.Ordinal) || difference.Place is "Content-Type" or "Retry-After"
            || difference.Place.StartsWith("error", StringComparison.Ordinal);
        var isStatus = difference.Kind == "status";
        return $"{(isShared ? "" : operation.Id)}\n{difference.Place}\n{difference.Kind}\n"
            + (isStatus ? difference.Reference : VariableText.Normalize(difference.Reference)) + "\n"
            + (isStatus ? difference.Candidate : VariableText.Normalize(difference.Candidate));
    }
}
