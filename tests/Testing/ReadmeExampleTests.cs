using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tests.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>The README's test in C# is this one, line by line.</summary>
public sealed partial class ReadmeExampleTests
{
    [Fact]
    public async Task The_example_of_the_README_runs()
    {
        await using var scopix = await ScopixEmulator.StartAsync();
        var tenant = scopix.NewTenant();
        using var http = tenant.CreateClient();

        await tenant.Clock.FreezeAsync(new DateTimeOffset(2026, 1, 15, 10, 30, 0, TimeSpan.Zero));
        await tenant.Stubs.AddAsync(new Stub { Filename = "*leak*", Description = "A leaking valve.", Tags = ["leak"] });
        await tenant.Faults.AddAsync(new Fault { Operation = "files.list", Status = 429, RetryAfter = 2, Times = 3 });

        for (var i = 0; i < 4; i++) await http.GetAsync("/api/v2/files?tags=leak");

        await tenant.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        await tenant.Requests.VerifyAsync("files.list", times: 4);
        await tenant.Requests.VerifyAsync(new ExpectedRequest { Operation = "files.list", Query = new() { ["tags"] = "leak" }, Status = 429, Times = 3 });

        (await tenant.Faults.ListAsync()).Should().ContainSingle().Which.RemainingHits.Should().Be(0);
    }

    [Fact]
    public async Task The_example_is_the_one_of_the_README()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "README.md"));
        var test = (await File.ReadAllLinesAsync(Path.Combine(RepositoryRoot.Path, "tests", "Testing", "ReadmeExampleTests.cs"))).Select(line => line.Trim()).ToHashSet();

        var printed = CSharp().Matches(readme).Select(block => block.Groups[1].Value).Single(block => block.Contains("Emulator.StartAsync", StringComparison.Ordinal))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" //")[0].Trim()).ToArray();

        printed.Should().HaveCountGreaterThan(8);
        printed.Should().BeSubsetOf(test);
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
