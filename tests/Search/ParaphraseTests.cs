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
        var rows = ReadRows();
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Instant });
        foreach (var (i, row) in rows.Index())
        {
            await api.UploadAndGetIdAsync(Encoding.UTF8.GetBytes(row.Text), $"right-{i}.txt");
            await api.UploadAndGetIdAsync(Encoding.UTF8.GetBytes(row.NearMiss), $"near-miss-{i}.txt");
        }

        var (first, amongFive, shown, foreign) = (0, 0, 0, 0);
        foreach (var (i, row) in rows.Index())
        {
            var hits = await SearchAsync(api, row.Query);
            var rank = hits.FindIndex(hit => hit.Name == $"right-{i}.txt");
            first += rank == 0 ? 1 : 0;
            amongFive += rank is >= 0 and < 5 ? 1 : 0;
            shown += rank >= 0 && hits[rank].Score >= DocumentedThreshold ? 1 : 0;
            foreign += hits.Count(hit => hit.Name != $"right-{i}.txt" && hit.Score >= DocumentedThreshold);
        }

        var pairs = rows.Length * ((2 * rows.Length) - 1);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{rows.Length} questions: first {first}, among five {amongFive}, shown {shown}; {foreign} of {pairs} foreign pairs shown"));
        rows.Length.Should().BeGreaterThanOrEqualTo(60);
        (first, amongFive, shown, foreign).Should().Be((2, 20, 5, 82), "docs/limits.md states these figures");
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
}
