namespace Scopix.Emulator.Control.Snapshots;

/// <summary>Compares two states of a tenant: resources that were added, removed or changed, field by field.</summary>
/// <param name="limit">The maximum number of items in each list; the counts are complete.</param>
internal sealed class SnapshotComparer(int limit)
{
    private readonly FieldComparer _fields = new();

    private bool _isTruncated;

    /// <param name="from">Name, database file and state of the first.</param>
    /// <param name="to">Name, database file and state of the second.</param>
    public SnapshotDiff Compare(
        (string Name, string Database, SnapshotState State) from, (string Name, string Database, SnapshotState State) to)
    {
        using var db = Database.OpenReadOnly(from.Database);
        db.Execute("ATTACH DATABASE $1 AS other", to.Database);
        var (before, after) = (ResourceKind.ReadRules(from.State), ResourceKind.ReadRules(to.State));
        ResourceKindDiff[] kinds =
        [
            .. ResourceKind.All.Select(kind => Compare(db, kind)).OfType<ResourceKindDiff>(),
            .. before.Keys.Select(kind => Compare(kind, before[kind], after[kind])).OfType<ResourceKindDiff>(),
            .. CompareClocks(from.State, to.State) is { } clock ? (ResourceKindDiff[])[clock] : [],
        ];
        return new SnapshotDiff(from.Name, to.Name, kinds.Length == 0, _isTruncated || _fields.IsTruncated, kinds);
    }

    private ResourceKindDiff? Compare(Database db, ResourceKind kind)
    {
        var (added, removed) =
            (ReadItems(db, kind.GetUnmatchedRowsSql(second: true)), ReadItems(db, kind.GetUnmatchedRowsSql(second: false)));
        var count = 0;
        var changed = db.Query(kind.ChangedSql, row => HasRoom(count++)
            ? new ChangedItem(row.GetString(0), row.GetString(1), _fields.FindChanges(row.GetString(2), row.GetString(3)))
            : null);
        return NullIfEmpty(new ResourceKindDiff(
            kind.Name, added.Count, removed.Count, changed.Count, [.. added.OfType<ResourceReference>()],
            [.. removed.OfType<ResourceReference>()],
            [.. changed.OfType<ChangedItem>()]));
    }

    private ResourceKindDiff? Compare(
        string kind, Dictionary<string, (string Name, string Doc)> before, Dictionary<string, (string Name, string Doc)> after)
    {
        ResourceReference[] added = [.. after.Where(item => !before.ContainsKey(item.Key))
            .Select(item => new ResourceReference(item.Key, item.Value.Name))];
        ResourceReference[] removed = [.. before.Where(item => !after.ContainsKey(item.Key))
            .Select(item => new ResourceReference(item.Key, item.Value.Name))];
        string[] changed = [.. before.Where(item => after.TryGetValue(item.Key, out var now) && now.Doc != item.Value.Doc)
            .Select(item => item.Key)];
        _isTruncated |= added.Length > limit || removed.Length > limit || changed.Length > limit;
        return NullIfEmpty(new ResourceKindDiff(
            kind, added.Length, removed.Length, changed.Length, [.. added.Take(limit)], [.. removed.Take(limit)],
            [.. changed.Take(limit)
                .Select(id => new ChangedItem(id, after[id].Name, _fields.FindChanges(before[id].Doc, after[id].Doc)))]));
    }

    /// <summary>Running clocks always differ, so that they are compared only if one is frozen.</summary>
    private ResourceKindDiff? CompareClocks(SnapshotState from, SnapshotState to)
    {
        var both = !from.Frozen && !to.Frozen;
        FieldChange[] fields = _fields.FindChanges(ToJson(from, both), ToJson(to, both));
        return NullIfEmpty(
            new ResourceKindDiff("tenant", 0, 0, fields.Length > 0 ? 1 : 0, [], [],
                fields.Length > 0 ? [new ChangedItem("tenant", "tenant", fields)] : []));
    }

    private static string ToJson(SnapshotState state, bool running) => new System.Text.Json.Nodes.JsonObject
    {
        ["now"] = running ? null : TimestampJsonConverter.Format(state.Now),
        ["frozen"] = state.Frozen,
        ["ids"] = state.Ids,
    }.ToJsonString();

    private static ResourceKindDiff? NullIfEmpty(ResourceKindDiff diff) =>
        diff.AddedCount + diff.RemovedCount + diff.ChangedCount > 0 ? diff : null;

    /// <summary>Null for each item beyond the limit.</summary>
    private List<ResourceReference?> ReadItems(Database db, string sql)
    {
        var count = 0;
        return db.Query(sql, row => HasRoom(count++) ? new ResourceReference(row.GetString(0), row.GetString(1)) : null);
    }

    private bool HasRoom(int count)
    {
        var room = count < limit && !_fields.IsFull;
        _isTruncated |= !room;
        return room;
    }
}

/// <summary>The differences between two states of a tenant.</summary>
/// <param name="From">The name of the first.</param>
/// <param name="To">The name of the second, or <c>now</c>.</param>
/// <param name="Same">True when nothing differs.</param>
/// <param name="Cut">True when not everything is listed; the counts are complete.</param>
/// <param name="Kinds">The kinds that differ.</param>
public sealed record SnapshotDiff(string From, string To, bool Same, bool Cut, ResourceKindDiff[] Kinds);

/// <summary>The differences in one kind of resource.</summary>
public sealed record ResourceKindDiff(
    string Kind, int AddedCount, int RemovedCount, int ChangedCount, ResourceReference[] Added, ResourceReference[] Removed,
    ChangedItem[] Changed);

/// <summary>A resource that only one state has.</summary>
public sealed record ResourceReference(string Id, string Name);

/// <summary>A resource that both states have, and the fields that differ.</summary>
public sealed record ChangedItem(string Id, string Name, FieldChange[] Fields);

/// <summary>A field that differs.</summary>
/// <param name="Field">Its path as it is stored, e.g. <c>stages.0.released_at</c>.</param>
/// <param name="Before">The value in the first state; null when it is null or absent.</param>
/// <param name="After">The value in the second state; null when it is null or absent.</param>
public sealed record FieldChange(string Field, JsonElement? Before, JsonElement? After);
