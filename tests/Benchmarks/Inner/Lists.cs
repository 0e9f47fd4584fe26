using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.WebUtilities;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Http;

namespace Scopix.Benchmarks.Inner;

/// <summary>
/// <c>GET /files</c> below HTTP: parses the query, counts, and reads a page of 50 rows. Eight pages in turn keep rows out of the cache;
/// the bit sets of the tag and the word are cached, as after their first query.
/// </summary>
[MemoryDiagnoser]
public class Lists
{
    private const int PageCount = 8;
    private const string Tag = "tags=building", Word = "search=wall", Title = "sort_by=title";

    private int _next;

    [GlobalSetup]
    public void VerifyQueries()
    {
        foreach (var (query, expected) in (IEnumerable<(string, int)>)[("", BenchmarkState.FileCount), (Tag, 710), (Word, 430),
            (Title, BenchmarkState.FileCount)])
        {
            var (_, total) = Find(query, 0);
            if (total != expected || Find(query, 50 * (PageCount - 1)).Files.Length != 50)
                throw new InvalidOperationException($"{query}: {total} files expected, not {expected}, or the last page is not full.");
        }
    }

    [Benchmark(Baseline = true, Description = "default order")]
    public int ReadDefaultOrder() => Find("", NextOffset()).Files.Length;

    [Benchmark(Description = "default order, the same page again")]
    public int ReadSamePage() => Find("", 0).Files.Length;

    [Benchmark(Description = "a tag, 710 matches")]
    public int FilterByTag() => Find(Tag, NextOffset()).Files.Length;

    [Benchmark(Description = "a word, 430 matches")]
    public int SearchWord() => Find(Word, NextOffset()).Files.Length;

    [Benchmark(Description = "sorted by title")]
    public int SortByTitle() => Find(Title, NextOffset()).Files.Length;

    private int NextOffset() => _next++ % PageCount * 50;

    private static (CachedFileRow[] Files, int Total) Find(string query, int offset)
    {
        var parameters = QueryHelpers.ParseQuery($"?limit=50&offset={offset}&{query}");
        var parsed = FileQuery.Parse(new RequestParameters("query", name => parameters.GetValueOrDefault(name)));
        return BenchmarkState.FullTenant.Read(transaction => new FileIndex(transaction.Db).Find(parsed));
    }
}
