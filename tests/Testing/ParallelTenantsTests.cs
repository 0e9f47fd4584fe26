using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>Parallel tests on one emulator, each with its own tenant.</summary>
public sealed class ParallelTenantsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Fifty_tests_with_their_own_clock_faults_and_stubs_do_not_disturb_each_other()
    {
        await using var scopix = await ScopixEmulator.StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => RunTestAsync(scopix.NewTenant(), n)));

        outcomes.Should().Equal(Enumerable.Range(0, 50).Select(GetExpectedOutcome));
        (await scopix.Requests.ListAsync()).TotalCount.Should().Be(0, "no test used the default key");
    }

    /// <summary>Each test has another day, fault and description; every third test resets its tenant in the middle.</summary>
    private static async Task<string> RunTestAsync(Tenant tenant, int n)
    {
        using var http = tenant.CreateClient();
        await http.UploadAndGetIdAsync(Samples.Photo(n + 1_000), "before.jpg");
        if (n % 3 == 0) await tenant.ResetAsync();
        await tenant.Clock.FreezeAsync(Start.AddDays(n));
        await tenant.Stubs.AddAsync(new Stub { Filename = "*", Description = $"Test {n}." });
        await tenant.Faults.AddAsync(new Fault { Operation = "files.list", Status = 500 + n, Times = 1 + (n % 3) });
        if (n % 2 == 0) await tenant.Faults.AddAsync(new Fault { Stage = "description", Fail = "timeout" });
        var id = await http.UploadAndGetIdAsync(Samples.Photo(n), $"photo-{n}.jpg");
        var now = await tenant.Clock.AdvanceAsync(TimeSpan.FromMinutes(n + 1));
        var file = await http.GetJsonAsync($"files/{id}");
        var refused = 0;
        while (await http.GetStatusAsync("files") == 500 + n) refused++;
        var files = (await http.GetJsonAsync("files"))["total_count"]!.GetValue<int>();
        await tenant.Requests.VerifyAsync("files.list", times: refused + 2);
        return FormatOutcome(now, (string)file["description_status"]!, (string?)file["upload_description"], (string)file["created_at"]!,
            refused, files);
    }

    private static string GetExpectedOutcome(int n)
    {
        var (failed, day) = (n % 2 == 0, Start.AddDays(n));
        return FormatOutcome(day.AddMinutes(n + 1), failed ? "failed" : "completed", failed ? null : $"Test {n}.",
            $"{day:yyyy-MM-ddTHH:mm:ss}Z", 1 + (n % 3), n % 3 == 0 ? 1 : 2);
    }

    private static string FormatOutcome(DateTimeOffset now, string status, string? description, string created, int refused, int files) =>
        $"{now:s} {status} {description} {created} {refused} {files}";
}
