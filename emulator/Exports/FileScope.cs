using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Exports;

/// <summary>
/// Which files an export takes, in the order of <c>GET /files</c> (assumed). They are read in pages, the gate left between: files
/// that are uploaded meanwhile are not in it.
/// </summary>
/// <param name="Ids">Only these, when not null; ids that are not there are passed over (assumed).</param>
/// <param name="FolderId">Only of this folder, when not null.</param>
/// <param name="Below">Of the folders below it too.</param>
public sealed record FileScope(string[]? Ids, string? FolderId, bool Below)
{
    private const int PageSize = 500;

    private const string Tree = """
        folder_id IN (WITH RECURSIVE tree(id) AS (SELECT $2 UNION SELECT f.id FROM folders f JOIN tree ON f.parent_id = tree.id) SELECT id FROM tree)
        """;

    private readonly string? _ids = Ids is null ? null : JsonSerializer.Serialize(Ids, WireJson.Wire.StringArray);

    /// <summary>
    /// Without statistics SQLite would rather sort all files for every page than read them in the order of an index: it is told which.
    /// </summary>
    private string From => (Ids, FolderId) switch
    {
        (null, null) => "files INDEXED BY files_content WHERE deleted_at IS NULL AND $1 IS NULL AND $2 IS NULL",
        (null, _) => "files INDEXED BY files_folder WHERE deleted_at IS NULL AND $1 IS NULL AND " + InFolder,
        _ => "files WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each($1)) AND ($2 IS NULL OR " + InFolder + ")",
    };

    private string InFolder => Below ? Tree : "folder_id = $2";

    /// <summary>How many files there are, and the last that counts.</summary>
    public (long Files, long LastSeq) Measure(Turn turn) => turn.Db.Query(
        $"SELECT COUNT(*), COALESCE(MAX(seq), 0) FROM {From}", row => (row.GetInt64(0), row.GetInt64(1)), _ids, FolderId)[0];

    /// <summary>All files up to the last that counts, a page at a time.</summary>
    /// <exception cref="ApiError">The world was reset since the request began: 409.</exception>
    public IEnumerable<List<FileRecord>> Pages(World world, int generation, long lastSeq)
    {
        var (content, seq) = (long.MaxValue, long.MaxValue);
        while (true)
        {
            var page = world.Read(turn =>
            {
                world.CheckNotReset(generation);
                return turn.Db.Query(
                    $"""
                    SELECT doc, seq FROM {From} AND +seq <= $3 AND (content_at, seq) < ($4, $5)
                    ORDER BY content_at DESC, seq DESC LIMIT {PageSize}
                    """,
                    FileStore.Read, _ids, FolderId, lastSeq, content, seq);
            });
            if (page.Count > 0) yield return page;
            if (page.Count < PageSize) yield break;
            (content, seq) = (Database.Micros(page[^1].ContentCreatedAt ?? page[^1].CreatedAt), page[^1].Seq);
        }
    }
}
