using Scopix.Emulator.Http;
using Scopix.Emulator.Processing;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Files;

/// <summary>Soft deletion, alone and in batches (seed 001, File Updates &amp; Deletion).</summary>
public static class Deletion
{
    private const string Busy = "Cannot delete while document text extraction or embedding is in progress";
    private const string Processing = "File is still processing";

    /// <summary>Marks a file as deleted; it is purged after 30 days.</summary>
    /// <exception cref="ApiError">Its text is being extracted or embedded: 409.</exception>
    public static FileRecord Delete(Turn turn, FileRecord file)
    {
        if (Statuses.IsExtracting(file)) throw ApiError.Conflict(Busy);
        var deleted = file with { DeletedAt = turn.Now };
        FileStore.Save(turn, deleted);
        return deleted;
    }

    /// <summary>
    /// Deletes what can be deleted and says for each what became of it. Files of any type that are still processing are skipped (seed 000,
    /// Batch Delete Files), which a single deletion refuses for documents alone.
    /// </summary>
    public static BatchDeleted DeleteAll(Turn turn, string[] ids)
    {
        var results = ids.Select(id => DeleteOne(turn, id)).ToLookup(result => result.Status);
        var (deleted, skipped, failed) = (results["deleted"].ToArray(), results["skipped"].ToArray(), results["failed"].ToArray());
        return new BatchDeleted(deleted, skipped, failed, new BatchDeleteSummary(ids.Length, deleted.Length, skipped.Length, failed.Length));
    }

    private static BatchDeleteResult DeleteOne(Turn turn, string id)
    {
        if (FileStore.Find(turn, id) is not { DeletedAt: null } file) return new BatchDeleteResult(id, "failed", "File not found", null);
        if (!Statuses.IsTerminal(file)) return new BatchDeleteResult(id, "skipped", Statuses.IsExtracting(file) ? Busy : Processing, null);
        return new BatchDeleteResult(id, "deleted", null, Delete(turn, file).DeletedAt);
    }
}

/// <summary>The body of a batch deletion.</summary>
/// <param name="FileIds">1–100 unique UUIDs.</param>
public sealed record BatchDelete(string[] FileIds)
{
    /// <summary>The ids in lower case, or a 422.</summary>
    public string[] Check()
    {
        if (FileIds.Length is < 1 or > 100) throw ApiError.Invalid("file_ids", $"between 1 and 100 ids, got {FileIds.Length}");
        string[] ids = [.. FileIds.Select(id => Inputs.AsUuid("file_ids", id, "body"))];
        return ids.Distinct().Count() == ids.Length ? ids : throw ApiError.Invalid("file_ids", "must not name a file twice");
    }
}

/// <summary>The answer of a deletion.</summary>
public sealed record DeletedFile(string Id, DateTimeOffset DeletedAt, string Message);

/// <summary>The answer of a batch deletion.</summary>
public sealed record BatchDeleted(BatchDeleteResult[] Deleted, BatchDeleteResult[] Skipped, BatchDeleteResult[] Failed, BatchDeleteSummary Summary);

/// <summary>What became of one file: deleted, skipped (still processing) or failed.</summary>
public sealed record BatchDeleteResult(string Id, string Status, string? Message, DateTimeOffset? DeletedAt);

/// <summary>The numbers.</summary>
public sealed record BatchDeleteSummary(int Total, int Deleted, int Skipped, int Failed);
