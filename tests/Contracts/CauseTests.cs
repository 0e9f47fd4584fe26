using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary>The suite names each thing that is wrong with a server once, however many cases meet it.</summary>
[Collection("the suite as a process")]
public sealed class CauseTests
{
    public CauseTests() => SlowTests.SkipUnlessEverythingRuns();

    private static readonly Defect WrongStatus = new("files.upload", 201, Status: 200);

    [Fact]
    public async Task Three_defects_are_three_causes_and_none_hides_another()
    {
        await using var target = await DefectiveTarget.StartAsync(
            WrongStatus,
            new("files.get", 200, Damage: body => body.Remove("size_bytes")),
            new("files.list", 200, Damage: body => body["has_more"] = true));

        var (causes, output) = await RunAsync(target, "Uploads", "Files", "FileList", "FileUpdate", "FileDelete");

        causes.Select(cause => (GetText(cause, "operations", 0), GetText(cause, "place"))).Should().Equal(
            [("files.upload", "status"), ("files.get", "size_bytes"), ("files.list", "no more after the second page")], output);
        causes[0].GetProperty("cases").GetArrayLength().Should().BeGreaterThan(30);
        output.TrimEnd().Split('\n')[^1].Should().MatchRegex("^3 causes, [0-9]+ cases$");
        output[output.IndexOf("\n1. ", StringComparison.Ordinal)..].Trim().Split('\n').Should().HaveCountLessThanOrEqualTo(3 * 5 + 1);
    }

    [Fact]
    public async Task A_cause_names_the_request_the_evidence_and_the_command_that_shows_it_again()
    {
        await using var target = await DefectiveTarget.StartAsync(WrongStatus);

        var (causes, output) = await RunAsync(target, "Uploads");

        var cause = causes.Should().ContainSingle(output).Subject;
        GetText(cause, "headline").Should().MatchRegex(
            """^POST /api/v2/files/upload \(files\.upload\): status expected 201, got 200 · documented, seed 001 "Streaming Upload" · """
            + "request id [0-9a-f-]{36}$");
        GetText(cause, "curl").Should().MatchRegex(
            "^curl -s -X POST \"\\$SCOPIX_BASE_URL\"'/files/upload' -H \"Authorization: Bearer \\$SCOPIX_API_KEY\" "
            + "-F '.*' -F 'file=@.*;type=.*'");
        GetText(cause, "body", 0).Should().StartWith("{\"file_id\":");
        output.Should().NotContain(ContractSuiteProcess.Key);
    }

    [Fact]
    public async Task A_defect_of_all_operations_is_one_cause()
    {
        await using var target = await DefectiveTarget.StartAsync(
            new Defect("*", 404, Damage: body => body["error"]!.AsObject().Remove("code")));

        var (causes, output) = await RunAsync(target, "AllOperations");

        var cause = causes.Should().ContainSingle(output).Subject;
        GetText(cause, "place").Should().Be("error.code");
        cause.GetProperty("operations").GetArrayLength().Should().BeGreaterThan(30);
    }

    [Fact]
    public async Task A_server_that_never_finishes_processing_ends_a_run_soon()
    {
        await using var target = await DefectiveTarget.StartAsync(new Defect("files.list", 200, Damage: body =>
        {
            foreach (var item in body["items"]!.AsArray()) item!["primary_status"] = "processing";
        }));

        var (causes, output) = await RunAsync(target, ["Uploads"], ("SCOPIX_CONTRACT_MAX_SECONDS", "2"));

        causes.Select(cause => GetText(cause, "place")).Should().Contain("the run ends within 2 s; the rest is not judged", output);
    }

    private static string? GetText(JsonElement cause, string name) => cause.GetProperty(name).GetString();

    private static string? GetText(JsonElement cause, string name, int index) => cause.GetProperty(name)[index].GetString();

    private static Task<(JsonElement[] Causes, string Output)> RunAsync(DefectiveTarget target, params string[] classes) =>
        RunAsync(target, classes, ("SCOPIX_CONTRACT_MAX_SECONDS", "120"));

    private static async Task<(JsonElement[] Causes, string Output)> RunAsync(
        DefectiveTarget target, string[] classes, (string Name, string Value) setting)
    {
        var folder = Directory.CreateTempSubdirectory("scopix-causes-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.json");
            var (_, output, _) = await ContractSuiteProcess.RunAsync(
                target.Address, classes, ("SCOPIX_CONTRACT_WRITE", "1"), ("SCOPIX_CONTRACT_REPORT", file), setting);
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            return ([.. report.RootElement.GetProperty("causes").EnumerateArray().Select(cause => cause.Clone())], output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
