using System.Diagnostics;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Clients;

/// <summary>
/// The client with seven known weaknesses is found out, each weakness by its own verdict, and the careful client is not suspected.
/// </summary>
public sealed class SurviveVerdictTests
{
    private static readonly Dictionary<string, string> Weaknesses = new()
    {
        ["files.upload#1/reset_after"] = Verdicts.Duplicated, // it sends a POST again whose answer was lost
        ["files.upload#1/rate_limited"] = Verdicts.Hammered, // it ignores Retry-After
        ["stages.description#1/stage_stuck"] = Verdicts.Hung, // it polls for ever
        ["files.list#1/truncated"] = Verdicts.Lost, // it trusts the 200 of an answer that is cut off
        ["storage.put_part#1/put_refused"] = Verdicts.Leaked, // it leaves its upload open
        ["files.upload#1/refused"] = Verdicts.Lost, // it swallows a 422
        ["files.get#1/unknown_word"] = Verdicts.FailedBlindly, // it breaks on an unknown status
    };

    [Fact]
    public async Task Each_weakness_of_the_naive_client_has_its_verdict()
    {
        var verdicts = await JudgeAsync("naive.mjs", hangSeconds: 6);

        verdicts.Should().BeEquivalentTo(Weaknesses);
    }

    [Fact]
    public async Task The_careful_client_has_none_of_them()
    {
        var verdicts = await JudgeAsync("careful.mjs", hangSeconds: 40);

        verdicts.Values.Should().OnlyContain(verdict => verdict == Verdicts.Survived || verdict == Verdicts.FailedLegibly);
        verdicts["stages.description#1/stage_stuck"].Should().Be(Verdicts.FailedLegibly);
        verdicts["files.upload#1/reset_after"].Should().Be(Verdicts.Survived);
    }

    private static async Task<Dictionary<string, string>> JudgeAsync(string script, int hangSeconds)
    {
        await using var emulator = await ScopixEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        CleanRun? clean = null;
        SurvivePlan? plan = null;
        for (var run = 0; run < 2; run++)
        {
            var tenant = emulator.NewTenant();
            (await RunAsync(script, tenant, 60)).Exit.Should().Be(0);
            plan = await tenant.Survival.PlanAsync(new SurvivePlanRequest { Clean = clean }, TestContext.Current.CancellationToken);
            clean = plan.Clean;
        }

        plan!.Differences.Should().BeEmpty();
        var verdicts = new Dictionary<string, string>();
        foreach (var experiment in plan.Experiments.Where(experiment => Weaknesses.ContainsKey(experiment.Id)))
        {
            var tenant = emulator.NewTenant();
            await tenant.Survival.PrepareAsync(experiment, TestContext.Current.CancellationToken);
            var (exit, output) = await RunAsync(script, tenant, hangSeconds);
            var found = await tenant.Survival.JudgeAsync(
                new VerdictRequest(experiment, plan.Clean) { ExitCode = exit, Output = output }, TestContext.Current.CancellationToken);
            found.Hits.Should().BePositive(experiment.Id);
            TestContext.Current.TestOutputHelper?.WriteLine($"{experiment.Id}: {found.Verdict}. {found.Reason}");
            verdicts.Add(experiment.Id, found.Verdict);
        }
        return verdicts;
    }

    /// <summary>Runs a script with a tenant; without an exit code it has not ended and was stopped.</summary>
    private static async Task<(int? Exit, string Output)> RunAsync(string script, Tenant tenant, int hangSeconds)
    {
        var start = new ProcessStartInfo(ClientScripts.RequireNode(), [ClientScripts.PathTo($"survive/{script}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SCOPIX_BASE_URL"] = new Uri(tenant.BaseAddress, "/api/v2").AbsoluteUri;
        start.Environment["SCOPIX_API_KEY"] = tenant.ApiKey;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(hangSeconds));
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (null, await output + await errors);
        }
    }
}
