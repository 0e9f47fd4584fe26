using System.Globalization;
using System.Text;
using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Files;

/// <summary>What <c>GET /files</c> asks for (seed 001, File Listing &amp; Retrieval): every filter, the order and the page.</summary>
public sealed record FileFilter
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

    private const string Live = "deleted_at IS NULL";

    private readonly StringBuilder _where = new(Live);
    private readonly List<object?> _values = [];
    private readonly List<(string Sql, string Value)> _sets = [];
    private Ground? _ground;
    private RowBits? _fits;
    private (long From, long Before) _time = (0, Database.LastMicros + 1);
    private string _column = "", _direction = "";
    private bool _one;

    /// <summary>Files to a page, 1–100.</summary>
    public int Limit { get; private init; }

    /// <summary>Files to pass over.</summary>
    public int Offset { get; private init; }

    /// <summary>Reads the query parameters.</summary>
    /// <exception cref="ApiError">A parameter is out of its limits: 422.</exception>
    public static FileFilter Of(Inputs query)
    {
        var filter = new FileFilter { Limit = query.Number("limit", 1, 100) ?? 20, Offset = query.Number("offset", 0) ?? 0 };
        filter.Search(query.Text("search", 1000), query.Choice("search_mode", [.. SearchColumns.Keys]) ?? "all");
        foreach (var tag in query.Many("tags", 40, 50)) filter._sets.Add((FilePages.WithTag, tag));
        var types = query.Choices("media_types", "image", "document", "video", "link");
        if (types.Length == 1) filter.And(Ground.Kept, "media_type = {0}", types[0]);
        else if (types.Length > 0) filter.And(Ground.Kept, "media_type IN (SELECT value FROM json_each({0}))", Json(types));
        var ids = query.Uuids("ids", 500);
        if (ids.Length > 0) filter.And(Ground.Row, "id IN (SELECT value FROM json_each({0}))", Json(ids));
        if (query.Text("folder_id", 255) is { } folder) filter.And(Ground.Kept, "folder_id = {0}", folder);
        if (query.Uuid("project_id") is { } project) filter.And(Ground.Kept, "project_id = {0}", project);
        if (query.Bool("has_description") is { } described) filter.And(Ground.Kept, "described = {0}", described ? 1 : 0);
        if (query.Text("compliance_status", 50) is { } compliance) filter.And(Ground.Kept, "compliance_status = {0}", compliance);
        if (query.Time("date_from") is { } from) filter.And(Ground.Time, "created_at >= {0}", filter._time.From = Database.Micros(from));
        if (query.Time("date_to") is { } to) filter.And(Ground.Time, "created_at < {0}", filter._time.Before = Database.Micros(to) + 1);
        filter._column = SortColumns[query.Choice("sort_by", [.. SortColumns.Keys]) ?? "content_created_at"];
        filter._direction = query.Choice("sort_order", "asc", "desc") ?? "desc";
        return filter;
    }

    /// <summary>How many files fit: by a count that is kept when one tells, by bits for tags and texts, else counted.</summary>
    public int Count(Turn turn)
    {
        if (_sets.Count == 0) return (int)CountRows(turn);
        _fits = _sets.Select(set => turn.Db.Sets.Of(set.Sql, set.Value)).Aggregate((one, other) => one.And(other));
        if (_ground is { } ground)
            _fits = FilePages.That(turn.Db, _fits, $"{_where}", [.. _values], ground == Ground.Row ? FileCounts.All(turn.Db) : CountRows(turn));
        return (int)_fits.Count;
    }

    /// <summary>The page of files that fit, in order.</summary>
    /// <param name="turn">A read turn.</param>
    /// <param name="total">How many fit, just counted.</param>
    public List<FileRow> Page(Turn turn, int total)
    {
        if (Offset >= total) return [];
        var rows = _fits is not null ? FilePages.Page(turn.Db, _fits, SortIndexes[_column], Order, Limit, Offset)
            : _ground == Ground.Time && _column == "content_at" ? FileMoments.Page(turn.Db, _time.From, _time.Before, _direction, Limit, Offset)
            : null;
        return rows is not null
            ? turn.Db.Query($"SELECT doc, seq, id FROM files WHERE seq IN (SELECT value FROM json_each($1)) ORDER BY {Order}", FileStore.RowsOf(turn), FilePages.Json(rows))
            : turn.Db.Query(
                $"""
                SELECT doc, seq, id FROM files WHERE seq IN (
                  SELECT seq FROM files {(Walks(turn, total) ? $"INDEXED BY {SortIndexes[_column]}" : "")} WHERE {_where}
                  ORDER BY {Order} LIMIT ${_values.Count + 1} OFFSET ${_values.Count + 2}) ORDER BY {Order}
                """,
                FileStore.RowsOf(turn), [.. _values, Limit, Offset]);
    }

    private string Order => $"{_column} {_direction}, seq {_direction}";

    private long CountRows(Turn turn) => _ground switch
    {
        null => FileCounts.All(turn.Db),
        Ground.Time => FileCounts.At(turn.Db, _time.From, _time.Before),
        Ground.Kept => Number(turn, $"SELECT ifnull(SUM(n), 0) FROM file_counts WHERE {_where.ToString(Live.Length + " AND ".Length, _where.Length - Live.Length - " AND ".Length)}"),
        _ => Number(turn, $"SELECT COUNT(*) FROM files WHERE {_where}"),
    };

    /// <summary>
    /// Whether to walk along the index of the order and try each file, rather than to find all that fit and sort them: what costs less, if those
    /// that fit lie evenly. SQLite has no statistics and would always do the second, a million files or ten. One value of a column that has the
    /// default order in its index needs neither.
    /// </summary>
    private bool Walks(Turn turn, int total)
    {
        if (_ground is null || (_one && _values.Count == 1 && _column == "content_at")) return false;
        return (double)total * total > (double)(Offset + Limit) * FileCounts.All(turn.Db);
    }

    private long Number(Turn turn, string sql) => turn.Db.Number(sql, [.. _values])!.Value;

    private void Search(string? text, string mode)
    {
        if (text is null) return;
        var words = Words(text);
        if (words.Length == 0) And(Ground.Row, "0 = {0}", 1);
        else _sets.Add((FilePages.WithText, SearchColumns[mode] + "(" + string.Join(" AND ", words.Select(word => $"\"{word}\"")) + ")"));
    }

    /// <summary>A text cut into words where the index cuts it: at all but letters, numbers, private characters and combining accents.</summary>
    public static string[] Words(string text)
    {
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes()) cut.Append(IsWord(rune) || IsAccent(rune) ? rune.ToString() : " ");
        return [.. cut.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.EnumerateRunes().Any(IsWord))];
    }

    private static bool IsWord(Rune rune) =>
        Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse;

    private static bool IsAccent(Rune rune) => rune.Value is >= 0x0300 and <= 0x036F;

    /// <param name="ground">What it looks at.</param>
    /// <param name="condition">The condition, <c>{0}</c> for its value.</param>
    /// <param name="value">Its value.</param>
    private void And(Ground ground, string condition, object? value)
    {
        _values.Add(value);
        _one = condition.Contains(" = ", StringComparison.Ordinal);
        _ground = _ground is null || _ground == ground ? ground : Ground.Row;
        _where.Append(" AND ").AppendFormat(CultureInfo.InvariantCulture, condition, "$" + _values.Count);
    }

    private static string Json(string[] values) => JsonSerializer.Serialize(values, WireJson.Wire.StringArray);
}
