using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// The files of an export, in the order of <c>GET /files</c> (assumed). They are read in pages, and the tenant's lock is not held
/// between pages: files that are uploaded in the meantime are not exported.
/// </summary>
/// <param name="Ids">Null for no restriction; unknown ids are ignored (assumed).</param>
internal sealed record ExportScope(string[]? Ids, string? FolderId, bool IncludeSubfolders)
{
    private const int PageSize = 500;

    private const string FolderTreeSql = """
        folder_id IN (WITH RECURSIVE tree(id) AS (SELECT $2 UNION SELECT f.id FROM folders f JOIN tree ON f.parent_id = tree.id)
          SELECT id FROM tree)
        """;

    private readonly string? _ids = Ids is null ? null : JsonSerializer.Serialize(Ids, EngineJsonContext.Shared.StringArray);

    /// <summary>
    /// Without statistics SQLite would sort all files for every page instead of reading an index in its order, so the index is named.
    /// </summary>
    private string FromClause => (Ids, FolderId) switch
    {
        (null, null) => "files INDEXED BY files_content WHERE deleted_at IS NULL AND $1 IS NULL AND $2 IS NULL",
        (null, _) => "files INDEXED BY files_folder WHERE deleted_at IS NULL AND $1 IS NULL AND " + FolderCondition,
        _ => "files WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each($1)) AND ($2 IS NULL OR " + FolderCondition + ")",
    };

    private string FolderCondition => IncludeSubfolders ? FolderTreeSql : "folder_id = $2";

    public (long Files, long LastSeq) CountFiles(Transaction transaction) => transaction.Db.Query(
        $"SELECT COUNT(*), COALESCE(MAX(seq), 0) FROM {FromClause}", row => (row.GetInt64(0), row.GetInt64(1)), _ids, FolderId)[0];

    /// <summary>All files up to the last row, page by page.</summary>
    /// <exception cref="ApiError">The tenant was reset since the request began: 409.</exception>
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
