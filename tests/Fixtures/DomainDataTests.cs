using System.Text.Json;
using FluentAssertions;
using Scopix.Fixtures;
using Scopix.Fixtures.Domains;
using Scopix.Fixtures.Vocabulary;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

public sealed class DomainDataTests
{
    [Fact]
    public void Twelve_of_the_seventeen_categories_have_thirteen_data_fields()
    {
        Categories.Names.Where(category => DomainData.GetFields(category).Count == 0).Should()
            .BeEquivalentTo("general", "product_photo", "artwork", "screenshot", "document");
        DomainData.Fields.Should().HaveCount(13).And.OnlyHaveUniqueItems().And.OnlyContain(field => field.EndsWith("_data"));
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void Only_images_have_the_data_of_their_category(string category)
    {
        var fields = DomainData.GetFields(category);

        OutcomeInputs.CreateOutcomes("image", category).Should()
            .OnlyContain(o => (o.Domains == null && fields.Count == 0) || o.Domains!.Keys.SequenceEqual(fields));
        OutcomeInputs.CreateOutcomes("video", category).Concat(OutcomeInputs.CreateOutcomes("document", category)).Should()
            .OnlyContain(o => o.Domains == null);
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void Domain_data_depends_only_on_the_hash_and_the_seed(string category)
    {
        var (one, again, upper) = (Texts("abc", 1), Texts("abc", 1), Texts("ABC", 1));

        again.Should().Be(one);
        upper.Should().Be(one);
        if (DomainData.GetFields(category).Count > 0)
            Enumerable.Range(0, 20).Select(n => Texts(OutcomeInputs.Hash(n), 1)).Distinct().Count().Should().BeGreaterThan(10);

        string Texts(string hash, long seed) => JsonSerializer.Serialize(AiOutcomes.Create(hash, seed, "image", category).Domains);
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void No_text_is_empty_or_contains_template_marks(string category)
    {
        var texts = OutcomeInputs.CreateOutcomes("image", category).SelectMany(o => o.Domains?.Values ?? []).SelectMany(Strings);

        texts.Where(text => text.Length == 0 || text.Trim() != text || text.IndexOfAny(['*', '#', '|', '{']) >= 0).Should().BeEmpty();
    }

    [Fact]
    public void A_design_has_the_fields_of_the_documented_review()
    {
        var designs = OutcomeInputs.CreateOutcomes("image", "architectural_design").Select(o => o.Domains!["architectural_design_data"]);

        designs.Should()
            .OnlyContain(d => d.GetProperty("furniture_items").GetArrayLength() >= 2 && d.GetProperty("materials").GetArrayLength() >= 3);
    }

    [Fact]
    public void A_diagram_lists_the_tags_that_are_visible_in_it()
    {
        foreach (var outcome in OutcomeInputs.CreateOutcomes("image", "pid"))
        {
            var data = outcome.Domains!["pid_data"];
            var listed = data.GetProperty("equipment").EnumerateArray().Concat(data.GetProperty("instruments").EnumerateArray())
                .Select(one => one.GetProperty("tag").GetString());
            outcome.TextRegions.Select(region => region.Text)
                .Where(text => text.StartsWith("PSV-") || text.StartsWith("P-") || text.StartsWith("TIC-")).Should().BeSubsetOf(listed);
        }
    }

    [Fact]
    public void The_room_type_matches_the_description()
    {
        var kitchens = OutcomeInputs.CreateOutcomes("image", "real_estate")
            .Where(o => o.Description.Contains("kitchen", StringComparison.OrdinalIgnoreCase)).ToList();

        kitchens.Should().NotBeEmpty().And
            .OnlyContain(o => o.Domains!["real_estate_data"].GetProperty("room_type").GetString() == "kitchen");
    }

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };
}
