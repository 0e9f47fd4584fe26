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
    public void Both_images_check_their_health_with_the_program_itself()
    {
        Instruction("HEALTHCHECK").Should().HaveCount(2).And.OnlyContain(check =>
            check.EndsWith("CMD [\"/app/Scopix.Emulator.Tool\", \"health\"]", StringComparison.Ordinal));
        Text("Dockerfile").Should().NotContain("--start-interval");
        Compose.Services.Where(service => service.Value.Contains("healthcheck:", StringComparison.Ordinal)).Select(service => service.Key)
            .Should().BeEquivalentTo("minio", "proxy");
    }

    [Fact]
    public void The_base_images_name_their_Ubuntu_release_and_need_no_other_registry()
    {
        Text("Dockerfile").Should().NotContain("# syntax");
        Instruction("FROM").Should().Equal("FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build",
            "FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble AS full", "FROM build AS model", "FROM full AS semantic",
            "FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled AS slim");
    }

    [Fact]
    public void Both_images_run_the_program_as_a_user_without_rights_in_its_data_folder()
    {
        var stages = Text("Dockerfile").Split("\nFROM ")[2..].Where(stage => stage.StartsWith("mcr.", StringComparison.Ordinal));

        stages.Should().HaveCount(2).And.OnlyContain(stage => stage.Contains("\nUSER app\nWORKDIR /data\n", StringComparison.Ordinal)
            && stage.Contains("--chown=1654:1654 /data /data", StringComparison.Ordinal)
            && stage.TrimEnd().EndsWith("ENTRYPOINT [\"/app/Scopix.Emulator.Tool\"]", StringComparison.Ordinal));
    }

    [Fact]
    public void Packages_are_restored_in_their_own_layer_and_the_program_is_published_as_elsewhere()
    {
        var lines = Instruction("COPY", "RUN").ToList();
        var restore = lines.FindIndex(line => line.Contains("dotnet restore", StringComparison.Ordinal));

        lines.Take(restore).Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)).Should()
            .OnlyContain(line => !Sources(line).Any(IsFolder));
        lines[restore].Should().Contain("--locked-mode").And.Contain("-p:PublishAot=true")
            .And.Contain("-p:NuGetLockFilePath=obj/publish.lock.json");
        Instruction("RUN").Should().ContainSingle(line => line.StartsWith("RUN .ci/publish /app native", StringComparison.Ordinal));
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

    [Fact]
    public void Every_source_of_the_image_of_the_contracts_exists_and_is_not_ignored()
    {
        var sources = Text("contracts/Dockerfile").Split('\n').Where(line => line.StartsWith("COPY ", StringComparison.Ordinal))
            .Where(line => !line.Contains("--from", StringComparison.Ordinal)).SelectMany(Sources).ToList();
        var taken = Text("contracts/Dockerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!'))
            .Select(line => line[1..]).ToList();

        sources.Should().HaveCountGreaterThan(8).And.OnlyContain(source => Path.Exists(Path.Combine(Root(), source)));
        sources.Should()
            .OnlyContain(source => taken.Any(root => source == root || source.StartsWith(root + "/", StringComparison.Ordinal)));
        Text("contracts/Dockerfile").Should().Contain("\nUSER app\n").And.Contain("--locked-mode");
    }

    [Fact]
    public void The_model_is_a_layer_of_its_own_on_the_full_image()
    {
        var stage = Text("Dockerfile").Split("\nFROM ").Single(stage => stage.StartsWith("full AS semantic", StringComparison.Ordinal));

        stage.Should().Contain("COPY --from=model /semantic /app/semantic\n", "the emulator looks for this folder beside its program")
            .And.Contain("ENV Emulator__Search=semantic\n");
        Text("Dockerfile").Should().Contain("RUN PROJECT=emulator/Semantic .ci/publish /semantic native\n");
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
}
