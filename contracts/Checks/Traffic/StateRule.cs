namespace Scopix.Contracts.Checks.Traffic;

/// <summary>States only move forward in one view of a resource, and what belongs to the uploaded bytes is the same in all views.</summary>
internal static class StateRule
{
    private static readonly Claim Forward = new(EvidenceKind.Documented, "seed 001, Upload Sessions & Status");
    private static readonly Claim SameRecord = new(EvidenceKind.Assumed, "the list and the details show the same record");

    private static readonly string[] Order =
        ["uploading", "pending", "uploaded", "confirming", "queued", "processing", "partially_completed", "completed", "failed", "skipped"];

    /// <summary>From here on a state is final.</summary>
    private static readonly int FirstFinal = Array.IndexOf(Order, "partially_completed");

    private static readonly string[] ConstantFields =
        ["media_type", "size_bytes", "created_at", "hash", "filename", "content_type", "upload_method"];

    public static void Check(JudgedExchange judged, ResourceView view, KnownResource known, ResourceChanges changes)
    {
        foreach (var property in view.Value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String) continue;
            if (property.Name == "status" || property.Name.EndsWith("_status", StringComparison.Ordinal))
                CheckState(judged, view, known, changes, property);
        }
        if (view.Name is "files.get" or "files.list items") CheckConstants(judged, view, known);
    }

    private static void CheckState(
        JudgedExchange judged, ResourceView view, KnownResource known, ResourceChanges changes, JsonProperty property)
    {
        var (exchange, value) = (judged.Exchange, property.Value.GetString()!.ToLowerInvariant());
        var rank = Array.IndexOf(Order, value);
        if (rank < 0 || changes.HasChangedSince(view.Id, exchange.ReceivedAt)) return;
        var key = $"{view.Name}.{property.Name}";
        if (known.States.TryGetValue(key, out var before))
        {
            if (before.At > exchange.ReceivedAt) return;
            if (!changes.HasChangedSince(view.Id, before.AskedAt)) CheckOrder(judged, view.JoinPath(property.Name), before.Value, value);
        }
        known.States[key] = new(value, exchange.ReceivedAt, exchange.AnsweredAt);
    }

    private static void CheckOrder(JudgedExchange judged, string path, string before, string value)
    {
        var (rank, last) = (Array.IndexOf(Order, value), Array.IndexOf(Order, before));
        var holds = rank >= last || (rank >= FirstFinal && last >= FirstFinal);
        judged.Judge(Forward, holds, Violation.RemoveIndexes(path), "state", $"{before} or later", value, path);
    }

    private static void CheckConstants(JudgedExchange judged, ResourceView view, KnownResource known)
    {
        foreach (var field in ConstantFields)
        {
            if (view.Value.Find(field) is not { ValueKind: not JsonValueKind.Null } value) continue;
            var key = field == "upload_method" ? $"{view.Name} {field}" : field; // the vocabularies of list and details differ
            var hash = value.GetRawText().GetHashCode(StringComparison.Ordinal);
            if (known.Constants.TryGetValue(key, out var before))
                judged.Judge(SameRecord, before == hash, Violation.RemoveIndexes(view.JoinPath(field)), "constant",
                    "the same value as before", "another value", view.JoinPath(field));
            known.Constants[key] = hash;
        }
    }
}
