using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Fixtures;
using Scopix.Fixtures.Media;
using Scopix.Fixtures.Vocabulary;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>What a file shows is the subject of its name, and nothing of the name is lost.</summary>
public sealed class NameSubjectTests
{
    private static readonly FileFacts Photo = new() { Width = 200, Height = 150, Format = "jpeg" };

    [Theory]
    [InlineData("cat.jpg", "A photo of a cat")]
    [InlineData("car_park.png", "A photo of a car park")]
    [InlineData("office party.jpg", "A photo of an office party")]
    [InlineData("harbour at night.jpg", "A photo of a harbour at night")]
    [InlineData("washing machine.jpg", "A photo of a washing machine")]
    [InlineData("kitchen sink leaking under cabinet.jpg", "A photo of a leaking kitchen sink under a cabinet")]
    [InlineData("façade north elevation.jpg", "A photo of a façade north elevation")]
    [InlineData("broken window.jpg", "A photo of a broken window")]
    [InlineData("fenster.jpg", "A photo of a window")]
    [InlineData("TV.png", "A photo of a TV")]
    [InlineData("el gato negro.jpg", "A photo of a black cat")]
    [InlineData("wedding anna and tom.jpg", "A photo of a wedding")]
    public void A_common_noun_is_named_in_a_sentence(string filename, string beginning)
    {
        Describe(Photo with { Filename = filename }).Description.Should().Be(beginning + ", in landscape format, 200 by 150 pixels.");
    }

    [Theory]
    [InlineData("bathroom tiles.jpg", "bathroom tiles")]
    [InlineData("floor tiles.jpg", "floor tiles")]
    [InlineData("Tiles.jpg", "tiles")]
    [InlineData("joint.jpg", "joint")]
    [InlineData("hook.jpg", "hook")]
    [InlineData("core.jpg", "core")]
    [InlineData("site visit 12.07 roof leak.jpg", "roof with a leak")]
    [InlineData("roof inspection.jpg", "roof")]
    [InlineData("Rust on pump 3.jpg", "pump")]
    [InlineData("kitchen viewing.jpg", "kitchen")]
    [InlineData("site visit.jpg", "site visit")]
    public void A_name_does_not_make_up_more_of_its_subject(string filename, string subject)
    {
        foreach (var outcome in DescribeOften(filename))
        {
            outcome.Description.Should().ContainEquivalentOf(subject).And.NotContain("warehouse").And.NotContain("hospital");
            if (!filename.Contains("roof", StringComparison.Ordinal))
                outcome.Description.Should().NotContain("roof");
            outcome.Description.Should().NotContain("robot").And.NotContain("crane").And.NotContain("drill");
            outcome.Tags.Should().NotContain(["warehouse", "hospital"]);
        }
    }

    [Fact]
    public void A_name_that_says_no_place_has_none()
    {
        var places = Categories.Names.Select(Categories.GetOrGeneral).SelectMany(category => category.Scenes)
            .SelectMany(scene => scene.Places).Select(TagMarkup.RemoveMarks)
            .Concat(Subjects.All.SelectMany(subject => subject.Places)).Distinct().ToArray();

        foreach (var subject in Subjects.All.Where(subject => subject.IsPhoto))
            foreach (var description in DescribeOften(subject.Name + ".jpg")
                .Select(outcome => Regex.Replace(outcome.Description, "\".*?\"", "")))
                places.Where(place => description.Contains(" " + place, StringComparison.OrdinalIgnoreCase)).Should()
                    .BeEmpty(description);
    }

    [Theory]
    [InlineData("A red bicycle leaning against a wall", "A photo of a red bicycle leaning against a wall, in landscape format")]
    [InlineData("Two cows (north meadow)", "A photo of two cows, in landscape format")]
    public void A_title_is_read_like_a_name(string title, string beginning)
    {
        Describe(Photo with { Filename = "IMG_1.jpg", Title = title }).Description.Should().StartWith(beginning);
    }

    [Fact]
    public void Each_tag_is_read_like_a_name()
    {
        var outcome = Describe(Photo with { Filename = "blank.png", Tags = ["bathroom", "tiles"] });

        outcome.Description.Should().Contain("bathroom");
        outcome.Tags.Should().Contain("tiles");
    }

    [Theory]
    [InlineData("dog in garden.jpg", "real_estate", "dog", "in a garden")]
    [InlineData("dog in garden.jpg", "general", "dog", "in a garden")]
    [InlineData("Hund im Garten.jpg", "general", "dog", "in the garden")]
    [InlineData("haul truck on ramp.jpg", "general", "haul truck", "on a ramp")]
    public void A_noun_behind_a_preposition_is_a_place(string filename, string category, string subject, string place)
    {
        Describe(Photo with { Filename = filename }, category).Description.ToLowerInvariant().Should().Contain(subject).And.Contain(place);
    }

    [Theory]
    [InlineData("harbour at night.jpg")]
    [InlineData("kitchen elevation.jpg")]
    [InlineData("dashboard.jpg")]
    [InlineData("portrait.jpg")]
    public void A_photo_is_no_drawing_unless_a_word_says_so(string filename)
    {
        Describe(Photo with { Filename = filename, Camera = "Canon EOS R5" }).Description.Should().StartWith("A photo of")
            .And.EndWith("taken with a Canon EOS R5.");
    }

    [Theory]
    [InlineData("oil painting harbour.jpg", "an oil painting of a harbour")]
    [InlineData("floor plan house.png", "a floor plan of a house")]
    [InlineData("P&ID pump.png", "P&ID of")]
    [InlineData("Screenshot 2024-05-12 at 10.32.11.png", "A screenshot in landscape format")]
    public void A_word_says_that_a_picture_is_a_drawing(string filename, string expected)
    {
        Describe(Photo with { Filename = filename, Format = "png" }).Description.Should().ContainEquivalentOf(expected);
    }

    [Fact]
    public void A_category_of_drawings_makes_a_drawing_of_the_noun()
    {
        Describe(Photo with { Filename = "cat.png", Format = "png" }, "blueprint").Description.Should()
            .Be("A blueprint of a cat, in landscape format, 200 by 150 pixels.");
    }

    [Theory]
    [InlineData("BMW_X5_red.jpg", "bmw x5 red")]
    [InlineData("kitchen splashback smith.jpg", "splashback smith")]
    [InlineData("wedding anna and tom.jpg", "anna tom wedding")]
    [InlineData("Wasserschaden Decke.jpg", "wasserschaden decke")]
    [InlineData("台所.jpg", "台所")]
    public void Words_that_the_description_lacks_are_tags(string filename, string tags)
    {
        Describe(Photo with { Filename = filename }).Tags.Should().Contain(tags.Split(' '));
    }

    [Fact]
    public void A_file_without_words_has_facts_of_its_kind()
    {
        var video = new FileFacts { Filename = "VID_20240512.mp4", Width = 640, Height = 360, Format = "mp4" };
        var document = new FileFacts { Filename = "scan0001.pdf", Format = "pdf" };

        AiOutcomes.Create(OutcomeInputs.Hash(1), 42, "video", "general", facts: video).Description.Should()
            .Be("A video in landscape format, 640 by 360 pixels.");
        VideoScenes.Create(OutcomeInputs.Hash(1), 42, "general", 24, video).Select(scene => scene.Description).Should()
            .Equal("Scene 1 of 2 of the video.", "Scene 2 of 2 of the video.");
        AiOutcomes.Create(OutcomeInputs.Hash(1), 42, "document", "general", facts: document).Description.Should()
            .Be("A PDF document without readable text.");
    }

    [Fact]
    public void A_description_quotes_no_made_up_text_when_the_text_was_read()
    {
        var outcomes = Enumerable.Range(0, 40).Select(n => AiOutcomes.Create(OutcomeInputs.Hash(n), 42, "image", "general",
            facts: Photo with { Filename = "kitchen.jpg", IsTextRead = true })).ToList();

        outcomes.Should().OnlyContain(outcome => !outcome.Description.Contains('"'));
        outcomes.Should().Contain(outcome => outcome.VisibleText != null);
    }

    [Theory]
    [InlineData("A bright kitchen with a red kettle", "kitchen kettle bright")]
    [InlineData("A living room with a sofa and mould on the wall", "living-room sofa mould wall")]
    [InlineData("Ein Hund vor der Küche", "hund küche")]
    public void Tags_are_the_nouns_of_a_description(string description, string tags)
    {
        DescriptionWords.ListTags(description).Select(tag => tag.Replace(' ', '-')).Should().BeSubsetOf(tags.Split(' '))
            .And.HaveCountGreaterThan(1);
    }

    [Theory]
    [InlineData("A sign says \"STOP HERE\" and “EXIT”", "STOP HERE|EXIT")]
    [InlineData("A kitchen's wall", "")]
    public void Quoted_texts_are_legible(string description, string texts)
    {
        DescriptionWords.ListQuotations(description).Should().Equal(texts.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void What_a_file_is_says_nothing_of_what_it_shows()
    {
        FactTexts.Remove("A photo of a beach, in landscape format, 200 by 150 pixels, taken on 1 May 2024.").Should().Be(" a beach.");
        FactTexts.Remove("A PNG picture in square format, 1 by 1 pixels.").Should().Be(".");
        FactTexts.Remove("A photo of a beach").Should().Be("A photo of a beach");
    }

    private static IEnumerable<AiOutcome> DescribeOften(string filename) => Enumerable.Range(0, 12).Select(n =>
        AiOutcomes.Create(OutcomeInputs.Hash(n), 42, "image", "general", facts: Photo with { Filename = filename }));

    private static AiOutcome Describe(FileFacts facts, string category = "general") =>
        AiOutcomes.Create(OutcomeInputs.Hash(1), 42, "image", category, facts: facts);
}
