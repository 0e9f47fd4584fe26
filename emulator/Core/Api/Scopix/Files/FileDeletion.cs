namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>Soft deletion of one file and of batches (seed 001, File Updates &amp; Deletion).</summary>
internal static class FileDeletion
{
    private const string TextProcessingInProgressMessage = "Cannot delete while document text extraction or embedding is in progress";
    private const string StillProcessingMessage = "File is still processing";

    /// <summary>Marks a file as deleted; it is purged after 30 days.</summary>
    /// <exception cref="ApiError">Its text is being extracted or embedded: 409.</exception>
    public static FileRecord Delete(Transaction transaction, FileRecord file)
    {
        if (FileStatuses.IsExtracting(file)) throw ApiError.Conflict(TextProcessingInProgressMessage);
        var deleted = file with { DeletedAt = transaction.Now };
        FileStore.Save(transaction, deleted);
        return deleted;
    }

    /// <summary>
    /// Deletes the files that can be deleted and reports the outcome of each. Files of any type that are still processing are skipped
    /// (seed 000, Batch Delete Files); the deletion of one file is refused only for documents.
    /// </summary>
    public static BatchDeleteResponse DeleteBatch(Transaction transaction, string[] ids)
    {
        var results = ids.Select(id => DeleteOne(transaction, id)).ToLookup(result => result.Status);
        var (deleted, skipped, failed) = (results["deleted"].ToArray(), results["skipped"].ToArray(), results["failed"].ToArray());
        return new BatchDeleteResponse(deleted, skipped, failed,
            new BatchDeleteSummary(ids.Length, deleted.Length, skipped.Length, failed.Length));
    }

    private static BatchDeleteResult DeleteOne(Transaction transaction, string id)
    {
        if (FileStore.Find(transaction, id) is not { DeletedAt: null } file)
            return new BatchDeleteResult(id, "failed", "File not found", null);
        if (!FileStatuses.IsTerminal(file))
            return new BatchDeleteResult(id, "skipped",
                FileStatuses.IsExtracting(file) ? TextProcessingInProgressMessage : StillProcessingMessage, null);
        return new BatchDeleteResult(id, "deleted", null, Delete(transaction, file).DeletedAt);
    }
}

/// <param name="FileIds">1–100 unique UUIDs.</param>
internal sealed record BatchDeleteRequest(string[] FileIds)
{
    public string[] Validate()
    {
        if (FileIds.Length is < 1 or > 100) throw ApiError.Invalid("file_ids", $"between 1 and 100 ids, got {FileIds.Length}");
        string[] ids = [.. FileIds.Select(id => RequestParameters.ParseUuid("file_ids", id, "body"))];
        return ids.Distinct().Count() == ids.Length ? ids : throw ApiError.Invalid("file_ids", "must not name a file twice");
    }
}

internal sealed record DeleteFileResponse(string Id, DateTimeOffset DeletedAt, string Message);

internal sealed record BatchDeleteResponse(
    BatchDeleteResult[] Deleted, BatchDeleteResult[] Skipped, BatchDeleteResult[] Failed, BatchDeleteSummary Summary);

/// <summary>The outcome for one file: deleted, skipped (still processing) or failed.</summary>
internal sealed record BatchDeleteResult(string Id, string Status, string? Message, DateTimeOffset? DeletedAt);

internal sealed record BatchDeleteSummary(int Total, int Deleted, int Skipped, int Failed);
