using FluentAssertions;
using Scopix.Contracts.Checks;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>
/// Recordings turn assumptions of a copy of the contracts into observations. They are made with an emulator that plays the live service,
/// which is why they never reach the contracts themselves.
/// </summary>
public sealed class EvidenceMergeTests
{
    [Fact]
    public async Task Assumed_properties_and_verbs_that_a_recording_shows_become_observed_and_the_layout_stays()
    {
        using var copy = new ContractsCopy();
        var before = copy.ReadAll();
        await copy.RecordSessionAsync("scopix_Merge001secretofthistest");

        var result = copy.Merge();

        result.Contradictions.Should().BeEmpty();
        result.Properties.Should().BeGreaterThan(5);
        result.Verbs.Should().BeGreaterThan(10);
        var after = copy.ReadAll();
        after.Keys.Should().Contain("observed/files.get.200.json");
        foreach (var (file, text) in before.Where(file => file.Key.StartsWith("schemas", StringComparison.Ordinal)))
            after[file].Split('\n').Should().HaveSameCount(text.Split('\n'), file);
        after["operations.json"].Should().Contain("\"source\": \"recording of ").And.Contain("; assumed before: seed 001, ");
        CountWord(before, "\"assumed\"").Should()
            .Be(CountWord(after, "\"assumed\"") + result.Properties + result.Verbs + result.Parameters);
    }

    [Fact]
    public async Task Merging_twice_changes_nothing()
    {
        using var copy = new ContractsCopy();
        await copy.RecordSessionAsync("scopix_Merge002secretofthistest");
        copy.Merge();
        var once = copy.ReadAll();

        var again = copy.Merge();

        (again.Properties, again.Verbs, again.Parameters, again.Recordings).Should().Be((0, 0, 0, 0));
        copy.ReadAll().Should().BeEquivalentTo(once);
    }

    [Fact]
    public async Task A_contradiction_is_listed_and_changes_no_schema()
    {
        using var copy = new ContractsCopy();
        const string key = "scopix_Merge003secretofthistest";
        LiveLikeTarget.Deviate(key, response =>
        {
            if (response.Path != "/api/v2/files/quota-check") return false;
            response.Json["can_proceed"] = "yes";
            return true;
        });

        await copy.RecordSessionAsync(key);
        var result = copy.Merge();

        result.Contradictions.Should().ContainSingle().Which.Should().Be(
            "files.quota_check 200 #/can_proceed: must be of type boolean, was string");
    }

    [Fact]
    public void A_recording_that_was_made_with_an_emulator_is_refused()
    {
        using var copy = new ContractsCopy();
        Recorder.AddToFolder(copy.Recordings, new("files.get", 200, "2026-01-15", [new([], null, null, ["X-Emulator-Operation"])]));

        var merge = () => copy.Merge();

        merge.Should().Throw<InvalidDataException>().WithMessage("*made with an emulator*");
    }

    [Fact]
    public void A_recording_that_cannot_be_told_from_one_of_an_emulator_is_refused()
    {
        using var copy = new ContractsCopy();
        Recorder.AddToFolder(copy.Recordings, new("files.get", 200, "2026-01-15", [new([], null, null)]));

        var merge = () => copy.Merge();

        merge.Should().Throw<InvalidDataException>().WithMessage("*has no names of headers*");
    }

    [Theory]
    [InlineData("sessions.channel", 101, "channel", 1)]
    [InlineData("sessions.channel", 101, "other", 0)]
    [InlineData("sessions.channel", 422, "channel", 0)]
    [InlineData("projects.get", 200, "other", 1)]
    [InlineData("projects.get", 404, "other", 0)]
    public void An_assumed_parameter_that_was_sent_with_a_success_becomes_observed(string operation, int status, string sent, int expected)
    {
        using var copy = new ContractsCopy();
        var file = Path.Combine(copy.Location, "operations.json");
        var before = File.ReadAllLines(file);
        copy.Record(operation, status, "2026-01-15", sent);

        var result = copy.Merge();

        result.Parameters.Should().Be(expected);
        File.ReadAllLines(file).Except(before).Count(line => line.Contains("\"name\": ", StringComparison.Ordinal)
            && line.Contains("\"observed\", \"source\": \"recording of 2026-01-15; assumed before: ", StringComparison.Ordinal))
            .Should().Be(expected);
    }

    private static int CountWord(Dictionary<string, string> files, string word) =>
        files.Where(file => !file.Key.StartsWith("observed", StringComparison.Ordinal))
            .Sum(file => file.Value.Split(word).Length - 1);
}
