using FluentAssertions;
using Scopix.Emulator.Tool;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>What is printed where the emulator listens on every address, as in a container. It listens on 127.0.0.1 here.</summary>
public sealed class BannerTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task An_address_that_listens_everywhere_is_printed_as_one_that_works(string host)
    {
        await using var emulator = await ScopixEmulator.StartAsync(new EmulatorOptions { Port = 0 });

        var banner = Banner.Format(emulator, new EmulatorOptions { Host = host, ControlToken = "correct-horse" });

        banner.Should().Contain($"API      http://127.0.0.1:{emulator.BaseAddress.Port}/api/v2\n").And
            .NotContain(host == "::" ? "[::]" : host);
        banner.Should().Contain("/_emulator/info (send the value of --control-token as X-Emulator-Token)\n")
            .And.NotContain("correct-horse");
    }

    [Fact]
    public async Task Without_a_token_the_banner_says_that_others_are_refused()
    {
        await using var emulator = await ScopixEmulator.StartAsync(new EmulatorOptions { Port = 0 });

        var everywhere = Banner.Format(emulator, new EmulatorOptions { Host = "0.0.0.0" });
        var here = Banner.Format(emulator, new EmulatorOptions());

        everywhere.Should()
            .Contain("/_emulator/info (refuses other machines and, in a container, its host: start with --control-token)\n");
        here.Should().Contain("/_emulator/info\n");
    }

    [Fact]
    public async Task A_public_URL_is_the_address_that_is_printed()
    {
        await using var emulator = await ScopixEmulator.StartAsync(new EmulatorOptions { Port = 0 });

        var banner = Banner.Format(emulator, new EmulatorOptions { Host = "0.0.0.0", PublicUrl = new Uri("http://scopix.test:9000") });

        banner.Should().Contain("API      http://scopix.test:9000/api/v2\n").And.Contain("curl -H").And.NotContain("127.0.0.1");
    }
}
