using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary><c>scopix-contracts --settle</c> says which assumptions a target confirms and which it refutes.</summary>
[Collection("the suite as a process")]
public sealed class SettleTests
{
    public SettleTests() => SlowTests.SkipUnlessEverythingRuns();

    [Fact]
    public async Task The_emulator_confirms_every_decision_that_is_tested()
    {
        await using var target = await RecordingTarget.StartAsync();

        var (code, outcomes, output) = await SettleAsync(target.Address, "--write", "--other-api-key", ContractSuiteProcess.OtherKey);

        code.Should().Be(0, output);
        outcomes.Values.Should().NotContain("refuted", output);
        outcomes.Values.Count(outcome => outcome == "confirmed").Should().BeGreaterThan(35, output);
        await target.ShouldBeUnchangedAsync();
    }

    [Fact]
    public async Task A_target_that_differs_refutes_exactly_that_decision()
    {
        await using var target = await DefectiveTarget.StartAsync(
            new Defect("files.export_columns", 200, Damage: body => Reverse(body["groups"]!["basic"]!.AsArray())));

        var (code, outcomes, output) = await SettleAsync(target.Address, "--write");

        code.Should().Be(0, output);
        outcomes.Where(decision => decision.Value == "refuted").Select(decision => decision.Key).Should().Equal(["file-exports"], output);
        output.Should().Contain("refuted    file-exports: GET /api/v2/files/export/columns");
    }

    [Fact]
    public async Task Without_write_it_only_reads_and_says_what_remains()
    {
        await using var target = await RecordingTarget.StartAsync();

        var (code, outcomes, output) = await SettleAsync(target.Address, "--max-requests", "30");

        code.Should().Be(0, output);
        outcomes["query-refusals"].Should().Be("confirmed", output);
        output.Should().MatchRegex("untested   deleted-files: .+")
            .And.MatchRegex("[0-9]+ decisions: 0 refuted, [1-9][0-9]* confirmed, [1-9][0-9]* untested");
        target.Requests.Should().HaveCountGreaterThan(1).And.HaveCountLessThan(40)
            .And.OnlyContain(request => request.Method == "GET" || request.Path.EndsWith("search", StringComparison.Ordinal)
                || request.Path.EndsWith("check-duplicates", StringComparison.Ordinal));
    }

    private static async Task<(int Code, Dictionary<string, string> Outcomes, string Output)> SettleAsync(
        Uri target, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("scopix-settle-");
        try
        {
            var path = Path.Combine(folder.FullName, "report.json");
            var (code, output) = await ContractSuiteProcess.RunToolAsync(
                ["--url", $"{target}", "--settle", "--report", path, .. options], ContractSuiteProcess.Key);
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
            return (code, report.RootElement.GetProperty("decisions").EnumerateArray().ToDictionary(
                decision => decision.GetProperty("id").GetString()!, decision => decision.GetProperty("outcome").GetString()!), output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Reverse(JsonArray items)
    {
        var reversed = items.Reverse().Select(item => item!.DeepClone()).ToList();
        items.Clear();
        foreach (var item in reversed) items.Add(item);
    }
}
