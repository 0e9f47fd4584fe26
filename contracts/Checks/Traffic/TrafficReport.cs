using System.Collections.Concurrent;

namespace Scopix.Contracts.Checks.Traffic;

/// <summary>
/// What the traffic between clients and a service says about the contracts. Exchanges are added by one thread; the report can be read by
/// others at any time.
/// </summary>
public sealed class TrafficReport
{
    /// <summary>How many different deviations are told apart; further ones are counted.</summary>
    public const int MaxItems = 1_000;

    private const int MaxUnknown = 200;

    private readonly Lock _lock = new();
    private readonly TrafficJudge _judge = new();
    private readonly Dictionary<string, DriftItem> _items = [];
    private readonly Dictionary<string, Tally> _decisions;
    private readonly ConcurrentDictionary<Claim, AssumptionDecision?> _decisionOf = [];
    private readonly SortedDictionary<string, long> _unknown = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _operations = new(StringComparer.Ordinal);

    /// <summary>Creates an empty report.</summary>
    public TrafficReport() => _decisions = AssumptionDecision.All.ToDictionary(decision => decision.Id, _ => new Tally());

    /// <summary>Is called with each deviation when it is seen for the first time, on the thread that adds exchanges.</summary>
    public Action<DriftItem>? FirstSeen { get; init; }

    /// <summary>The exchanges with operations of the contracts.</summary>
    public long Exchanges { get; private set; }

    /// <summary>The exchanges that contradicted nothing.</summary>
    public long Clean { get; private set; }

    /// <summary>The deviations that are not told apart, because there were more than <see cref="MaxItems"/>.</summary>
    public long MoreItems { get; private set; }

    /// <summary>
    /// A request begins. Other requests may show its effect before its own exchange is added. Its exchange must be added later, or never,
    /// if there is no response.
    /// </summary>
    /// <param name="method">The verb, in capitals.</param>
    /// <param name="path">The path of <see cref="ObservedExchange.Url"/>.</param>
    public void Begin(string method, string path)
    {
        if (Operation.Match(method, path) is { } operation) _judge.Begin(operation, path);
    }

    /// <summary>Adds an exchange; returns all that it says about the contracts.</summary>
    public IReadOnlyList<Judgement> Add(ObservedExchange exchange)
    {
        if (Operation.Match(exchange.Method, exchange.Url.AbsolutePath) is not { } operation)
        {
            AddUnknown(exchange);
            return [];
        }
        if (exchange.Form is { } form && operation.Request is { } schema)
            foreach (var name in FormRule.FindUnknownNames(SchemaCatalog.Load(schema), form))
                AddUnknown($"{exchange.Method} {VariableText.NormalizeIds(exchange.Url.AbsolutePath)}, part {Redaction.RedactName(name)}");
        var judgements = _judge.Judge(exchange, operation);
        List<DriftItem> news = [];
        lock (_lock)
        {
            Exchanges++;
            _operations[operation.Id] = _operations.GetValueOrDefault(operation.Id) + 1;
            if (judgements.All(judgement => judgement.Holds)) Clean++;
            foreach (var judgement in judgements.DistinctBy(judgement => (judgement.Claim, judgement.Deviation)))
                AddJudgement(exchange, operation, judgement, news);
        }
        foreach (var item in news) FirstSeen?.Invoke(item);
        return judgements;
    }

    /// <summary>The deviations, those with the strongest evidence and the most exchanges first.</summary>
    public IReadOnlyList<DriftItem> GetItems()
    {
        lock (_lock)
            return [.. _items.Values.OrderBy(item => item.Claim.Evidence).ThenByDescending(item => item.Count)
                .ThenBy(item => item.FirstAt)];
    }

    /// <summary>All decisions: the refuted ones first, then the confirmed ones.</summary>
    public IReadOnlyList<AssumptionState> GetAssumptions()
    {
        lock (_lock)
            return [.. AssumptionDecision.All.Select(decision => _decisions[decision.Id] switch
                {
                    var tally => new AssumptionState(decision, tally.Confirmed, tally.Refuted, tally.FirstRefutation),
                }).OrderBy(state => state.State switch { "refuted" => 0, "confirmed" => 1, _ => 2 })];
    }

    /// <summary>
    /// The requests that call no operation of the contracts, and the parts of forms that their operation does not have, with ids
    /// replaced, and how often each was sent. They are no deviations: the client may be wrong.
    /// </summary>
    public IReadOnlyDictionary<string, long> GetUnknownRequests()
    {
        lock (_lock) return new Dictionary<string, long>(_unknown);
    }

    /// <summary>How often each operation was called.</summary>
    public IReadOnlyDictionary<string, long> GetOperations()
    {
        lock (_lock) return new Dictionary<string, long>(_operations);
    }

    private void AddUnknown(ObservedExchange exchange)
    {
        var path = exchange.Url.AbsolutePath;
        if (exchange.Method is "HEAD" or "OPTIONS" || !path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase)) return;
        AddUnknown($"{exchange.Method} {VariableText.NormalizeIds(path)}");
    }

    private void AddUnknown(string text)
    {
        var request = Redaction.RedactText(text);
        lock (_lock)
            if (_unknown.TryGetValue(request, out var count) || _unknown.Count < MaxUnknown) _unknown[request] = count + 1;
    }

    private void AddJudgement(ObservedExchange exchange, Operation operation, Judgement judgement, List<DriftItem> news)
    {
        DriftItem? item = null;
        if (judgement.Deviation is { } deviation)
        {
            var key = GetKey(operation, deviation);
            if (_items.TryGetValue(key, out item)) item = CountAgain(item, operation);
            else if (_items.Count >= MaxItems) MoreItems++;
            else news.Add(item = CreateItem(exchange, operation, deviation));
            if (item is not null) _items[key] = item;
        }
        if (judgement.Claim.Evidence != EvidenceKind.Assumed) return;
        if (_decisionOf.GetOrAdd(judgement.Claim, claim => AssumptionDecision.Find(claim.Source)) is not { } decision) return;
        var tally = _decisions[decision.Id];
        if (judgement.Holds) tally.Confirmed++;
        else
        {
            tally.Refuted++;
            tally.FirstRefutation ??= item?.Headline;
        }
    }

    private static DriftItem CreateItem(ObservedExchange exchange, Operation operation, Deviation deviation) => new(
        [operation.Id], deviation.Place, deviation.Kind, deviation.Expected, deviation.Got, deviation.Claim, exchange.Method,
        exchange.Url.AbsolutePath, exchange.RequestId, exchange.AnsweredAt);

    private static DriftItem CountAgain(DriftItem item, Operation operation) => item with
    {
        Count = item.Count + 1,
        Operations = item.Operations.Contains(operation.Id) ? item.Operations : [.. item.Operations, operation.Id],
    };

    /// <summary>What is wrong with a header or with every refusal is one deviation for all operations.</summary>
    private static string GetKey(Operation operation, Deviation deviation)
    {
        var isShared = deviation.Place.StartsWith("X-", StringComparison.Ordinal) || deviation.Place is "Content-Type" or "Retry-After"
            || deviation.Place.StartsWith("error", StringComparison.Ordinal) || deviation.Kind is "server error" or "refusal";
        return $"{(isShared ? "" : operation.Id)}\n{deviation.Place}\n{deviation.Kind}\n{VariableText.Normalize(deviation.Expected)}\n"
            + VariableText.Normalize(deviation.Got);
    }

    private sealed class Tally
    {
        public long Confirmed { get; set; }

        public long Refuted { get; set; }

        public string? FirstRefutation { get; set; }
    }
}
