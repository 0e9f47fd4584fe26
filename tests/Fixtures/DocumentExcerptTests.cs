using FluentAssertions;
using Scopix.Fixtures;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

public class DocumentExcerptTests
{
    private const string Manual =
        "\n# SAFETY MANUAL\n\nChapter 1: Pumps. Inspect every pump and valve for corrosion. A pump with corrosion is shut down.\n";

    [Fact]
    public void A_document_is_described_by_its_title_and_its_frequent_words()
    {
        var outcome = Describe(Manual);

        outcome.Description.Should().Contain("\"SAFETY MANUAL\"").And.Contain("corrosion").And.Contain("pump");
        outcome.Tags.Should().Contain(["pump", "corrosion"]);
        outcome.VisibleText.Should().BeNull();
        outcome.TextRegions.Should().BeEmpty();
    }

    [Fact]
    public void A_long_first_line_is_cut_at_a_word()
    {
        var outcome = Describe(string.Join(' ', Enumerable.Repeat("inspection of concrete", 20)));

        outcome.Description.Should().MatchRegex("(inspection|of|concrete)…\"").And.NotContain("\"\"");
        outcome.Description.Length.Should().BeLessThan(200);
    }

    [Theory]
    [InlineData("Hi")]
    [InlineData("Überprüfung der Ventile")]
    [InlineData("# *\"Notes\"* `v2` **")]
    [InlineData("安全手册\n\n检查")]
    [InlineData("𝒜𝒜 maths x")]
    [InlineData("a\tb\u0001c\r\nCONCRETE CONCRETE")]
    public void Any_text_gives_a_valid_outcome(string text)
    {
        var outcome = Describe(text);

        outcome.Description.Should().NotBeNullOrWhiteSpace().And.NotMatchRegex("[*`{}\t\u0001]");
        outcome.Tags.Should().HaveCountGreaterThanOrEqualTo(3).And.HaveCountLessThanOrEqualTo(8).And.OnlyHaveUniqueItems();
        outcome.Tags.Should().OnlyContain(t => t.Length <= 50 && !t.Any(char.IsUpper));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("--- 123 ---")]
    public void A_text_without_words_is_treated_as_no_text(string? text)
    {
        var outcome = Describe(text);

        outcome.Should().BeEquivalentTo(AiOutcomes.Create(OutcomeInputs.Hash(3), 42, "document", "general"));
    }

    [Fact]
    public void An_excerpt_is_never_cut_inside_a_character()
    {
        var outcome = Describe(string.Concat(Enumerable.Repeat("x", 79)) + string.Concat(Enumerable.Repeat("𝒜", 40)));

        outcome.Description.Where(char.IsSurrogate).Should().HaveCount(0);
    }

    [Fact]
    public void Only_documents_are_described_by_an_excerpt()
    {
        var outcome = AiOutcomes.Create(OutcomeInputs.Hash(3), 42, "image", "general", Manual);

        outcome.Should().BeEquivalentTo(AiOutcomes.Create(OutcomeInputs.Hash(3), 42, "image", "general"));
    }

    private static AiOutcome Describe(string? excerpt) => AiOutcomes.Create(OutcomeInputs.Hash(3), 42, "document", "general", excerpt);
}
