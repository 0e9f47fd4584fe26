namespace Scopix.Contracts.Checks.Traffic;

/// <summary>A resource that was created or seen is found until it is deleted; afterwards it is not.</summary>
internal static class ExistenceRule
{
    private static readonly Claim Missing =
        new(EvidenceKind.Assumed, "how this is refused: Error Codes Reference: 404 missing or not yours");
    private static readonly Claim Deleted = new(EvidenceKind.Assumed, "how this is refused: a deleted file is as if it were not there");
    private static readonly Claim IsReadBack = new(EvidenceKind.Assumed, "an id that was returned names its resource");

    /// <summary>Requests for a part of a resource, which may be missing while the resource is there.</summary>
    private static readonly string[] WholeResources =
        ["files.get", "files.update", "uploads.status", "sessions.status", "sessions.summary", "direct_uploads.get", "folders.get",
            "projects.get", "data.export_status", "llama.files.retrieve"];

    /// <summary>Operations whose response has the id of the request in <c>id</c>.</summary>
    private static readonly string[] HaveOwnId = ["files.get", "files.update", "projects.get", "llama.files.retrieve"];

    /// <summary>Resources that the service may remove without a request.</summary>
    private static readonly string[] EndByThemselves = ["direct_uploads.get", "data.export_status", "llama.files.retrieve"];

    public static void Check(JudgedExchange judged, KnownResource known, string id, ResourceChanges changes)
    {
        var (exchange, operation) = (judged.Exchange, judged.Operation);
        if (!WholeResources.Contains(operation.Id)) return;
        if (known.DeletedAt < exchange.ReceivedAt) CheckDeleted(judged);
        else if (exchange.Status == 404) CheckMissing(judged, known, id, changes);
        if (judged.IsSuccess) (known.SeenAt, known.AskedAt) = (exchange.AnsweredAt, exchange.ReceivedAt);
    }

    /// <summary>A resource is shown where another one was asked for, or after its deletion.</summary>
    public static void CheckView(JudgedExchange judged, ResourceView view, KnownResource known, string? askedId)
    {
        if (askedId is not null && HaveOwnId.Contains(judged.Operation.Id) && view.Value.FindText("id") is { } id)
            judged.Judge(IsReadBack, ResourceKinds.Normalize(id) == ResourceKinds.Normalize(askedId), "id", "constant",
                "the id of the request", "another id", "id");
        if (view.Path.Length > 0 && known.DeletedAt < judged.Exchange.ReceivedAt)
            judged.Break(Deleted, "items", "read after delete", "no deleted resource", "a deleted one", view.Path);
    }

    /// <summary>The response says that the resource was created, maybe again.</summary>
    public static void AddCreated(JudgedExchange judged, KnownResource known)
    {
        known.DeletedAt = null;
        known.SeenAt ??= judged.Exchange.AnsweredAt;
        known.AskedAt = judged.Exchange.AnsweredAt;
    }

    /// <summary>A request with another fault may be refused for that one.</summary>
    private static void CheckDeleted(JudgedExchange judged)
    {
        var status = judged.Exchange.Status;
        if (judged.IsSuccess || status == 404 || (judged.Exchange.Method == "GET" && status is not (400 or 422)))
            judged.Judge(Deleted, status == 404, "status", "read after delete", "404", $"{status}");
    }

    private static void CheckMissing(JudgedExchange judged, KnownResource known, string id, ResourceChanges changes)
    {
        if (known.SeenAt is null)
        {
            if (!judged.Exchange.IsLlamaCloud) judged.Hold(Missing);
        }
        else if (known.SeenAt < judged.Exchange.ReceivedAt && !EndByThemselves.Contains(judged.Operation.Id)
            && !changes.MayBeDeletedSince(id, known.AskedAt))
            judged.Break(IsReadBack, "status", "read after write", "the resource", "404");
    }
}
