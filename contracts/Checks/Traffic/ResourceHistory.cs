namespace Scopix.Contracts.Checks.Traffic;

/// <summary>
/// What earlier exchanges have shown of resources, and whether a later one agrees: states only move forward, what does not change stays,
/// what was deleted is gone, what was created is there, and what was written is read. Only an exchange that began after another had ended
/// is compared with it, and what a client changes in between is forgotten, so that no order of requests is a false alarm.
/// </summary>
internal sealed class ResourceHistory
{
    private const int MaxResources = 20_000;

    private readonly Dictionary<(int Account, string Id), KnownResource> _resources = [];
    private readonly Queue<(int Account, string Id)> _order = [];

    public void Check(JudgedExchange judged)
    {
        if (judged.Exchange.Account is not { } account || judged.Exchange.Status is 401 or 403 or 429 or >= 500) return;
        if (ResourceKinds.FindId(judged) is { } id)
        {
            ExistenceRule.Check(judged, GetOrAdd(account, id));
            if (judged.Exchange.Method is not ("GET" or "HEAD")) GetOrAdd(account, id).ForgetStates(judged.Exchange.AnsweredAt);
        }
        if (!judged.IsSuccess || judged.Body is null) return;
        foreach (var view in ResourceView.Find(judged))
        {
            var known = GetOrAdd(account, view.Id);
            StateRule.Check(judged, view, known);
            ReadAfterWriteRule.Check(judged, view, known);
        }
        foreach (var deleted in ResourceKinds.FindDeleted(judged)) GetOrAdd(account, deleted).DeletedAt = judged.Exchange.AnsweredAt;
        foreach (var created in ResourceKinds.FindCreated(judged)) GetOrAdd(account, created).SeenAt ??= judged.Exchange.AnsweredAt;
    }

    private KnownResource GetOrAdd(int account, string id)
    {
        if (_resources.TryGetValue((account, id), out var known)) return known;
        if (_order.Count >= MaxResources) _resources.Remove(_order.Dequeue());
        _order.Enqueue((account, id));
        return _resources[(account, id)] = new();
    }
}
