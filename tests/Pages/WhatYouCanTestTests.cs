using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Pages;

/// <summary>docs/what-you-can-test.md promises only what a test or the limits show. Its links are tested with those of all pages.</summary>
public sealed class WhatYouCanTestTests
{
    private static readonly string[] Answers = ["**Yes**", "**If**", "**No**"];

    private static readonly (string Question, string Answer, string Proof)[] Rows = [.. Page.All
        .Single(page => page.Name == "docs/what-you-can-test.md").Lines
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| question", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | ")).Select(cells => (cells[0], cells[1], string.Join(" | ", cells[2..])))];

    [Fact]
    public void Every_row_is_a_question_with_yes_if_or_no()
    {
        Rows.Should().HaveCountGreaterThan(40);
        Rows.Should().OnlyContain(row => row.Question.EndsWith('?'));
        Rows.Should().OnlyContain(row => Answers.Any(answer => row.Answer.StartsWith(answer, StringComparison.Ordinal)));
        Rows.Select(row => row.Question).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_yes_is_shown_by_a_test_and_any_other_answer_by_a_test_or_a_page()
    {
        Rows.Where(row => row.Answer.StartsWith("**Yes**", StringComparison.Ordinal)).Should()
            .OnlyContain(row => NamedTests.Find(row.Proof).Length == 1);
        Rows.Should().OnlyContain(row => NamedTests.Find(row.Proof).Length == 1 || row.Proof.Contains("](", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_test_that_a_row_names_exists() =>
        NamedTests.FindMissing(Rows.SelectMany(row => NamedTests.Find(row.Proof))).Should().BeEmpty();
}
