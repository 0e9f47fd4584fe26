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

    private readonly StringBuilder _where = new("deleted_at IS NULL");
    private readonly List<object?> _values = [];
    private string _order = "";

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
        foreach (var tag in query.Many("tags", 40, 50)) filter.And("seq IN (SELECT file FROM tags WHERE tag = {0})", tag);
        var types = query.Choices("media_types", "image", "document", "video", "link");
        if (types.Length > 0) filter.And("media_type IN (SELECT value FROM json_each({0}))", Json(types));
        var ids = query.Uuids("ids", 500);
        if (ids.Length > 0) filter.And("id IN (SELECT value FROM json_each({0}))", Json(ids));
        if (query.Text("folder_id", 255) is { } folder) filter.And("folder_id = {0}", folder);
        if (query.Uuid("project_id") is { } project) filter.And("project_id = {0}", project);
        if (query.Bool("has_description") is { } described) filter.And("described = {0}", described ? 1 : 0);
        if (query.Text("compliance_status", 50) is { } compliance) filter.And("compliance_status = {0}", compliance);
        if (query.Time("date_from") is { } from) filter.And("created_at >= {0}", Database.Micros(from));
        if (query.Time("date_to") is { } to) filter.And("created_at <= {0}", Database.Micros(to));
        var column = SortColumns[query.Choice("sort_by", [.. SortColumns.Keys]) ?? "content_created_at"];
        var direction = query.Choice("sort_order", "asc", "desc") ?? "desc";
        filter._order = $"{column} {direction}, seq {direction}";
        return filter;
    }

    /// <summary>How many files fit.</summary>
    public int Count(Turn turn) => (int)turn.Db.Number($"SELECT COUNT(*) FROM files WHERE {_where}", [.. _values])!.Value;

    /// <summary>The page of files that fit, in order.</summary>
    public List<FileRecord> Page(Turn turn) => turn.Db.Query(
        $"SELECT doc, seq FROM files WHERE {_where} ORDER BY {_order} LIMIT ${_values.Count + 1} OFFSET ${_values.Count + 2}",
        FileStore.Read, [.. _values, Limit, Offset]);

    private void Search(string? text, string mode)
    {
        if (text is null) return;
        var words = Words(text);
        if (words.Length == 0) And("0 = {0}", 1);
        else And("seq IN (SELECT rowid FROM files_text WHERE files_text MATCH {0})", SearchColumns[mode] + "(" + string.Join(" AND ", words.Select(word => $"\"{word}\"")) + ")");
    }

    /// <summary>A text cut into words where the index cuts it: at all but letters, numbers, private characters and combining accents.</summary>
    public static string[] Words(string text)
    {
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes()) cut.Append(IsWord(rune) || IsAccent(rune) ? rune.ToString() : " ");
        return [.. cut.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.EnumerateRunes().Any(IsWord))];
    }

    private static bool IsWord(Rune rune) =>
        Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.PrivateUse;

    private static bool IsAccent(Rune rune) => rune.Value is >= 0x0300 and <= 0x036F;

    private void And(string condition, object? value)
    {
        _values.Add(value);
        _where.Append(" AND ").AppendFormat(System.Globalization.CultureInfo.InvariantCulture, condition, "$" + _values.Count);
    }

    private static string Json(string[] values) => JsonSerializer.Serialize(values, WireJson.Wire.StringArray);
}
