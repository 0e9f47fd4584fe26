namespace Scopix.Contracts.Checks.Traffic;

/// <summary>
/// What earlier exchanges have shown of resources, and whether a later one agrees: states only move forward, what does not change stays,
/// what was deleted is gone, what was created is there, and what was written is read. Only an exchange that began after another had ended
/// is compared with it, and only if no change was in progress between the two, so that no order of requests is a false alarm.
/// </summary>
internal sealed class ResourceHistory
{
    private const int MaxResources = 20_000;

    private readonly Dictionary<(int Account, string Id), KnownResource> _resources = [];
    private readonly Queue<(int Account, string Id)> _order = [];
    private readonly ResourceChanges _changes = new();

    /// <summary>A request begins, which may change resources before its response is known.</summary>
    public void Begin(Operation operation, string path) => _changes.Begin(operation, path);

    public void Check(JudgedExchange judged)
    {
        var isOnlyChange = _changes.End(judged.Exchange, judged.Operation);
        if (judged.Exchange.Account is not { } account || judged.Exchange.Status is 401 or 403 or 429 or >= 500) return;
        var id = ResourceKinds.FindId(judged);
        if (id is not null) ExistenceRule.Check(judged, GetOrAdd(account, id), id, _changes);
        if (!judged.IsSuccess) return;
        foreach (var view in ResourceView.Find(judged))
        {
            var known = GetOrAdd(account, view.Id);
            ExistenceRule.CheckView(judged, view, known, id);
            StateRule.Check(judged, view, known, _changes);
            ReadAfterWriteRule.Check(judged, view, known, _changes, isOnlyChange);
        }
        foreach (var deleted in ResourceKinds.FindDeleted(judged)) GetOrAdd(account, deleted).DeletedAt = judged.Exchange.AnsweredAt;
        foreach (var created in ResourceKinds.FindCreated(judged)) ExistenceRule.AddCreated(judged, GetOrAdd(account, created));
    }

    private KnownResource GetOrAdd(int account, string id)
    {
        if (_resources.TryGetValue((account, id), out var known)) return known;
        if (_order.Count >= MaxResources) _resources.Remove(_order.Dequeue());
        _order.Enqueue((account, id));
        return _resources[(account, id)] = new();
    }
}
