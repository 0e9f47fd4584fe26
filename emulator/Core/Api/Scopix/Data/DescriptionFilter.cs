using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Data;

/// <summary>
/// Which descriptions are asked for (seed 004). Descriptions have no confidence, and the documents show them beside a minimum of
/// 0.8: a range of confidence leaves them in (assumed).
/// </summary>
internal sealed record DescriptionFilter
{
    /// <summary>Where a description comes from: an upload of its own, or a batch.</summary>
    public static readonly string[] SourceTypes = ["single", "batch"];

    /// <summary>Terms in one search (a limit of ours).</summary>
    public const int MaxTerms = 100;

    /// <summary>Characters of a term, and of the query parameter that holds them all (assumed: as in <c>GET /files</c>).</summary>
    public const int MaxTermLength = 1000;

    /// <summary>
    /// The index has the same conditions. Without statistics SQLite would rather sort all rows for every page than read them in its order.
    /// </summary>
    private const string BaseCondition =
        "INDEXED BY files_described_at WHERE described_at IS NOT NULL AND deleted_at IS NULL AND media_type = 'image'";

    private const long MicrosPerDay = 86_400_000_000, FirstMicros = -719_162 * MicrosPerDay;

    private readonly StringBuilder _where = new(BaseCondition);
    private readonly List<object?> _values = [];
    private readonly StringBuilder _dayCountConditions = new("n > 0");
    private readonly long _from, _before;
    private readonly bool _hasSearch;

    /// <summary>Reads a filter.</summary>
    /// <param name="from">The earliest moment.</param>
    /// <param name="to">The latest moment.</param>
    /// <param name="confidence">The least and the greatest confidence, 0–1.</param>
    /// <param name="terms">Any of these in the description (that one is enough is assumed); empty for no search.</param>
    /// <param name="sources">Any of these; empty for all.</param>
    /// <param name="failed">Whether descriptions that failed are wanted too.</param>
    public DescriptionFilter(
        DateTimeOffset? from, DateTimeOffset? to, (double? Min, double? Max) confidence, string[] terms, string[] sources, bool failed)
    {
        var filtersSources = sources.Length > 0 && SourceTypes.Except(sources).Any();
        Applied = FiltersApplied.From(from, to, confidence, terms.Length > 0, filtersSources ? sources : []);
        (_from, _before) = (Database.ToMicroseconds(from) ?? FirstMicros, (Database.ToMicroseconds(to) ?? Database.MaxMicroseconds) + 1);
        AddCondition("described_at >= {0}", _from);
        AddCondition("described_at < {0}", _before);
        if (!failed) AddCondition("described = {0}", 1, "described = 1");
        if (filtersSources)
            AddCondition("(session_id IS NOT NULL) = {0}", sources.Contains("batch") ? 1 : 0,
                sources.Contains("batch") ? "batch = 1" : "batch = 0");
        if (terms.Length > 0) AddSearch(terms);
        _hasSearch = terms.Length > 0;
    }

    /// <summary>What the answer says of the filters.</summary>
    public FiltersApplied Applied { get; }

    /// <summary>How many descriptions fit.</summary>
    public int Count(Transaction transaction) => GetStatistics(transaction).TotalCount;

    /// <summary>A page, the newest first (assumed).</summary>
    public List<FileRecord> ReadPage(Transaction transaction, int limit, int offset) => transaction.Db.Query(
        $"SELECT doc, seq FROM files {_where} ORDER BY described_at DESC, seq DESC LIMIT ${_values.Count + 1} OFFSET ${_values.Count + 2}",
        FileStore.Read, [.. _values, limit, offset]);

    /// <summary>The page after a moment and a file, for reading all of them.</summary>
    public List<FileRecord> ReadPageAfter(Transaction transaction, (long At, long Seq) last, int limit) => transaction.Db.Query(
        $"""
        SELECT doc, seq FROM files {_where} AND (described_at, seq) < (${_values.Count + 1}, ${_values.Count + 2})
        ORDER BY described_at DESC, seq DESC LIMIT ${_values.Count + 3}
        """,
        FileStore.Read, [.. _values, last.At, last.Seq, limit]);

    /// <summary>The numbers of all that fit: of whole days as they are kept, of the rest counted.</summary>
    public DescriptionHistoryStatistics GetStatistics(Transaction transaction)
    {
        var (first, last) = ((_from - FirstMicros + MicrosPerDay - 1) / MicrosPerDay, (_before - FirstMicros) / MicrosPerDay);
        var days = _hasSearch || first >= last
            ? CountByDay(transaction, _from, _before)
            : [.. CountByDay(transaction, _from, FirstMicros + first * MicrosPerDay), .. ReadDayCounts(transaction, first, last),
                .. CountByDay(transaction, FirstMicros + last * MicrosPerDay, _before)];
        return new DescriptionHistoryStatistics(
            days.Sum(day => day.Files), 0, [],
            [.. days.GroupBy(day => day.Day).OrderBy(day => day.Key)
                .Select(day =>
                    new DailyCount(DateOnly.FromDayNumber((int)day.Key).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        day.Sum(one => one.Files)))],
            days.GroupBy(day => day.Batch).OrderBy(source => source.Key)
                .ToDictionary(source => SourceTypes[source.Key], source => source.Sum(one => one.Files)));
    }

    private List<(long Day, int Batch, int Files)> ReadDayCounts(Transaction transaction, long first, long last) => transaction.Db.Query(
        $"SELECT day, batch, SUM(n) FROM description_days WHERE day >= $1 AND day < $2 AND {_dayCountConditions} GROUP BY day, batch",
        ReadDay, first, last);

    private List<(long Day, int Batch, int Files)> CountByDay(
        Transaction transaction, long from, long before) => from >= before ? [] : transaction.Db.Query(
        $"SELECT (described_at - {FirstMicros}) / {MicrosPerDay} AS day, session_id IS NOT NULL AS batch, COUNT(*) FROM files "
        + $"{_where} GROUP BY day, batch",
        ReadDay, [from, before, .. _values.Skip(2)]);

    private static (long Day, int Batch, int Files) ReadDay(SqliteDataReader row) => (row.GetInt64(0), row.GetInt32(1), row.GetInt32(2));

    private void AddSearch(string[] terms)
    {
        string[] phrases = [.. terms.Select(term => string.Join(' ', FileFilter.SplitWords(term))).Where(phrase => phrase.Length > 0)];
        if (phrases.Length == 0) AddCondition("0 = {0}", 1);
        else AddCondition("seq IN (SELECT rowid FROM files_text WHERE files_text MATCH {0})",
            "{description} : (" + string.Join(" OR ", phrases.Select(phrase => $"\"{phrase}\"")) + ")");
    }

    /// <param name="condition">The condition, <c>{0}</c> for its value.</param>
    /// <param name="value">Its value.</param>
    /// <param name="kept">The same for the numbers that are kept of each day.</param>
    private void AddCondition(string condition, object? value, string? kept = null)
    {
        _values.Add(value);
        _where.Append(" AND ").AppendFormat(CultureInfo.InvariantCulture, condition, "$" + _values.Count);
        if (kept is not null) _dayCountConditions.Append(" AND ").Append(kept);
    }
}
