using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary>The suite leaves a target unchanged; here an emulator plays the live service.</summary>
[Collection("the suite as a process")]
public sealed partial class LiveRunTests
{
    public LiveRunTests() => SlowTests.SkipUnlessEverythingRuns();

    private static readonly string[] WritingContracts = ["Folders", "Projects", "Links", "DirectUploads", "Analyze", "Batch", "FileDelete"];

    [Fact]
    public async Task Two_runs_leave_the_target_unchanged()
    {
        await using var target = await RecordingTarget.StartAsync();

        for (var run = 1; run <= 2; run++)
        {
            var (code, output, _) = await ContractSuiteProcess.RunAsync(target.Address, WritingContracts, ("SCOPIX_CONTRACT_WRITE", "1"));
            code.Should().Be(0, output);
            ReadTotal(output).Should().BeGreaterThan(40);
        }

        target.IntentCount.Should().BeGreaterThan(10);
        await target.ShouldBeUnchangedAsync();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_interrupted_run_leaves_the_target_unchanged(string signal)
    {
        Assert.SkipWhen(signal == "INT" && ExternalPrograms.IgnoresInterrupts(), "this process was started with SIGINT ignored");
        await using var target = await RecordingTarget.StartAsync();
        target.HoldUploadsAfter(3);
        using var suite = ContractSuiteProcess.Start(target.Address, ["Folders", "Projects", "Files", "FileList", "Batch"],
            ("SCOPIX_CONTRACT_WRITE", "1"));
        var ended = ContractSuiteProcess.WaitForExitAsync(suite);
        await Task.WhenAny(target.UploadHeld, ended);

        suite.HasExited.Should().BeFalse("the run must be interrupted before its end");
        await ExternalPrograms.SignalAsync(suite.Id, signal);
        target.ReleaseUploads(); // the end waits for requests in progress
        var (output, code) = await ended;

        code.Should().NotBe(0, output);
        await target.ShouldBeUnchangedAsync();
    }

    [Fact]
    public async Task A_read_only_run_sends_no_writing_request()
    {
        await using var target = await RecordingTarget.StartAsync();

        var (code, output, _) = await ContractSuiteProcess
            .RunAsync(target.Address, [.. WritingContracts, "Telemetry", "Errors", "Search", "Duplicates", "UploadLimits"]);

        code.Should().Be(0, output);
        output.Should().Contain("writes; set SCOPIX_CONTRACT_WRITE=1 to allow it");
        target.Requests.Should().HaveCountGreaterThan(5);
        target.Requests.Where(r => r.Method != "GET").Select(r => r.Path).Should()
            .BeSubsetOf(["/api/v2/files/search", "/api/v2/files/check-duplicates"]);
    }

    [Fact]
    public async Task An_exhausted_request_budget_skips_the_remaining_cases_with_a_message()
    {
        await using var target = await RecordingTarget.StartAsync();
        var folder = Directory.CreateTempSubdirectory("scopix-budget-");
        try
        {
            var (_, output, _) = await ContractSuiteProcess.RunAsync(
                target.Address, ["Folders", "Projects", "Batch"],
                ("SCOPIX_CONTRACT_WRITE", "1"), ("SCOPIX_CONTRACT_MAX_REQUESTS", "12"), ("SCOPIX_CONTRACT_REPORT", folder.FullName));

            using var report = JsonDocument.Parse(
                await File.ReadAllTextAsync(Path.Combine(folder.FullName, "contract.json"), TestContext.Current.CancellationToken));
            output.Should().Contain("stopped early: 12 requests are used up (SCOPIX_CONTRACT_MAX_REQUESTS)");
            report.RootElement.GetProperty("spent").GetProperty("exhausted").GetString().Should().StartWith("12 requests");
            report.RootElement.GetProperty("tests").EnumerateArray().Count(t => t.GetProperty("outcome").GetString() == "skipped").Should()
                .BeGreaterThan(10);
            await target.ShouldBeUnchangedAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_run_is_compared_with_a_baseline_and_its_reports_contain_no_key()
    {
        await using var target = await RecordingTarget.StartAsync();
        var folder = Directory.CreateTempSubdirectory("scopix-baseline-");
        try
        {
            var (first, second, recorded) = (Path.Combine(folder.FullName, "first.json"), Path.Combine(folder.FullName, "second"),
                Path.Combine(folder.FullName, "recorded"));
            var write = ("SCOPIX_CONTRACT_WRITE", "1");
            // the responses of projects do not depend on the time
            await ContractSuiteProcess.RunAsync(target.Address, ["Projects"], write, ("SCOPIX_CONTRACT_REPORT", first));

            var same = await ContractSuiteProcess.RunAsync(target.Address, ["Projects"], write, ("SCOPIX_CONTRACT_BASELINE", first));
            var fewer = await ContractSuiteProcess.RunAsync(
                target.Address, ["Folders"], write, ("SCOPIX_CONTRACT_BASELINE", first), ("SCOPIX_CONTRACT_REPORT", second),
                ("SCOPIX_CONTRACT_RECORD", recorded));

            same.Output.Should().MatchRegex(@"\b0 differences from first\.json of ");
            fewer.Output.Should().MatchRegex(@"[1-9]\d* differences from first\.json of ");
            File.ReadAllText(second + ".md").Should().Contain("projects.create : operation called → not called");
            Directory.GetFiles(recorded).Select(Path.GetFileName).Should().Contain("folders.create.201.json");
            var written = string.Concat(Directory.GetFiles(folder.FullName, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
            written.Should().NotContainAny(ContractSuiteProcess.Key, ContractSuiteProcess.OtherKey, "X-Amz-Signature=");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int ReadTotal(
        string output) => int.Parse(TotalTests().Match(output).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Total: (\d+)")]
    private static partial Regex TotalTests();
}
