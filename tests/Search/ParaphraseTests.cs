using System.Text;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Search;

/// <summary>
/// How well the search finds what is meant: <c>paraphrases.tsv</c> has questions, a text that answers each in other words, and a text that
/// shares words with the question and does not answer it. <c>docs/limits.md</c> states the figures.
/// </summary>
public sealed class ParaphraseTests
{
    private const double DocumentedThreshold = 0.3;

    [Fact]
    public async Task The_lexical_search_finds_as_many_paraphrases_as_its_limits_state()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Instant });

        var result = await MeasureAsync(api);

        result.Should().Be(new Result(First: 6, AmongFive: 32, Shown: 19, Foreign: 119), "docs/limits.md states these figures");
    }

    [Fact]
    public async Task The_semantic_search_finds_as_many_paraphrases_as_its_limits_state()
    {
        await using var api = await SemanticProgram.StartAsync();

        var result = await MeasureAsync(api);

        result.Should().Be(new Result(First: 38, AmongFive: 59, Shown: 53, Foreign: 130), "docs/limits.md states these figures");
    }

    private static async Task<Result> MeasureAsync(TestApi api)
    {
        var rows = ReadRows();
        rows.Length.Should().BeGreaterThanOrEqualTo(60);
        var ids = new List<string>();
        foreach (var (i, row) in rows.Index())
        {
            ids.Add(await api.UploadAndGetIdAsync(Encoding.UTF8.GetBytes(row.Text), $"right-{i}.txt"));
            ids.Add(await api.UploadAndGetIdAsync(Encoding.UTF8.GetBytes(row.NearMiss), $"near-miss-{i}.txt"));
        }
        await SemanticSearchTests.WaitUntilEmbeddedAsync(api, [.. ids]);

        var (result, firstWithoutNearMisses) = (new Result(0, 0, 0, 0), 0);
        foreach (var (i, row) in rows.Index())
        {
            var hits = await SearchAsync(api, row.Query);
            var rank = hits.FindIndex(hit => hit.Name == $"right-{i}.txt");
            result = new Result(
                result.First + (rank == 0 ? 1 : 0), result.AmongFive + (rank is >= 0 and < 5 ? 1 : 0),
                result.Shown + (rank >= 0 && hits[rank].Score >= DocumentedThreshold ? 1 : 0),
                result.Foreign + hits.Count(hit => hit.Name != $"right-{i}.txt" && hit.Score >= DocumentedThreshold));
            var right = hits.Where(hit => hit.Name.StartsWith("right", StringComparison.Ordinal)).ToList();
            firstWithoutNearMisses += right.FindIndex(hit => hit.Name == $"right-{i}.txt") == 0 ? 1 : 0;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{rows.Length} questions, {rows.Length * ((2 * rows.Length) - 1)} foreign pairs: "
            + $"{result}; first without near misses: {firstWithoutNearMisses}");
        return result;
    }

    private static async Task<List<(string Name, double Score)>> SearchAsync(TestApi api, string query)
    {
        var found = await api.PostAsync("/api/v2/files/search", new { query, similarity_threshold = 0, limit = 100 });
        return [.. found["items"].EnumerateArray()
            .Select(hit => (hit.Text("document_filename")!, hit.GetProperty("similarity_score").GetDouble()))];
    }

    private static (string Query, string Text, string NearMiss)[] ReadRows() =>
        [.. File.ReadLines(Path.Combine(RepositoryRoot.Path, "tests", "Search", "paraphrases.tsv")).Skip(1)
            .Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1], cells[2]))];

    /// <param name="First">Questions whose right text is the first hit.</param>
    /// <param name="AmongFive">Questions whose right text is among the first five.</param>
    /// <param name="Shown">Questions whose right text reaches the documented threshold.</param>
    /// <param name="Foreign">Pairs of a question and another text that reach it.</param>
    private sealed record Result(int First, int AmongFive, int Shown, int Foreign);
}
