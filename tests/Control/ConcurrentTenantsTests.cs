using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>Tests that share one emulator, each with its own key.</summary>
public sealed class ConcurrentTenantsTests
{
    [Fact]
    public async Task Fifty_parallel_tenants_do_not_affect_each_other()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Quick });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => RunTestAsync(api.WithKey(TestApi.CreateKey(n)), n)));

        outcomes.Should().Equal(Enumerable.Range(0, 50).Select(Expected));
    }

    /// <summary>
    /// Uses a clock, a stub, faults, a bundle, the journal and coverage of its own tenant, and resets it while other tests run.
    /// </summary>
    private static async Task<string> RunTestAsync(TestApi api, int n)
    {
        await api.UploadAndGetIdAsync(Samples.Photo(n + 1_000), "gone.jpg");
        await api.PostAsync("/_emulator/reset");
        await api.FreezeAsync($"2026-03-01T{n % 24:00}:00:00Z");
        await api.PostAsync("/_emulator/stubs", new { filename = "*", description = $"Test {n}." });
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 500 + (n % 50) });
        if (n % 2 == 0) await api.PostAsync("/_emulator/faults", new { bundle = "slow-ai" });
        var id = await api.UploadAndGetIdAsync(Samples.Photo(n), $"photo-{n}.jpg");
        await api.AdvanceAsync(TimeSpan.FromSeconds(30 + n));
        var file = await api.GetAsync($"/api/v2/files/{id}");
        var (faulted, list) = (await api.GetAsync("/api/v2/files"), await api.GetAsync("/api/v2/files"));
        var verified = await api.PostAsync("/_emulator/requests/verify", new { operation = "files.list", times = 2 });
        var requests = await api.GetAsync("/_emulator/requests");
        var clock = (await api.GetAsync("/_emulator/clock"))["now"].GetString();
        return FormatOutcome(clock!, file["description_status"].GetString()!, file["upload_description"].GetString(), faulted.Status,
            list["total_count"].GetInt32(),
            verified.Status, requests["total_count"].GetInt32());
    }

    private static string Expected(int n)
    {
        var slow = n % 2 == 0 && n < 31;
        var clock = new DateTimeOffset(2026, 3, 1, n % 24, 0, 0, TimeSpan.Zero).AddSeconds(30 + n);
        return FormatOutcome($"{clock:yyyy-MM-ddTHH:mm:ss}Z", slow ? "processing" : "completed", slow ? null : $"Test {n}.", 500 + (n % 50),
            1, 200, 4);
    }

    private static string FormatOutcome(
        string clock, string status, string? description, int faulted, int files, int verified, int requests) =>
        $"{clock} {status} {description} {faulted} {files} {verified} {requests}";
}
