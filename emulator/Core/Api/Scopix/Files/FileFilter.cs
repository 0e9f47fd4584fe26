using System.Globalization;
using System.Text;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>What <c>GET /files</c> asks for (seed 001, File Listing &amp; Retrieval): every filter, the order and the page.</summary>
internal sealed record FileFilter
{
    private static readonly Dictionary<string, string> SortColumns = new()
    {
        // A file whose bytes carry no date sorts by its upload; one without title by its name (assumed).
        ["content_created_at"] = "content_at",
        ["created_at"] = "created_at",
        ["title"] = "title",
        ["size_bytes"] = "size_bytes",
    };

    private static readonly Dictionary<string, string> SearchColumns = new()
    {
        ["all"] = "",
        ["metadata"] = "{title filename tags} : ",
        ["visible_text"] = "{visible_text} : ",
    };

    private static readonly Dictionary<string, string> SortIndexes = new()
    {
        ["content_at"] = "files_content",
        ["created_at"] = "files_created",
        ["title"] = "files_title",
        ["size_bytes"] = "files_size",
    };

    private const string NotDeleted = "deleted_at IS NULL";

    private readonly StringBuilder _where = new(NotDeleted);
    private readonly List<object?> _values = [];
    private readonly List<(string Sql, string Value)> _setQueries = [];
    private CountStrategy? _countStrategy;
    private RowBitmap? _matchingRows;
    private (long From, long Before) _uploadRange = (0, Database.MaxMicroseconds + 1);
    private string _sortColumn = "", _sortDirection = "";
    private bool _lastConditionIsEquality;

    /// <summary>Files to a page, 1–100.</summary>
    public int Limit { get; private init; }

    /// <summary>Files to pass over.</summary>
    public int Offset { get; private init; }

    /// <summary>Reads the query parameters.</summary>
    /// <exception cref="ApiError">A parameter is out of its limits: 422.</exception>
    public static FileFilter Parse(RequestParameters query)
    {
        var filter = new FileFilter { Limit = query.Number("limit", 1, 100) ?? 20, Offset = query.Number("offset", 0) ?? 0 };
        filter.AddSearch(query.Text("search", 1000), query.Choice("search_mode", [.. SearchColumns.Keys]) ?? "all");
        foreach (var tag in query.Texts("tags", 40, 50)) filter._setQueries.Add((FileSetPager.TagSql, tag));
        var types = query.Choices("media_types", "image", "document", "video", "link");
        if (types.Length == 1) filter.AddCondition(CountStrategy.AggregatedCounts, "media_type = {0}", types[0]);
        else if (types.Length > 0)
            filter.AddCondition(CountStrategy.AggregatedCounts, "media_type IN (SELECT value FROM json_each({0}))", ToJsonArray(types));
        var ids = query.Uuids("ids", 500);
        if (ids.Length > 0) filter.AddCondition(CountStrategy.RowScan, "id IN (SELECT value FROM json_each({0}))", ToJsonArray(ids));
        if (query.Text("folder_id", 255) is { } folder) filter.AddCondition(CountStrategy.AggregatedCounts, "folder_id = {0}", folder);
        if (query.Uuid("project_id") is { } project) filter.AddCondition(CountStrategy.AggregatedCounts, "project_id = {0}", project);
        if (query.Bool("has_description") is { } described)
            filter.AddCondition(CountStrategy.AggregatedCounts, "described = {0}", described ? 1 : 0);
        if (query.Text("compliance_status", 50) is { } compliance)
            filter.AddCondition(CountStrategy.AggregatedCounts, "compliance_status = {0}", compliance);
        if (query.Time("date_from") is { } from)
            filter.AddCondition(CountStrategy.UploadTimeSlots, "created_at >= {0}",
                filter._uploadRange.From = Database.ToMicroseconds(from));
        if (query.Time("date_to") is { } to)
            filter.AddCondition(CountStrategy.UploadTimeSlots, "created_at < {0}",
                filter._uploadRange.Before = Database.ToMicroseconds(to) + 1);
        filter._sortColumn = SortColumns[query.Choice("sort_by", [.. SortColumns.Keys]) ?? "content_created_at"];
        filter._sortDirection = query.Choice("sort_order", "asc", "desc") ?? "desc";
        return filter;
    }

    /// <summary>How many files fit: by a count that is kept when one tells, by bits for tags and texts, else counted.</summary>
    public int Count(Transaction transaction)
    {
        if (_setQueries.Count == 0) return (int)CountRows(transaction);
        _matchingRows =
            _setQueries.Select(set => transaction.Db.RowSets.GetRows(set.Sql, set.Value)).Aggregate((one, other) => one.Intersect(other));
        if (_countStrategy is { } countStrategy)
            _matchingRows = FileSetPager.FilterRows(transaction.Db, _matchingRows, $"{_where}", [.. _values],
                countStrategy == CountStrategy.RowScan ? FileCounts.CountAll(transaction.Db) : CountRows(transaction));
        return (int)_matchingRows.Count;
    }

    /// <summary>The page of files that fit, in order.</summary>
    /// <param name="transaction">A read turn.</param>
    /// <param name="total">How many fit, just counted.</param>
    public List<FileRow> ReadPage(Transaction transaction, int total)
    {
        if (Offset >= total) return [];
        var rows = _matchingRows is not null
            ? FileSetPager.ReadPage(transaction.Db, _matchingRows, SortIndexes[_sortColumn], OrderBy, Limit, Offset)
            : _countStrategy == CountStrategy.UploadTimeSlots && _sortColumn == "content_at"
                ? ContentTimePager.ReadPage(transaction.Db, _uploadRange.From, _uploadRange.Before, _sortDirection, Limit, Offset)
            : null;
        return rows is not null
            ? transaction.Db.Query($"SELECT doc, seq, id FROM files WHERE seq IN (SELECT value FROM json_each($1)) ORDER BY {OrderBy}",
                FileStore.CreateCachedRowReader(transaction), FileSetPager.ToJsonArray(rows))
            : transaction.Db.Query(
                $"""
                SELECT doc, seq, id FROM files WHERE seq IN (
                  SELECT seq FROM files {(ShouldScanSortIndex(transaction, total) ? $"INDEXED BY {SortIndexes[_sortColumn]}" : "")} WHERE {_where}
                  ORDER BY {OrderBy} LIMIT ${_values.Count + 1} OFFSET ${_values.Count + 2}) ORDER BY {OrderBy}
                """,
                FileStore.CreateCachedRowReader(transaction), [.. _values, Limit, Offset]);
    }

    private string OrderBy => $"{_sortColumn} {_sortDirection}, seq {_sortDirection}";

    private long CountRows(Transaction transaction) => _countStrategy switch
    {
        null => FileCounts.CountAll(transaction.Db),
        CountStrategy.UploadTimeSlots => FileCounts.CountUploadedBetween(transaction.Db, _uploadRange.From, _uploadRange.Before),
        CountStrategy.AggregatedCounts =>
            QueryCount(transaction,
                "SELECT ifnull(SUM(n), 0) FROM file_counts WHERE "
                + $"{_where.ToString(NotDeleted.Length + " AND ".Length, _where.Length - NotDeleted.Length - " AND ".Length)}"),
        _ => QueryCount(transaction, $"SELECT COUNT(*) FROM files WHERE {_where}"),
    };

    /// <summary>
    /// Whether to walk along the index of the order and try each file, rather than to find all that fit and sort them: what costs
    /// less, if those that fit lie evenly. SQLite has no statistics and would always do the second, a million files or ten. One
    /// value of a column that has the default order in its index needs neither.
    /// </summary>
    private bool ShouldScanSortIndex(Transaction transaction, int total)
    {
        if (_countStrategy is null || (_lastConditionIsEquality && _values.Count == 1 && _sortColumn == "content_at")) return false;
        return (double)total * total > (double)(Offset + Limit) * FileCounts.CountAll(transaction.Db);
    }

    private long QueryCount(Transaction transaction, string sql) => transaction.Db.QueryNumber(sql, [.. _values])!.Value;

    private void AddSearch(string? text, string mode)
    {
        if (text is null) return;
        var words = SplitWords(text);
        if (words.Length == 0) AddCondition(CountStrategy.RowScan, "0 = {0}", 1);
        else _setQueries.Add(
            (FileSetPager.TextSearchSql, SearchColumns[mode] + "(" + string.Join(" AND ", words.Select(word => $"\"{word}\"")) + ")"));
    }

    /// <summary>
    /// A text cut into words where the index cuts it: at all but letters, numbers, private characters and combining accents.
    /// </summary>
    public static string[] SplitWords(string text)
    {
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes()) cut.Append(IsWordRune(rune) || IsCombiningAccent(rune) ? rune.ToString() : " ");
        return [.. cut.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.EnumerateRunes().Any(IsWordRune))];
    }

    private static bool IsWordRune(Rune rune) =>
        Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse;

    private static bool IsCombiningAccent(Rune rune) => rune.Value is >= 0x0300 and <= 0x036F;

    /// <param name="countStrategy">What it looks at.</param>
    /// <param name="condition">The condition, <c>{0}</c> for its value.</param>
    /// <param name="value">Its value.</param>
    private void AddCondition(CountStrategy countStrategy, string condition, object? value)
    {
        _values.Add(value);
        _lastConditionIsEquality = condition.Contains(" = ", StringComparison.Ordinal);
        _countStrategy = _countStrategy is null || _countStrategy == countStrategy ? countStrategy : CountStrategy.RowScan;
        _where.Append(" AND ").AppendFormat(CultureInfo.InvariantCulture, condition, "$" + _values.Count);
    }

    private static string ToJsonArray(string[] values) => JsonSerializer.Serialize(values, EngineJsonContext.Shared.StringArray);
}
