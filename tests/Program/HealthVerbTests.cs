using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

public sealed class HealthVerbTests
{
    [Fact]
    public async Task A_running_emulator_is_healthy_and_the_exit_code_is_0()
    {
        await using var emulator = await EmulatorProcess.StartAsync([]);
        using var client = emulator.CreateClient();

        var (exit, output, errors) = await EmulatorProcess.RunAsync(["health", "--url", client.BaseAddress!.AbsoluteUri]);

        exit.Should().Be(0, errors);
        JsonDocument.Parse(output).RootElement.GetProperty("status").GetString().Should().Be("ready");
    }

    [Fact]
    public async Task The_port_is_that_of_the_environment()
    {
        await using var emulator = await EmulatorProcess.StartAsync([]);
        using var client = emulator.CreateClient();

        var (exit, _, errors) = await EmulatorProcess.RunAsync(["health"], null, ("Emulator__Port", $"{client.BaseAddress!.Port}"));

        exit.Should().Be(0, errors);
    }

    [Fact]
    public async Task An_invalid_port_of_the_environment_is_explained_and_the_exit_code_is_2()
    {
        var (exit, _, errors) = await EmulatorProcess.RunAsync(["health"], null, ("Emulator__Port", "99999"));

        exit.Should().Be(2);
        errors.Should().Contain("--port must be a number from 0 to 65535; it is 99999.");
    }

    [Fact]
    public async Task An_invalid_appsettings_json_is_explained()
    {
        using var folder = new DataDirectory();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Location, "appsettings.json"), """{"Emulator":{""", TestContext.Current.CancellationToken);

        var (exit, _, errors) = await EmulatorProcess.RunAsync(["health"], folder.Location);

        exit.Should().NotBe(0);
        errors.Should().Contain("appsettings.json").And.NotContain("   at ");
    }

    [Fact]
    public async Task Nothing_at_the_address_is_explained_and_the_exit_code_is_1()
    {
        var (exit, output, errors) = await EmulatorProcess.RunAsync(["health", "--url", "http://127.0.0.1:9"]);

        exit.Should().Be(1);
        output.Should().BeEmpty();
        errors.Should().StartWith("scopix-emulator: http://127.0.0.1:9/ is not healthy: ");
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("ftp://127.0.0.1")]
    public async Task Another_scheme_is_refused(string url)
    {
        var (exit, _, errors) = await EmulatorProcess.RunAsync(["health", "--url", url]);

        exit.Should().Be(2);
        errors.Should().Contain("--url must be an http or https address.")
            .And.EndWith("Run scopix-emulator health --help for all options.\n");
    }
}
