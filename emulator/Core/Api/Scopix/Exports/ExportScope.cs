using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// Which files an export takes, in the order of <c>GET /files</c> (assumed). They are read in pages, the gate left between: files
/// that are uploaded meanwhile are not in it.
/// </summary>
/// <param name="Ids">Only these, when not null; ids that are not there are passed over (assumed).</param>
/// <param name="FolderId">Only of this folder, when not null.</param>
/// <param name="IncludeSubfolders">Of the folders below it too.</param>
internal sealed record ExportScope(string[]? Ids, string? FolderId, bool IncludeSubfolders)
{
    private const int PageSize = 500;

    private const string FolderTreeSql = """
        folder_id IN (WITH RECURSIVE tree(id) AS (SELECT $2 UNION SELECT f.id FROM folders f JOIN tree ON f.parent_id = tree.id) SELECT id FROM tree)
        """;

    private readonly string? _ids = Ids is null ? null : JsonSerializer.Serialize(Ids, EngineJsonContext.Shared.StringArray);

    /// <summary>
    /// Without statistics SQLite would rather sort all files for every page than read them in the order of an index: it is told which.
    /// </summary>
    private string FromClause => (Ids, FolderId) switch
    {
        (null, null) => "files INDEXED BY files_content WHERE deleted_at IS NULL AND $1 IS NULL AND $2 IS NULL",
        (null, _) => "files INDEXED BY files_folder WHERE deleted_at IS NULL AND $1 IS NULL AND " + FolderCondition,
        _ => "files WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each($1)) AND ($2 IS NULL OR " + FolderCondition + ")",
    };

    private string FolderCondition => IncludeSubfolders ? FolderTreeSql : "folder_id = $2";

    /// <summary>How many files there are, and the last that counts.</summary>
    public (long Files, long LastSeq) CountFiles(Transaction transaction) => transaction.Db.Query(
        $"SELECT COUNT(*), COALESCE(MAX(seq), 0) FROM {FromClause}", row => (row.GetInt64(0), row.GetInt64(1)), _ids, FolderId)[0];

    /// <summary>All files up to the last that counts, a page at a time.</summary>
    /// <exception cref="ApiError">The world was reset since the request began: 409.</exception>
    public IEnumerable<List<FileRecord>> ReadPages(TenantState tenant, int generation, long lastSeq)
    {
        var (content, seq) = (long.MaxValue, long.MaxValue);
        while (true)
        {
            var page = tenant.Read(transaction =>
            {
                tenant.ThrowIfReset(generation);
                return transaction.Db.Query(
                    $"""
                    SELECT doc, seq FROM {FromClause} AND +seq <= $3 AND (content_at, seq) < ($4, $5)
                    ORDER BY content_at DESC, seq DESC LIMIT {PageSize}
                    """,
                    FileStore.Read, _ids, FolderId, lastSeq, content, seq);
            });
            if (page.Count > 0) yield return page;
            if (page.Count < PageSize) yield break;
            (content, seq) = (Database.ToMicroseconds(page[^1].ContentCreatedAt ?? page[^1].CreatedAt), page[^1].Seq);
        }
    }
}
