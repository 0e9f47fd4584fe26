namespace Scopix.Contracts.Checks.Traffic;

/// <summary>A resource that was created or seen is found until it is deleted; afterwards it is not.</summary>
internal static class ExistenceRule
{
    private static readonly Claim Missing =
        new(EvidenceKind.Assumed, "how this is refused: Error Codes Reference: 404 missing or not yours");
    private static readonly Claim Deleted = new(EvidenceKind.Assumed, "how this is refused: a deleted file is as if it were not there");
    private static readonly Claim IsReadBack = new(EvidenceKind.Documented, "seed 001: an id that was returned names its resource");

    /// <summary>Requests for a part of a resource, which may be missing while the resource is there.</summary>
    private static readonly string[] WholeResources =
        ["files.get", "files.update", "uploads.status", "sessions.status", "sessions.summary", "direct_uploads.get", "folders.get",
            "projects.get", "data.export_status", "llama.files.retrieve"];

    public static void Check(JudgedExchange judged, KnownResource known)
    {
        var (exchange, operation) = (judged.Exchange, judged.Operation);
        if (exchange.Method == "DELETE" || operation.Id == "files.batch_delete") known.DeletionBegan ??= exchange.ReceivedAt;
        if (!WholeResources.Contains(operation.Id)) return;
        if (known.DeletedAt < exchange.ReceivedAt)
            judged.Judge(Deleted, exchange.Status == 404, "status", "read after delete", "404", $"{exchange.Status}");
        else if (exchange.Status == 404 && known.SeenAt < exchange.ReceivedAt && known.DeletionBegan is null)
            judged.Break(IsReadBack, "status", "read after write", "the resource", "404");
        else if (exchange.Status == 404 && known.SeenAt is null && !exchange.IsLlamaCloud) judged.Hold(Missing);
        if (judged.IsSuccess) known.SeenAt ??= exchange.AnsweredAt;
    }
}
