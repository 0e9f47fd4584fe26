using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Scopix.Fixtures.Vocabulary;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>Rules for the vocabulary.</summary>
public class VocabularyTests
{
    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void Every_phrase_is_non_empty_and_has_balanced_marks(string category)
    {
        var vocabulary = Categories.GetOrGeneral(category);

        var phrases = vocabulary.Scenes.SelectMany(s => s.Subjects.Concat(s.Findings).Concat(s.Places)).Concat(vocabulary.Notes);

        phrases.Should().OnlyContain(p => p.Length > 3 && p.Count(c => c == '*') % 2 == 0 && !p.Contains('#'));
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void Every_subject_marks_a_tag_and_every_finding_begins_with_with(string category)
    {
        var scenes = Categories.GetOrGeneral(category).Scenes;

        scenes.SelectMany(s => s.Subjects).Should().OnlyContain(s => s.Contains('*'));
        scenes.SelectMany(s => s.Findings).Should().OnlyContain(f => f.StartsWith("with "));
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void Every_category_has_three_tags_of_its_own_and_every_note_is_a_sentence(string category)
    {
        var vocabulary = Categories.GetOrGeneral(category);

        vocabulary.Tags.Should().HaveCountGreaterThanOrEqualTo(3);
        vocabulary.Notes.Should().OnlyContain(n => n.EndsWith('.') && char.IsUpper(n.TrimStart('*')[0]));
        vocabulary.Scenes.SelectMany(s => s.VisibleTexts).Concat(vocabulary.VisibleTexts)
            .Should().OnlyContain(s => !s.Contains('*') && s.Length < 40);
    }

    [Fact]
    public void One_word_is_no_words()
    {
        SentenceStyles.Read("The words \"{t}\" are legible.", "COST").Should().Be("The word \"COST\" is legible.");
        SentenceStyles.Read("The words \"{t}\" are legible.", "MAX LOAD").Should().Be("The words \"MAX LOAD\" are legible.");
        foreach (var description in from name in (string[])["demo", "inspection", "real-estate"]
                                    from file in DatasetCatalogue.Create(name, 42, DatasetManifest.Now)!.Steps.OfType<SeedFile>()
                                    where file.CreateContent is not null && file.MediaType != "document"
                                    let outcome = file.CreateContent!().Outcome
                                    from text in outcome.Scenes?.Select(scene => scene.Description).Append(outcome.Description)
                                        ?? [outcome.Description]
                                    select text)
            description.Should().NotMatchRegex("words \"[^ \"]+\" are");
    }

    [Theory, MemberData(nameof(OutcomeInputs.CategoryNames), MemberType = typeof(OutcomeInputs))]
    public void A_category_is_found_by_its_name(string category) => Categories.GetOrGeneral(category).Name.Should().Be(category);
}
