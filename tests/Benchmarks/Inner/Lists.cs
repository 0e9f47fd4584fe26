using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.WebUtilities;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Http;

namespace Scopix.Benchmarks.Inner;

/// <summary>
/// <c>GET /files</c> at the gate: the filter read from its query, its count, a page of 50. Eight pages in turn, so that no row is
/// remembered; the bits of a tag and of a word are, as after their first query.
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
        foreach (var (query, fit) in (IEnumerable<(string, int)>)[("", BenchmarkState.FileCount), (Tag, 710), (Word, 430),
            (Title, BenchmarkState.FileCount)])
        {
            var (_, total) = Find(query, 0);
            if (total != fit || Find(query, 50 * (PageCount - 1)).Files.Count != 50)
                throw new InvalidOperationException($"{query}: {total} files fit, not {fit}, or the last page is not full.");
        }
    }

    [Benchmark(Baseline = true, Description = "default order")]
    public int ReadDefaultOrder() => Find("", NextOffset()).Files.Count;

    [Benchmark(Description = "default order, the same page again")]
    public int ReadSamePage() => Find("", 0).Files.Count;

    [Benchmark(Description = "a tag, 710 fit")]
    public int FilterByTag() => Find(Tag, NextOffset()).Files.Count;

    [Benchmark(Description = "a word, 430 fit")]
    public int SearchWord() => Find(Word, NextOffset()).Files.Count;

    [Benchmark(Description = "sorted by title")]
    public int SortByTitle() => Find(Title, NextOffset()).Files.Count;

    private int NextOffset() => _next++ % PageCount * 50;

    private static (List<FileRow> Files, int Total) Find(string query, int offset)
    {
        var asked = QueryHelpers.ParseQuery($"?limit=50&offset={offset}&{query}");
        var parsed = FileQuery.Parse(new RequestParameters("query", name => asked.GetValueOrDefault(name)));
        return BenchmarkState.FullTenant.Read(transaction => new FileIndex(transaction.Db).Find(parsed));
    }
}
