namespace Scopix.Contracts.Checks.Traffic;

/// <summary>
/// The response to a change has the values that were sent, and a later reading with the same <c>updated_at</c> has them too.
/// </summary>
internal static class ReadAfterWriteRule
{
    private static readonly Claim IsWritten = new(EvidenceKind.Documented, "seed 001, File Updates & Deletion");
    private static readonly string[] Fields = ["title", "user_description", "tags"];

    public static void Check(
        JudgedExchange judged, ResourceView view, KnownResource known, ResourceChanges changes, bool isOnlyChange)
    {
        if (judged.Operation.Id == "files.update") CheckWrite(judged, view, known, isOnlyChange);
        else if (view.Name is "files.get" or "files.list items" && known.Written is { } written
            && view.Value.FindText("updated_at") == written.UpdatedAt && judged.Exchange.ReceivedAt > written.At
            && !changes.HasChangedSince(view.Id, written.At.AddTicks(1)))
            foreach (var (field, hash) in written.Values)
                if (view.Value.Find(field) is { } value)
                    judged.Judge(IsWritten, Hash(value) == hash, Violation.RemoveIndexes(view.JoinPath(field)), "read after write",
                        "the value that was written", "another value", view.JoinPath(field));
    }

    private static void CheckWrite(JudgedExchange judged, ResourceView view, KnownResource known, bool isOnlyChange)
    {
        known.Written = null;
        if (judged.Request is not { ValueKind: JsonValueKind.Object } sent) return;
        Dictionary<string, int> values = [];
        foreach (var field in Fields)
        {
            if (view.Value.Find(field) is not { } answered) continue;
            values[field] = Hash(answered);
            if (isOnlyChange && sent.FindText(field) is { } text && view.Value.FindText(field) is { } written)
                judged.Judge(IsWritten, text == written || text.Trim() == written, field, "read after write", "the value that was sent",
                    "another value", field);
        }
        if (isOnlyChange && view.Value.FindText("updated_at") is { } time) known.Written = new(time, judged.Exchange.AnsweredAt, values);
    }

    /// <summary>Of the value, not of how it is written: an escape may stand for its character.</summary>
    private static int Hash(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.GetHashCode(StringComparison.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Aggregate(17, (sum, item) => HashCode.Combine(sum, Hash(item))),
        _ => value.GetRawText().GetHashCode(StringComparison.Ordinal),
    };
}
