using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tool;
using Xunit;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary><c>docker-compose.yml</c> and <c>deploy/</c> use existing options and agree with each other.</summary>
public sealed partial class TopologyTests
{
    [Theory]
    [InlineData("docker-compose.yml")]
    [InlineData("Dockerfile")]
    public void Every_environment_setting_is_an_emulator_option(string file)
    {
        var named = Setting().Matches(Text(file)).Select(match => match.Groups[1].Value).Distinct().ToList();

        named.Should().NotBeEmpty().And
            .BeSubsetOf(OptionsReader.Definitions.Select(option => OptionsReader.GetConfigurationKey(option.Name)));
    }

    [Fact]
    public void Every_emulator_argument_is_an_emulator_option()
    {
        var starts = CommandLine().Match(Text("docker-compose.yml")).Value + Start().Match(Text("deploy/try")).Value;

        var named = Argument().Matches(starts).Select(match => match.Groups[1].Value).Distinct().ToList();

        named.Should().Contain(["storage", "s3-endpoint", "public-url", "control-token"]).And
            .BeSubsetOf(OptionsReader.Definitions.Select(option => option.Name));
    }

    [Fact]
    public void Both_proxy_upstreams_list_the_servers_of_the_compose_file()
    {
        var servers = Service().Matches(Text("docker-compose.yml")).Select(match => match.Groups[1].Value).ToList();

        var listed = Upstream().Matches(Text("deploy/nginx.conf")).Select(match => match.Groups[1].Value).ToList();

        servers.Should().HaveCount(3);
        listed.Should().Equal([.. servers, .. servers]);
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, file));

    [GeneratedRegex("Emulator__([A-Za-z0-9]+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"command: \[""--storage.*")]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"dotnet ""\$emulator"" .*?&$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Start();

    [GeneratedRegex("(?<![a-z-])--([a-z0-9-]+)")]
    private static partial Regex Argument();

    [GeneratedRegex("^  (server-[0-9]+):\n    ", RegexOptions.Multiline)]
    private static partial Regex Service();

    [GeneratedRegex(@"^ +server (server-[0-9]+):8340 ", RegexOptions.Multiline)]
    private static partial Regex Upstream();
}
