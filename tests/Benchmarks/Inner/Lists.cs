using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.WebUtilities;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;

namespace Scopix.Benchmarks.Inner;

/// <summary>
/// <c>GET /files</c> at the gate: the filter read from its query, its count, a page of 50. Eight pages in turn, so that no row is remembered;
/// the bits of a tag and of a word are, as after their first query.
/// </summary>
[MemoryDiagnoser]
public class Lists
{
    private const int Pages = 8;
    private const string Tag = "tags=building", Word = "search=wall", Title = "sort_by=title";

    private int _next;

    [GlobalSetup]
    public void Check()
    {
        foreach (var (query, fit) in (IEnumerable<(string, int)>)[("", Inside.Files), (Tag, 710), (Word, 430), (Title, Inside.Files)])
        {
            var total = Inside.Many.Read(Filter(query, 0).Count);
            if (total != fit || Ask(query, 50 * (Pages - 1)) != 50) throw new InvalidOperationException($"{query}: {total} files fit, not {fit}, or the last page is not full.");
        }
    }

    [Benchmark(Baseline = true, Description = "default order")]
    public int Default() => Ask("", Offset());

    [Benchmark(Description = "default order, the same page again")]
    public int Again() => Ask("", 0);

    [Benchmark(Description = "a tag, 710 fit")]
    public int Tagged() => Ask(Tag, Offset());

    [Benchmark(Description = "a word, 430 fit")]
    public int Searched() => Ask(Word, Offset());

    [Benchmark(Description = "sorted by title")]
    public int Titled() => Ask(Title, Offset());

    private int Offset() => _next++ % Pages * 50;

    private static int Ask(string query, int offset)
    {
        var filter = Filter(query, offset);
        return Inside.Many.Read(turn => filter.Page(turn, filter.Count(turn))).Count;
    }

    private static FileFilter Filter(string query, int offset)
    {
        var asked = QueryHelpers.ParseQuery($"?limit=50&offset={offset}&{query}");
        return FileFilter.Of(new Inputs("query", name => asked.GetValueOrDefault(name)));
    }
}
