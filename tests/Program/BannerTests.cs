using FluentAssertions;
using Scopix.Emulator.Tool;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>The banner of an emulator that listens on every address, as in a container. In these tests it listens on 127.0.0.1.</summary>
public sealed class BannerTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task A_wildcard_address_is_printed_as_a_usable_one(string host)
    {
        await using var emulator = await ScopixEmulator.StartAsync(new EmulatorOptions { Port = 0 });

        var banner = Banner.Format(emulator, new EmulatorOptions { Host = host, ControlToken = "correct-horse" });

        banner.Should().Contain($"API      http://127.0.0.1:{emulator.BaseAddress.Port}/api/v2\n").And
            .NotContain(host == "::" ? "[::]" : host);
        banner.Should().Contain("/_emulator/info (send the value of --control-token as X-Emulator-Token)\n")
            .And.NotContain("correct-horse");
    }

    [Fact]
    public async Task Without_a_control_token_the_banner_says_that_other_hosts_are_refused()
    {
        await using var emulator = await ScopixEmulator.StartAsync(new EmulatorOptions { Port = 0 });

        var wildcardBanner = Banner.Format(emulator, new EmulatorOptions { Host = "0.0.0.0" });
        var loopbackBanner = Banner.Format(emulator, new EmulatorOptions());

        wildcardBanner.Should()
            .Contain("/_emulator/info (only this machine or container has access; start with --control-token to allow others)\n");
        loopbackBanner.Should().Contain("/_emulator/info\n");
    }

    [Fact]
    public async Task A_public_URL_is_the_address_that_is_printed()
    {
        await using var emulator = await ScopixEmulator.StartAsync(new EmulatorOptions { Port = 0 });

        var banner = Banner.Format(emulator, new EmulatorOptions { Host = "0.0.0.0", PublicUrl = new Uri("http://scopix.test:9000") });

        banner.Should().Contain("API      http://scopix.test:9000/api/v2\n").And.Contain("curl -H").And.NotContain("127.0.0.1");
    }

    [Fact]
    public async Task The_number_of_files_of_a_dataset_has_separators()
    {
        await using var emulator = await ScopixEmulator.StartAsync(new EmulatorOptions { Port = 0, Dataset = "scale", Count = 1000 });

        var banner = Banner.Format(emulator, new EmulatorOptions { Dataset = "scale" });

        banner.Should().Contain("Dataset  scale: 1,000 files\n").And.NotContain("Open");
    }

    [Fact]
    public async Task The_dataset_demo_has_five_links_that_lead_to_its_records()
    {
        await using var emulator = await ScopixEmulator.StartAsync(new EmulatorOptions { Port = 0, Dataset = "demo" });
        using var client = emulator.CreateClient();

        var links = Banner.Format(emulator, new EmulatorOptions { Dataset = "demo" }).Split('\n')
            .Where(line => line.Contains("/_emulator/ui#/", StringComparison.Ordinal)).ToList();

        links.Should().HaveCount(5);
        foreach (var link in links)
        {
            var path = link.Split("/_emulator/ui#/")[1].Split(' ')[0];
            var address = path.StartsWith("sessions/", StringComparison.Ordinal) ? $"files/{path}/status" : path;
            (await client.GetAsync(new Uri($"/api/v2/{address}", UriKind.Relative), TestContext.Current.CancellationToken))
                .StatusCode.Should().Be(System.Net.HttpStatusCode.OK, path);
        }
    }
}
