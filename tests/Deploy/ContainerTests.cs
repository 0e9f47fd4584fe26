using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>The rights of the containers, their images, and the build of the image.</summary>
public sealed partial class ContainerTests
{
    private static readonly ComposeFile Compose = new(Text("docker-compose.yml"));

    public static TheoryData<string> Services() => [.. Compose.Services.Keys];

    [Fact]
    public void The_services_are_an_emulator_a_MinIO_and_three_servers_behind_a_proxy()
    {
        Compose.Services.Keys.Should().BeEquivalentTo("emulator", "minio", "server-1", "server-2", "server-3", "proxy");
    }

    [Theory, MemberData(nameof(Services))]
    public void A_service_runs_with_few_rights_and_is_restarted(string service)
    {
        var settings = ((string[])["read_only", "tmpfs", "cap_drop", "security_opt", "restart"]).Select(key => Compose.Value(service, key));

        settings.Should().Equal("true", "[/tmp]", "[ALL]", "[\"no-new-privileges:true\"]", "unless-stopped");
        Compose.Services[service].Should().NotContainAny("privileged:", "cap_add", "network_mode", "docker.sock");
    }

    [Theory, MemberData(nameof(Services))]
    public void A_service_is_reachable_only_from_this_machine(string service)
    {
        var ports = Port().Matches(Compose.Services[service]).Select(port => port.Groups[1].Value);

        ports.Should().NotBeEmpty().And.OnlyContain(port => port.StartsWith("127.0.0.1:", StringComparison.Ordinal));
    }

    [Fact]
    public void One_service_is_built_and_the_others_use_existing_images()
    {
        var images = Compose.Services.Keys.ToDictionary(service => service, service => Compose.Value(service, "image"));

        Compose.Services.Keys.Where(service => Compose.Value(service, "build") is not null).Should().Equal("emulator");
        foreach (var server in (string[])["server-1", "server-2", "server-3"])
            (images[server], Compose.Value(server, "pull_policy")).Should().Be((images["emulator"], "never"));
        images["proxy"].Should().Be("nginx:1.30-alpine");
        images["minio"].Should().MatchRegex(@"^\$\{SCOPIX_S3_IMAGE:-quay\.io/minio/minio:RELEASE\.[0-9TZ-]+\}$");
    }

    [Fact]
    public void The_S3_server_is_the_release_used_by_the_tests_and_its_replacement_is_documented()
    {
        var release = Regex.Match(Text(".ci/minio"), "release ([0-9TZ-]+)").Groups[1].Value;

        Compose.Value("minio", "image").Should().Contain($"RELEASE.{release}}}");
        Text("docs/s3-servers.md").Should().Contain("SCOPIX_S3_IMAGE");
    }

    [Fact]
    public void The_emulators_health_check_is_defined_once()
    {
        Instruction("HEALTHCHECK").Should().ContainSingle().Which.Should().Contain("/_emulator/health").And.NotContain("--start-interval");
        Compose.Services.Where(service => service.Value.Contains("healthcheck:", StringComparison.Ordinal)).Select(service => service.Key)
            .Should().BeEquivalentTo("minio", "proxy");
    }

    [Fact]
    public void The_base_images_name_their_Ubuntu_release_and_need_no_other_registry()
    {
        Text("Dockerfile").Should().NotContain("# syntax");
        Instruction("FROM").Select(from => from.Split(' ')[1]).Should()
            .Equal("mcr.microsoft.com/dotnet/sdk:10.0-noble", "mcr.microsoft.com/dotnet/aspnet:10.0-noble");
    }

    [Fact]
    public void Packages_are_restored_in_their_own_layer_and_the_publish_options_match()
    {
        var lines = Instruction("COPY", "RUN").ToList();
        var restore = lines.FindIndex(line => line.Contains("dotnet restore", StringComparison.Ordinal));
        var publish = lines.Single(line => line.Contains("dotnet publish", StringComparison.Ordinal));

        lines.Take(restore).Should()
            .OnlyContain(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !Sources(line).Any(IsFolder));
        lines[restore].Should().Contain("--locked-mode");
        publish.Should().Contain("--no-restore");
        Property().Matches(Text(".ci/publish").Split("exec dotnet publish")[1]).Select(match => match.Value)
            .Except(["-p:NuGetLockFilePath=obj/publish.lock.json"])
            .Should().HaveCountGreaterThan(3).And.OnlyContain(property => publish.Contains(property, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_source_of_the_image_exists_and_is_not_ignored()
    {
        var sources = Instruction("COPY").Where(line => !line.Contains("--from", StringComparison.Ordinal)).SelectMany(Sources).ToList();
        var taken = Text(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();

        sources.Should().OnlyContain(source => Path.Exists(Path.Combine(Root(), source)));
        sources.Should()
            .OnlyContain(source => taken.Any(pattern => source == pattern || source.StartsWith(pattern + "/", StringComparison.Ordinal)
            || Regex.IsMatch(source, "^" + Regex.Escape(pattern).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$")));
        sources.Should().Contain(Directory.EnumerateFiles(Root(), "Directory.*").Select(file => Path.GetFileName(file)));
    }

    private static IEnumerable<string> Sources(string copy) => copy.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1];

    private static bool IsFolder(string source) => Directory.Exists(Path.Combine(Root(), source));

    /// <summary>Reads the Dockerfile's instructions of some kinds, one per line.</summary>
    private static IEnumerable<string> Instruction(params string[] kinds) =>
        Text("Dockerfile").Replace("\\\n", "", StringComparison.Ordinal).Split('\n').Where(line => kinds.Contains(line.Split(' ')[0]));

    private static string Text(string file) => File.ReadAllText(Path.Combine(Root(), file));

    private static string Root() => RepositoryRoot.Path;

    [GeneratedRegex(@"^ +- ""([0-9.:]+)""$", RegexOptions.Multiline)]
    private static partial Regex Port();

    [GeneratedRegex(@"-p:\S+")]
    private static partial Regex Property();
}
