namespace Scopix.Contracts.Checks.Traffic;

/// <summary>
/// The requests that may change or delete resources, with any key: a change may take effect at any moment between the beginning of its
/// request and the end of its response. One without a response, or with a failure of the service, may take effect later, and never ends.
/// </summary>
internal sealed class ResourceChanges
{
    private const int MaxResources = 20_000;

    /// <summary>Operations that concern more resources than the one in their path.</summary>
    private static readonly string[] OfManyResources =
        ["files.batch_delete", "folders.delete", "folders.move", "folders.move_files", "projects.delete", "sessions.cancel"];

    private readonly Dictionary<string, Changes> _ofResources = [];
    private readonly Queue<string> _order = [];
    private readonly Changes _ofAll = new();

    public void Begin(Operation operation, string path)
    {
        foreach (var changes in Find(operation, path))
        {
            changes.Running++;
            if (IsDeletion(operation)) changes.RunningDeletions++;
        }
    }

    /// <summary>Ends a change. The result is false when another one may have had its effect at the same time.</summary>
    public bool End(ObservedExchange exchange, Operation operation)
    {
        var isAlone = true;
        foreach (var changes in Find(operation, exchange.Url.AbsolutePath))
        {
            isAlone &= changes.Running <= 1 && changes.EndedAt < exchange.ReceivedAt;
            changes.EndedAt = exchange.AnsweredAt;
            if (IsDeletion(operation)) changes.DeletionEndedAt = exchange.AnsweredAt;
            if (exchange.Status >= 500) continue;
            if (changes.Running > 0) changes.Running--;
            if (IsDeletion(operation) && changes.RunningDeletions > 0) changes.RunningDeletions--;
        }
        return isAlone;
    }

    /// <summary>Whether a change of a resource is in progress, or ended after a time.</summary>
    public bool HasChangedSince(string id, DateTimeOffset time) =>
        GetAll(id).Any(changes => changes.Running > 0 || changes.EndedAt >= time);

    /// <summary>Whether a deletion of a resource is in progress, or ended after a time.</summary>
    public bool MayBeDeletedSince(string id, DateTimeOffset time) =>
        GetAll(id).Any(changes => changes.RunningDeletions > 0 || changes.DeletionEndedAt >= time);

    private Changes[] GetAll(string id) => _ofResources.TryGetValue(id, out var own) ? [_ofAll, own] : [_ofAll];

    private IEnumerable<Changes> Find(Operation operation, string path)
    {
        if (operation.Method == "GET") yield break;
        var values = operation.ReadPathValues(path);
        var id = ResourceKinds.FindId(values);
        if (id is not null) yield return GetOrAdd(id);
        if (OfManyResources.Contains(operation.Id) || (id is null && values.Count > 0)) yield return _ofAll; // a short id may be any
    }

    private static bool IsDeletion(Operation operation) =>
        operation.Method == "DELETE" || operation.Id is "files.batch_delete" or "sessions.cancel";

    private Changes GetOrAdd(string id)
    {
        if (_ofResources.TryGetValue(id, out var changes)) return changes;
        if (_order.Count >= MaxResources) _ofResources.Remove(_order.Dequeue());
        _order.Enqueue(id);
        return _ofResources[id] = new();
    }

    private sealed class Changes
    {
        public int Running { get; set; }

        public int RunningDeletions { get; set; }

        public DateTimeOffset EndedAt { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset DeletionEndedAt { get; set; } = DateTimeOffset.MinValue;
    }
}
