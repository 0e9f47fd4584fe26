using Microsoft.Data.Sqlite;
using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Data;

/// <summary>
/// A filter of the description history (seed 004). Descriptions have no confidence, and the documents show them with a minimum of
/// 0.8, so a range of confidence excludes none (assumed).
/// </summary>
internal sealed record DescriptionFilter
{
    /// <summary>A description comes from a single upload or from a batch.</summary>
    public static readonly string[] SourceTypes = ["single", "batch"];

    /// <summary>Terms in one search (a limit of ours).</summary>
    public const int MaxTerms = 100;

    /// <summary>Characters of a term, and of the query parameter with all terms (assumed: as in <c>GET /files</c>).</summary>
    public const int MaxTermLength = 1000;

    /// <summary>The index has the same conditions. Without statistics SQLite would otherwise sort all rows for every page.</summary>
    private const string BaseCondition =
        "INDEXED BY files_described_at WHERE described_at IS NOT NULL AND deleted_at IS NULL AND media_type = 'image'";

    private const long MicrosPerDay = 86_400_000_000, FirstMicros = -719_162 * MicrosPerDay;

    private readonly long _from, _before;
    private readonly bool _includesFailed;
    private readonly string[] _terms;
    private readonly bool? _isBatch;

    /// <param name="confidence">The lowest and the highest confidence, 0–1.</param>
    /// <param name="terms">The description has one of them (that one is enough is assumed); empty for no search.</param>
    /// <param name="sources">Of <see cref="SourceTypes"/>; empty for all.</param>
    public DescriptionFilter(
        DateTimeOffset? from, DateTimeOffset? to, (double? Min, double? Max) confidence, string[] terms, string[] sources, bool failed)
    {
        var filtersSources = sources.Length > 0 && SourceTypes.Except(sources).Any();
        Applied = FiltersApplied.From(from, to, confidence, terms.Length > 0, filtersSources ? sources : []);
        (_from, _before) = (Database.ToMicroseconds(from) ?? FirstMicros, (Database.ToMicroseconds(to) ?? Database.MaxMicroseconds) + 1);
        (_terms, _includesFailed) = (terms, failed);
        _isBatch = filtersSources ? sources.Contains("batch") : null;
    }

    public FiltersApplied Applied { get; }

    public int Count(Transaction transaction) => GetStatistics(transaction).TotalCount;

    /// <summary>A page, the newest first (assumed).</summary>
    public List<FileRecord> ReadPage(Transaction transaction, int limit, int offset)
    {
        var conditions = CreateConditions(_from, _before);
        return transaction.Db.Query(
            $"""
            SELECT doc, seq FROM files {BaseCondition} AND {conditions}
            ORDER BY described_at DESC, seq DESC LIMIT {conditions.Bind(limit)} OFFSET {conditions.Bind(offset)}
            """,
            FileStore.Read, conditions.Values);
    }

    /// <summary>The page after a time and a file, to read all descriptions page by page.</summary>
    public List<FileRecord> ReadPageAfter(Transaction transaction, (long At, long Seq) last, int limit)
    {
        var conditions = CreateConditions(_from, _before);
        conditions.Add("(described_at, seq) < ({0}, {1})", last.At, last.Seq);
        return transaction.Db.Query(
            $"""
            SELECT doc, seq FROM files {BaseCondition} AND {conditions}
            ORDER BY described_at DESC, seq DESC LIMIT {conditions.Bind(limit)}
            """,
            FileStore.Read, conditions.Values);
    }

    /// <summary>Statistics of all descriptions that fit: whole days come from <c>description_days</c>, the rest is counted.</summary>
    public DescriptionHistoryStatistics GetStatistics(Transaction transaction)
    {
        var (first, last) = ((_from - FirstMicros + MicrosPerDay - 1) / MicrosPerDay, (_before - FirstMicros) / MicrosPerDay);
        var days = _terms.Length > 0 || first >= last
            ? CountByDay(transaction, _from, _before)
            : [.. CountByDay(transaction, _from, FirstMicros + first * MicrosPerDay), .. ReadDayCounts(transaction, first, last),
                .. CountByDay(transaction, FirstMicros + last * MicrosPerDay, _before)];
        return new DescriptionHistoryStatistics(
            days.Sum(day => day.Files), 0, [],
            [.. days.GroupBy(day => day.Day).OrderBy(day => day.Key)
                .Select(day => new DailyCount(FormatDay(day.Key), day.Sum(part => part.Files)))],
            days.GroupBy(day => day.Batch).OrderBy(source => source.Key)
                .ToDictionary(source => SourceTypes[source.Key], source => source.Sum(part => part.Files)));
    }

    private List<(long Day, int Batch, int Files)> ReadDayCounts(Transaction transaction, long first, long last)
    {
        var conditions = new SqlConditions();
        conditions.Add("n > 0");
        conditions.Add("day >= {0} AND day < {1}", first, last);
        if (!_includesFailed) conditions.AddEquality("described", 1);
        if (_isBatch is { } batch) conditions.AddEquality("batch", batch ? 1 : 0);
        return transaction.Db.Query($"SELECT day, batch, SUM(n) FROM description_days WHERE {conditions} GROUP BY day, batch",
            ReadDay, conditions.Values);
    }

    private List<(long Day, int Batch, int Files)> CountByDay(Transaction transaction, long from, long before)
    {
        if (from >= before) return [];
        var conditions = CreateConditions(from, before);
        return transaction.Db.Query(
            $"""
            SELECT (described_at - {FirstMicros}) / {MicrosPerDay} AS day, session_id IS NOT NULL AS batch, COUNT(*)
            FROM files {BaseCondition} AND {conditions} GROUP BY day, batch
            """,
            ReadDay, conditions.Values);
    }

    private SqlConditions CreateConditions(long from, long before)
    {
        var conditions = new SqlConditions();
        conditions.Add("described_at >= {0}", from);
        conditions.Add("described_at < {0}", before);
        if (!_includesFailed) conditions.AddEquality("described", 1);
        if (_isBatch is { } batch) conditions.AddEquality("(session_id IS NOT NULL)", batch ? 1 : 0);
        if (_terms.Length > 0) AddSearch(conditions);
        return conditions;
    }

    private void AddSearch(SqlConditions conditions)
    {
        string[] phrases = [.. _terms.Select(term => string.Join(' ', SearchText.SplitWords(term))).Where(phrase => phrase.Length > 0)];
        if (phrases.Length == 0) conditions.Add("{0} = 0", 1); // not a constant, with which SQLite would refuse INDEXED BY
        else conditions.Add("seq IN (SELECT rowid FROM files_text WHERE files_text MATCH {0})",
            "{description} : (" + string.Join(" OR ", phrases.Select(phrase => $"\"{phrase}\"")) + ")");
    }

    private static (long Day, int Batch, int Files) ReadDay(SqliteDataReader row) => (row.GetInt64(0), row.GetInt32(1), row.GetInt32(2));

    private static string FormatDay(long day) =>
        DateOnly.FromDayNumber((int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
