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
            var total = BenchmarkState.FullTenant.Read(ParseFilter(query, 0).Count);
            if (total != fit || CountRows(query, 50 * (PageCount - 1)) != 50)
                throw new InvalidOperationException($"{query}: {total} files fit, not {fit}, or the last page is not full.");
        }
    }

    [Benchmark(Baseline = true, Description = "default order")]
    public int ReadDefaultOrder() => CountRows("", NextOffset());

    [Benchmark(Description = "default order, the same page again")]
    public int ReadSamePage() => CountRows("", 0);

    [Benchmark(Description = "a tag, 710 fit")]
    public int FilterByTag() => CountRows(Tag, NextOffset());

    [Benchmark(Description = "a word, 430 fit")]
    public int SearchWord() => CountRows(Word, NextOffset());

    [Benchmark(Description = "sorted by title")]
    public int SortByTitle() => CountRows(Title, NextOffset());

    private int NextOffset() => _next++ % PageCount * 50;

    private static int CountRows(string query, int offset)
    {
        var filter = ParseFilter(query, offset);
        return BenchmarkState.FullTenant.Read(transaction => filter.ReadPage(transaction, filter.Count(transaction))).Count;
    }

    private static FileFilter ParseFilter(string query, int offset)
    {
        var asked = QueryHelpers.ParseQuery($"?limit=50&offset={offset}&{query}");
        return FileFilter.Parse(new RequestParameters("query", name => asked.GetValueOrDefault(name)));
    }
}
