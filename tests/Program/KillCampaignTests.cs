using FluentAssertions;
using Scopix.Durability;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>Two rounds of <c>make kill</c>, which has a hundred.</summary>
public sealed class KillCampaignTests
{
    [Fact]
    public async Task Acknowledged_writes_under_mixed_load_survive_two_kills()
    {
        var findings = await KillCampaign
            .RunAsync(Path.Combine(AppContext.BaseDirectory, "Scopix.Emulator.Tool.dll"), times: 2, seed: 7, TextWriter.Null);

        findings.Should().BeEmpty();
    }
}
