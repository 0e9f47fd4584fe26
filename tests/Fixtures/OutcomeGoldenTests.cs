using FluentAssertions;
using Scopix.Fixtures;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>Three recorded outcomes, which show a change of vocabulary, random order or library on every machine.</summary>
public class OutcomeGoldenTests
{
    [Fact]
    public void The_outcome_of_a_general_photo_has_not_changed()
    {
        var outcome = AiOutcomes.Create(new string('f', 64), 42, "image", "general");

        outcome.Should().BeEquivalentTo(new AiOutcome(
            "A riveted steel girder on a harbour pier, with surface corrosion and flaking paint. Lettering in "
            + "the picture says \"MAX LOAD 4 T\".",
            ["steel girder", "harbour", "corrosion", "paint"],
            "MAX LOAD 4 T\nDO NOT CLIMB\nBEAM B-12",
            [
                new("MAX LOAD 4 T", new(0.4326, 0.1145, 0.7909, 0.1915)),
                new("DO NOT CLIMB", new(0.337, 0.5107, 0.6858, 0.5786)),
                new("BEAM B-12", new(0.5109, 0.868, 0.7276, 0.9274)),
            ]), o => o.WithStrictOrdering());
    }

    [Fact]
    public void The_outcome_of_a_piping_diagram_has_not_changed()
    {
        var outcome = AiOutcomes.Create(new string('b', 64), 7, "image", "pid");

        outcome.Should().BeEquivalentTo(new AiOutcome(
            "A diagram of a steam heater with temperature control and a bypass, issued for a chemical plant. One "
            + "of its labels reads \"TE-304\".",
            ["steam", "heater", "temperature control", "bypass", "chemical plant"],
            "TE-304\nTIC-399\nHOLD 8\nUNIT 194",
            [
                new("TE-304", new(0.1537, 0.0561, 0.2254, 0.086)),
                new("TIC-399", new(0.4341, 0.402, 0.5799, 0.4462)),
                new("HOLD 8", new(0.7696, 0.5606, 0.8433, 0.5937)),
                new("UNIT 194", new(0.6703, 0.8198, 0.862, 0.8861)),
            ]), o => o.WithStrictOrdering().Excluding(actual => actual.Domains));
        outcome.Domains!["pid_data"].GetRawText().Should().Be(
            """
            {"drawing_number":"P&ID-112","equipment":[{"tag":"E-301","type":"heat_exchanger","confidence":0.81}],
            "instruments":[{"tag":"TE-304","function":"temperature element","confidence":0.81},
            {"tag":"TIC-399","function":"temperature controller","confidence":0.97}],
            "lines":[{"number":"4\"-CW-101-A1","size":"4\"","service":"CW"}]}
            """.OnOneLine());
    }

    [Fact]
    public void The_outcome_of_a_document_with_text_has_not_changed()
    {
        const string text = "SAFETY MANUAL\n\nChapter 1: Pumps and valves\n\nInspect pumps and valves quarterly for corrosion.";

        var outcome = AiOutcomes.Create(new string('c', 64), 42, "document", "general", text);

        outcome.Should().BeEquivalentTo(new AiOutcome(
            "A document titled \"SAFETY MANUAL\". The words pumps, valves, safety, manual and inspect recur.",
            ["pumps", "valves", "safety", "manual", "inspect", "document"],
            null,
            []), o => o.WithStrictOrdering());
    }
}
