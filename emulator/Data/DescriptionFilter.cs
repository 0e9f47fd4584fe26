using System.Text;
using Scopix.Emulator.Files;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Data;

/// <summary>
/// Which descriptions are asked for (seed 004). Descriptions have no confidence, and the documents show them beside a minimum of
/// 0.8: a range of confidence leaves them in (assumed).
/// </summary>
public sealed record DescriptionFilter
{
    /// <summary>Where a description comes from: an upload of its own, or a batch.</summary>
    public static readonly string[] AllSources = ["single", "batch"];

    /// <summary>Terms in one search (a limit of ours).</summary>
    public const int MaxTerms = 100;

    /// <summary>Characters of a term, and of the query parameter that holds them all (assumed: as in <c>GET /files</c>).</summary>
    public const int MaxTermLength = 1000;

    /// <summary>
    /// The index has the same conditions. Without statistics SQLite would rather sort all rows for every page than read them in its order.
    /// </summary>
    private const string Base = "INDEXED BY files_described_at WHERE described_at IS NOT NULL AND deleted_at IS NULL AND media_type = 'image'";

    private readonly StringBuilder _where = new(Base);
    private readonly List<object?> _values = [];

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
        var filtersSources = sources.Length > 0 && AllSources.Except(sources).Any();
        Applied = FiltersApplied.Of(from, to, confidence, terms.Length > 0, filtersSources ? sources : []);
        if (!failed) _where.Append(" AND described = 1");
        if (from is not null) And("described_at >= {0}", Database.Micros(from));
        if (to is not null) And("described_at <= {0}", Database.Micros(to));
        if (filtersSources) _where.Append(sources.Contains("batch") ? " AND session_id IS NOT NULL" : " AND session_id IS NULL");
        if (terms.Length > 0) Search(terms);
    }

    /// <summary>What the answer says of the filters.</summary>
    public FiltersApplied Applied { get; }

    /// <summary>How many descriptions fit.</summary>
    public int Count(Turn turn) => (int)turn.Db.Number($"SELECT COUNT(*) FROM files {_where}", [.. _values])!.Value;

    /// <summary>A page, the newest first (assumed).</summary>
    public List<FileRecord> Page(Turn turn, int limit, int offset) => turn.Db.Query(
        $"SELECT doc, seq FROM files {_where} ORDER BY described_at DESC, seq DESC LIMIT ${_values.Count + 1} OFFSET ${_values.Count + 2}",
        FileStore.Read, [.. _values, limit, offset]);

    /// <summary>The page after a moment and a file, for reading all of them.</summary>
    public List<FileRecord> After(Turn turn, (long At, long Seq) last, int limit) => turn.Db.Query(
        $"""
        SELECT doc, seq FROM files {_where} AND (described_at, seq) < (${_values.Count + 1}, ${_values.Count + 2})
        ORDER BY described_at DESC, seq DESC LIMIT ${_values.Count + 3}
        """,
        FileStore.Read, [.. _values, last.At, last.Seq, limit]);

    /// <summary>The numbers of all that fit.</summary>
    public DataStatistics Statistics(Turn turn, int total) => new(
        total, 0, [],
        turn.Db.Query(
            $"SELECT date(described_at / 1000000, 'unixepoch') AS day, COUNT(*) FROM files {_where} GROUP BY day ORDER BY day",
            row => new DailyCount(row.GetString(0), row.GetInt32(1)), [.. _values]),
        turn.Db.Query(
            $"SELECT session_id IS NOT NULL AS batch, COUNT(*) FROM files {_where} GROUP BY batch ORDER BY batch",
            row => (Batch: row.GetInt32(0), Count: row.GetInt32(1)), [.. _values]).ToDictionary(row => AllSources[row.Batch], row => row.Count));

    private void Search(string[] terms)
    {
        string[] phrases = [.. terms.Select(term => string.Join(' ', FileFilter.Words(term))).Where(phrase => phrase.Length > 0)];
        if (phrases.Length == 0) And("0 = {0}", 1);
        else And("seq IN (SELECT rowid FROM files_text WHERE files_text MATCH {0})", "{description} : (" + string.Join(" OR ", phrases.Select(phrase => $"\"{phrase}\"")) + ")");
    }

    private void And(string condition, object? value)
    {
        _values.Add(value);
        _where.Append(" AND ").AppendFormat(System.Globalization.CultureInfo.InvariantCulture, condition, "$" + _values.Count);
    }
}
