using FluentAssertions;
using FluentAssertions.Execution;
using Scopix.Emulator.Tests.Pages;
using Xunit;

namespace Scopix.Emulator.Tests.Search;

/// <summary>The questions on the page of the semantic search find what the page says.</summary>
public sealed class QuestionPageTests
{
    public static TheoryData<string> GetDatasets() => [.. ReadQuestions().Select(row => row.Dataset).Distinct()];

    [Theory, MemberData(nameof(GetDatasets))]
    public async Task Each_question_finds_its_section_among_the_first_three_chunks(string dataset)
    {
        await using var api = await SemanticProgram.StartAsync(options => options with { Dataset = dataset, Previews = false });
        var questions = ReadQuestions().Where(row => row.Dataset == dataset).ToList();

        questions.Should().NotBeEmpty();
        using var allQuestions = new AssertionScope(); // reports every question that finds something else, not only the first
        foreach (var (_, question, section) in questions)
        {
            var found = await api.PostAsync("/api/v2/files/search", new { query = question, limit = 3 });

            var headings = found["items"].EnumerateArray()
                .Select(hit => hit.GetProperty("heading_hierarchy").EnumerateArray().Last().GetString()).ToList();
            headings.Should().Contain(section, question);
        }
    }

    private static List<(string Dataset, string Question, string Section)> ReadQuestions() =>
        [.. File.ReadLines(Path.Combine(Page.Root, "docs", "semantic-search.md"))
            .SkipWhile(line => !line.StartsWith("| dataset |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).Select(cells => (cells[0], cells[1], cells[2]))];
}
