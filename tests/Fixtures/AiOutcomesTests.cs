using FluentAssertions;
using Scopix.Fixtures;
using Scopix.Fixtures.Vocabulary;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

public class AiOutcomesTests
{
    [Fact]
    public void The_same_inputs_give_the_same_outcome()
    {
        var first = AiOutcomes.Create(OutcomeInputs.Hash(1), 42, "image", "general");

        var again = AiOutcomes.Create(OutcomeInputs.Hash(1).ToUpperInvariant(), 42, "image", "general");

        again.Should().BeEquivalentTo(first, o => o.WithStrictOrdering());
    }

    [Fact]
    public void Outcomes_do_not_depend_on_the_number_of_threads()
    {
        var sequential = OutcomeInputs.CreateOutcomes("image", "mining").Select(o => o.Description).ToList();

        var parallel = Enumerable.Range(0, OutcomeInputs.HashesPerCategory).AsParallel().AsOrdered()
            .Select(n => AiOutcomes.Create(OutcomeInputs.Hash(n), 42, "image", "mining").Description).ToList();

        parallel.Should().Equal(sequential);
    }

    [Fact]
    public void Another_seed_gives_another_outcome()
    {
        var outcomes = Enumerable.Range(0, 20).Select(seed => AiOutcomes.Create(OutcomeInputs.Hash(1), seed, "image", "general"));

        outcomes.Select(o => o.Description).Distinct().Should().HaveCountGreaterThan(17);
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void Another_hash_gives_another_outcome(string category)
    {
        var outcomes = OutcomeInputs.CreateOutcomes("image", category).ToList();

        outcomes.Select(o => o.Description).Distinct().Should().HaveCountGreaterThanOrEqualTo(150);
        outcomes.Select(o => o.VisibleText).Distinct().Should().HaveCountGreaterThan(50);
    }

    [Fact]
    public void Another_category_gives_another_outcome()
    {
        var outcomes = Categories.Names.Select(c => AiOutcomes.Create(OutcomeInputs.Hash(1), 42, "image", c));

        outcomes.Select(o => o.Description).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("underwater")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("GENERAL")]
    public void An_unknown_category_is_treated_as_general(string? unknown)
    {
        var general = AiOutcomes.Create(OutcomeInputs.Hash(2), 42, "image", "general");

        var outcome = AiOutcomes.Create(OutcomeInputs.Hash(2), 42, "image", unknown!);

        outcome.Should().BeEquivalentTo(general);
    }

    [Fact]
    public void The_categories_are_the_seventeen_documented_ones() => Categories.Names.Should().BeEquivalentTo(
        "general", "blueprint", "ce_plan", "technical_diagram", "architectural_design", "product_photo", "real_estate", "mining",
        "robotics", "artwork", "screenshot", "document", "map", "pid", "pfd", "construction", "facility_assessment");

    [Fact]
    public void About_a_quarter_of_general_photos_have_no_visible_text()
    {
        var withoutText = OutcomeInputs.CreateOutcomes("image", "general").Count(o => o.VisibleText is null);

        withoutText.Should().BeInRange(35, 65);
    }

    [Theory]
    [InlineData("general", "corrosion")]
    [InlineData("general", "kitchen")]
    [InlineData("general", "damaged concrete")]
    [InlineData("general", "pump")]
    [InlineData("general", "valve")]
    [InlineData("pid", "pump")]
    [InlineData("real_estate", "kitchen")]
    [InlineData("facility_assessment", "corrosion")]
    public void A_demo_search_finds_several_pictures(string category, string word)
    {
        var found = OutcomeInputs.CreateOutcomes("image", category)
            .Where(o => o.Description.Contains(word, StringComparison.OrdinalIgnoreCase));

        found.Should().HaveCountGreaterThanOrEqualTo(3);
    }
}
