using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Survive;

/// <summary>Experiments in a .NET test: the results are the cases of a theory.</summary>
public sealed class SurviveAsyncTests
{
    private static readonly SurvivalOptions Uploads = new() { Only = ["files.upload"], HangAfter = TimeSpan.FromSeconds(5) };

    public static async Task<IEnumerable<TheoryDataRow<SurvivalResult>>> GetResultsAsync()
    {
        await using var emulator = await ScopixEmulator.StartAsync();
        var results = await emulator.SurviveAsync(UploadOnceAsync, [TroubleCategories.Limits], Uploads);
        return [.. results.Select(result => new TheoryDataRow<SurvivalResult>(result) { TestDisplayName = result.ToString() })];
    }

    [Theory, MemberData(nameof(GetResultsAsync), DisableDiscoveryEnumeration = true)]
    public void Each_experiment_is_a_case(SurvivalResult result)
    {
        result.ThrowIfDefect();

        result.Verdict.Verdict.Should().Be(Verdicts.FailedLegibly, "the test uploads once, and its exception has the status");
    }

    [Fact]
    public async Task A_test_that_repeats_an_upload_has_a_defect_with_a_reproduction()
    {
        await using var emulator = await ScopixEmulator.StartAsync();

        var results = await emulator.SurviveAsync(async tenant =>
        {
            try
            {
                await UploadOnceAsync(tenant);
            }
            catch (Exception error) when (error is HttpRequestException or ScopixException)
            {
                await UploadOnceAsync(tenant);
            }
        }, [TroubleCategories.Network], Uploads);

        var result = results.Single(result => result.Experiment.Kind == "reset_after");
        result.Verdict.Verdict.Should().Be(Verdicts.Duplicated);
        result.Invoking(each => each.ThrowIfDefect()).Should().Throw<SurvivalException>().WithMessage("*curl *_emulator/faults*");
        results.Single(each => each.Experiment.Kind == "timeout").Verdict.Verdict.Should().Be(Verdicts.Hung);
    }

    [Fact]
    public async Task A_test_that_does_not_do_the_same_twice_is_refused()
    {
        await using var emulator = await ScopixEmulator.StartAsync();
        var runs = 0;

        var survive = () => emulator.SurviveAsync(tenant => runs++ == 0 ? UploadOnceAsync(tenant) : Task.CompletedTask);

        await survive.Should().ThrowAsync<SurvivalException>().WithMessage("*files.upload was called in the first clean run alone.*");
    }

    private static async Task UploadOnceAsync(Tenant tenant) =>
        await tenant.UploadAsync(UploadSource.FromBytes(Samples.Photo(), "north.jpg"));
}
