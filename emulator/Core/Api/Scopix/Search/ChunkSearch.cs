namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>
/// Finds chunks by topic. The weight of a word of the question grows with its rarity. A chunk gets the whole weight when it contains the
/// word in any form (words are stemmed, and spelled in several ways), and a part of it when it contains a synonym. The share of the
/// question's weight that a chunk gets is most of its score; its rank by BM25 is the rest.
/// </summary>
internal static class ChunkSearch
{
    private const double SynonymWeight = 0.8;

    /// <summary>A word that no chunk has says less about the question than the words that some have.</summary>
    private const double UnknownWordWeight = 0.5;

    private const int MaxHits = 100_000;

    private const string SearchableChunksSql = """
        FROM chunks_text JOIN chunks c ON c.id = chunks_text.rowid JOIN files f ON f.seq = c.file
        WHERE chunks_text MATCH $1 AND f.deleted_at IS NULL AND f.embedded = 1 AND ($2 IS NULL OR f.id IN (SELECT value FROM json_each($2)))
        """;

    /// <summary>
    /// Chunks with scores (0–1, four digits) from the threshold on, the best first; equal ones in the order of creation.
    /// </summary>
    /// <param name="scope">The ids of the documents to search, as a JSON array; null for all.</param>
    public static List<(long Chunk, double Score)> Find(Transaction transaction, string question, double threshold, string? scope)
    {
        var words = QueryTerms.Extract(question);
        if (words.Length == 0) return [];
        var (covered, whole) = (new Dictionary<long, double>(), 0.0);
        var all = Math.Max(1, transaction.Db.QueryNumber("SELECT COUNT(*) FROM chunks")!.Value);
        foreach (var (i, word) in words.Index())
        {
            var exact = FindHits(transaction, string.Join(" OR ", ListForms(words, i).Select(Quote)), scope);
            var similar = Synonyms.Find(word).ToArray() is { Length: > 0 } others
                ? FindHits(transaction, string.Join(" OR ", others.Select(Quote)), scope) : [];
            var found = exact.Count + similar.Count;
            var weight = Math.Log(1 + (double)all / (1 + found)) * (found == 0 ? UnknownWordWeight : 1);
            whole += weight;
            foreach (var chunk in exact.Union(similar))
                covered[chunk] = covered.GetValueOrDefault(chunk) + weight * (exact.Contains(chunk) ? 1 : SynonymWeight);
        }
        var ranks = ReadRanks(transaction, words, scope);
        return [.. covered
            .Select(chunk => (chunk.Key, Score: Math.Round(chunk.Value / whole * (0.75 + 0.22 * ranks.GetValueOrDefault(chunk.Key)), 4)))
            .Where(chunk => chunk.Score >= threshold)
            .OrderByDescending(chunk => chunk.Score).ThenBy(chunk => chunk.Key)];
    }

    /// <summary>A word in its spellings, as two words, and as one with its neighbours.</summary>
    private static IEnumerable<string> ListForms(string[] words, int at)
    {
        var word = words[at];
        IEnumerable<string> forms = [word, .. SpellingVariants.Find(word), .. SpellingVariants.Split(word)];
        if (at > 0) forms = forms.Append(words[at - 1] + word);
        if (at < words.Length - 1) forms = forms.Append(word + words[at + 1]);
        return forms;
    }

    private static HashSet<long> FindHits(Transaction transaction, string match, string? scope) =>
        [.. transaction.Db.Query($"SELECT c.id {SearchableChunksSql} LIMIT {MaxHits}", row => row.GetInt64(0), match, scope)];

    /// <summary>BM25 without synonyms, as a share of the best rank.</summary>
    private static Dictionary<long, double> ReadRanks(Transaction transaction, string[] words, string? scope)
    {
        var ranked = transaction.Db.Query(
            $"SELECT c.id, -bm25(chunks_text, 0.5, 1.0) {SearchableChunksSql} LIMIT {MaxHits}",
            row => (Id: row.GetInt64(0), Rank: row.GetDouble(1)),
            string.Join(" OR ", words.Select(Quote)), scope);
        var best = ranked.Select(chunk => chunk.Rank).DefaultIfEmpty(1).Max();
        return ranked.ToDictionary(chunk => chunk.Id, chunk => best > 0 ? Math.Clamp(chunk.Rank / best, 0, 1) : 0);
    }

    private static string Quote(string word) => $"\"{word}\"";
}
