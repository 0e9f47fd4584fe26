using FluentAssertions;
using Scopix.Fixtures;
using Scopix.Fixtures.Vocabulary;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>What is said of a file fits the words of its name, title and tags.</summary>
public sealed class NamedFileTests
{
    private const int Variants = 20;

    private static readonly FileFacts Photo = new() { Width = 4032, Height = 3024, Format = "jpeg" };

    [Theory]
    [InlineData("kitchen-01.jpg", "kitchen")]
    [InlineData("IMG_2041_Kitchen.JPG", "kitchen")]
    [InlineData("living-room-north.jpg", "living room")]
    [InlineData("LivingRoom2.png", "living room")]
    [InlineData("two dogs at the beach.jpg", "dog")]
    [InlineData("roof_tiles_07.jpg", "tile")]
    [InlineData("Pumpe 3.jpg", "pump")]
    [InlineData("wohnzimmer_2.jpg", "living room")]
    [InlineData("cocina-reformada.jpg", "kitchen")]
    [InlineData("Kueche.jpg", "kitchen")]
    [InlineData("electrical-panel.png", "electrical panel")]
    [InlineData("haul truck 14.jpg", "haul truck")]
    [InlineData("bathroom.webp", "bathroom")]
    public void A_picture_shows_what_its_name_says(string filename, string noun)
    {
        var outcomes = Describe("image", "general", Photo with { Filename = filename });

        outcomes.Should().OnlyContain(outcome => outcome.Description.Contains(noun, StringComparison.OrdinalIgnoreCase));
        outcomes.Select(outcome => outcome.Description).Distinct().Should().HaveCountGreaterThan(5);
    }

    [Theory]
    [InlineData("bathroom-mould-2.jpg", "mould")]
    [InlineData("pillar-cracks.jpg", "cracks")]
    [InlineData("corrosion.jpg", "corrosion")]
    [InlineData("ceiling leak.jpg", "ceiling")]
    [InlineData("wall-crack.jpg", "wall with a crack")]
    [InlineData("mold bathroom.jpg", "mold")]
    [InlineData("flood damage.jpg", "flood damage")]
    [InlineData("rust on car door.jpg", "car door with rust")]
    [InlineData("Riss in der Wand.jpg", "wall with a crack")]
    public void A_defect_in_the_name_is_in_the_description(string filename, string defect)
    {
        Describe("image", "general", Photo with { Filename = filename }).Should()
            .OnlyContain(outcome => outcome.Description.Contains(defect, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("no-crack-bridge-pier.jpg")]
    [InlineData("bridge without damage.jpg")]
    [InlineData("red shoes.jpg")]
    [InlineData("robot arm.jpg")]
    [InlineData("kitchen-01.jpg")]
    [InlineData("pump.jpg")]
    public void A_defect_is_only_said_when_the_name_says_it(string filename)
    {
        Describe("image", "general", Photo with { Filename = filename }).Should().OnlyContain(outcome =>
            !DefectTexts.SpeaksOfDefect(outcome.Description + outcome.VisibleText + string.Join(' ', outcome.Tags)));
    }

    [Fact]
    public void A_title_precedes_the_name_and_tags_come_last()
    {
        var titled = Describe("image", "general", Photo with { Title = "The kitchen", Filename = "pump.jpg", Tags = ["garden"] });
        var tagged = Describe("image", "general", Photo with { Filename = "IMG_0001.jpg", Tags = ["garden"] });

        titled.Should().OnlyContain(outcome => outcome.Description.Contains("kitchen") && outcome.Tags.Contains("pump"));
        tagged.Should().OnlyContain(outcome => outcome.Description.Contains("garden"));
    }

    [Fact]
    public void A_title_or_tag_that_fits_nothing_is_not_repeated()
    {
        var facts = Photo with { Filename = "IMG_1.jpg", Title = "Zorblax 4711", Tags = ["qwertz"] };

        Describe("image", "general", facts).Should().OnlyContain(outcome =>
            !(outcome.Description + string.Join(' ', outcome.Tags)).Contains("zorblax", StringComparison.OrdinalIgnoreCase)
            && !(outcome.Description + string.Join(' ', outcome.Tags)).Contains("qwertz"));
    }

    [Fact]
    public void A_picture_whose_name_fits_nothing_is_described_by_what_is_known()
    {
        var facts = Photo with
        {
            Filename = "flamingos_02.jpg",
            CapturedAt = new DateTimeOffset(2024, 5, 12, 8, 0, 0, TimeSpan.Zero),
            Camera = "Canon EOS R5",
        };

        var outcome = AiOutcomes.Create(OutcomeInputs.Hash(1), 42, "image", "general", facts: facts);

        outcome.Description.Should()
            .Be("A photo of flamingos, in landscape format, 4032 by 3024 pixels, taken on 12 May 2024 with a Canon EOS R5.");
        outcome.Tags.Should().Equal("flamingos", "photo", "landscape format");
        outcome.VisibleText.Should().BeNull();
        outcome.TextRegions.Should().BeEmpty();
    }

    [Theory]
    [InlineData(6000, 2000, "panorama format")]
    [InlineData(1080, 1920, "portrait format")]
    [InlineData(500, 500, "square format")]
    public void The_shape_of_such_a_picture_is_named(int width, int height, string shape)
    {
        var facts = new FileFacts { Filename = "zorblax.png", Width = width, Height = height, Format = "png" };

        AiOutcomes.Create(OutcomeInputs.Hash(1), 42, "image", "general", facts: facts).Description
            .Should().Be($"A PNG picture in {shape}, {width} by {height} pixels. Its name mentions zorblax.");
    }

    [Fact]
    public void A_category_decides_when_the_name_fits_nothing_and_a_noun_of_the_name_becomes_a_tag()
    {
        var outcomes = Describe("image", "mining", Photo with { Filename = "zorblax.jpg" });
        var unnamed = OutcomeInputs.CreateOutcomes("image", "mining").Take(Variants).Select(outcome => outcome.Description);

        outcomes.Select(outcome => outcome.Description).Should().Equal(unnamed);
        outcomes.Should().OnlyContain(outcome => outcome.Tags.Contains("zorblax") && outcome.Tags.Count <= 8);
    }

    [Theory]
    [InlineData("IMG_2041.JPG")]
    [InlineData("DSCF0042.jpg")]
    [InlineData("photo (3).png")]
    [InlineData("20240512_081233.jpg")]
    [InlineData("PXL_20240512_081233.jpg")]
    [InlineData("WhatsApp Image 2024-05-12 at 10.32.11.jpeg")]
    [InlineData("7c9e6679-7425-40de-944b-e07fc1f90ae7.jpg")]
    [InlineData(null)]
    public void A_picture_whose_name_says_nothing_has_no_made_up_subject(string? filename)
    {
        Describe("image", "general", Photo with { Filename = filename }).Should().OnlyContain(outcome =>
            outcome.Description == "A photo in landscape format, 4032 by 3024 pixels." && outcome.VisibleText == null);
    }

    [Fact]
    public void Chance_decides_within_a_category_that_was_given()
    {
        Describe("image", "mining", Photo with { Filename = "IMG_2041.JPG" }).Select(outcome => outcome.Description)
            .Should().Equal(OutcomeInputs.CreateOutcomes("image", "mining").Take(Variants).Select(outcome => outcome.Description));
    }

    [Fact]
    public void A_video_and_its_scenes_follow_the_name()
    {
        var facts = new FileFacts { Filename = "walk-through-kitchen.mp4", Width = 640, Height = 360, Format = "mp4" };

        Describe("video", "general", facts).Should().OnlyContain(outcome =>
            outcome.Description.Contains("kitchen") && outcome.Description.Contains("video") && outcome.Tags.Contains("video"));
        VideoScenes.Create(OutcomeInputs.Hash(1), 42, "general", 60, facts).Should().HaveCount(5)
            .And.OnlyContain(scene => scene.Description.Contains("kitchen"));
        VideoScenes.Create(OutcomeInputs.Hash(1), 42, "general", 10, facts with { Filename = "flamingo.mp4" })
            .Should().ContainSingle().Which.Description.Should().Be("The only scene of the video about a flamingo.");
    }

    [Fact]
    public void A_document_with_text_keeps_it_and_one_without_follows_its_name()
    {
        var facts = new FileFacts { Filename = "invoice-4711.pdf" };

        AiOutcomes.Create(OutcomeInputs.Hash(1), 42, "document", "general", "SAFETY MANUAL\nwear a helmet", facts)
            .Should().BeEquivalentTo(AiOutcomes.Create(OutcomeInputs.Hash(1), 42, "document", "general", "SAFETY MANUAL\nwear a helmet"));
        Describe("document", "general", facts).Should().OnlyContain(outcome => outcome.Description.Contains("invoice"));
    }

    [Theory]
    [InlineData("image")]
    [InlineData("video")]
    [InlineData("document")]
    public void Every_noun_of_the_vocabulary_finds_itself_in_a_whole_sentence(string mediaType)
    {
        var nouns = Categories.Names.Select(Categories.GetOrGeneral).SelectMany(category => category.Scenes)
            .SelectMany(scene => scene.Subjects).SelectMany(TagMarkup.GetMarked)
            .Concat(Scopix.Fixtures.Media.Subjects.All.Select(subject => subject.Name))
            .Where(noun => NameWords.Split(noun).Count > 0).Distinct().ToList();

        var missed = nouns.Where(noun =>
        {
            var outcome = AiOutcomes.Create(OutcomeInputs.Hash(2), 42, mediaType, "general",
                facts: new FileFacts { Filename = noun.Replace(' ', '-') + "-07.jpg" });
            var said = NameWords.Split($"{outcome.Description} {string.Join(' ', outcome.Tags)}").Select(NameWords.GetSingular);
            return !char.IsUpper(outcome.Description[0]) || !NameWords.Split(noun).Select(NameWords.GetSingular).Any(said.Contains);
        });

        nouns.Should().HaveCountGreaterThan(300);
        missed.Should().BeEmpty();
    }

    [Theory]
    [InlineData("roofTiles-IMG_2031", "roof tiles")]
    [InlineData("2024-05-12 Kitchen (copy) kitchen", "kitchen")]
    [InlineData("Brücke über den Fluss", "brücke fluss")]
    [InlineData("WhatsApp Image 2024-05-12", "")]
    [InlineData("a3f9bc01-77de.photo", "")]
    [InlineData("BMW_X5_red", "bmw x5 red")]
    [InlineData("TV", "tv")]
    [InlineData("台所", "台所")]
    [InlineData("犬", "犬")]
    [InlineData("Ku\u0308che", "küche")]
    [InlineData("x-ray hand", "x-ray hand")]
    [InlineData("no-crack-bridge-pier", "bridge pier")]
    [InlineData("pipe, not a leak", "pipe")]
    [InlineData("no visible water damage or cracks, ceiling", "ceiling")]
    [InlineData("Dach ohne Schaden", "dach")]
    [InlineData("pared sin grietas", "pared")]
    [InlineData("crack-free wall", "wall")]
    [InlineData("house no 4", "house")]
    public void Words_are_read_from_names(string name, string words)
    {
        NameWords.Split(name).Should().Equal(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static List<AiOutcome> Describe(string mediaType, string category, FileFacts facts) =>
        [.. Enumerable.Range(0, Variants).Select(n => AiOutcomes.Create(OutcomeInputs.Hash(n), 42, mediaType, category, facts: facts))];
}
