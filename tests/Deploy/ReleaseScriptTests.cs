using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Emulator.Tests.Kits;
using Xunit;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>The scripts of a release, with the answers of other machines.</summary>
public sealed class ReleaseScriptTests
{
    private const string Platforms = "linux-x64;osx-arm64;win-x64";

    private static readonly string[] Libraries = ["Scopix.Emulator", "Scopix.Media", "Scopix.Storage", "Scopix.Fixtures", "Scopix.Client",
        "Scopix.Client.DependencyInjection", "Scopix.Aspire.Hosting", "Scopix.Contracts.Checks", "Scopix.Contracts.Tool",
        "Scopix.Emulator.Tool"];

    private static string Version => BuiltPackages.Version;

    [Theory]
    [InlineData("Linux", "x86_64", "linux-x64")]
    [InlineData("Linux", "aarch64", "linux-arm64")]
    [InlineData("Darwin", "arm64", "osx-arm64")]
    [InlineData("Darwin", "x86_64", "osx-x64")]
    [InlineData("MINGW64_NT-10.0-26100", "x86_64", "win-x64")]
    [InlineData("MSYS_NT-10.0-26100", "aarch64", "win-arm64")]
    public async Task A_machine_has_the_name_that_NET_gives_to_its_platform(string system, string processor, string platform)
    {
        using var folder = new DataDirectory();
        ScriptRunner.WriteProgram(folder.Location, "uname", $"[ \"$1\" = -m ] && echo {processor} || echo {system}");

        var result = await ScriptRunner.RunAsync(RepositoryRoot.Path, ["bash", ".ci/platform"], [], folder.Location);

        result.Should().Be((0, platform + "\n", ""));
    }

    [Fact]
    public async Task A_release_is_completed_with_the_launcher_the_portable_packages_and_the_checksums_of_all_files()
    {
        using var release = await MakeReleaseAsync();

        var result = await CollectAsync(release);

        result.Exit.Should().Be(0, result.Errors);
        var sums = File.ReadAllLines(Path.Combine(release.Folder, "SHA256SUMS")).Select(line => line.Split("  ")).ToDictionary(
            line => line[1], line => line[0]);
        sums.Keys.Should().BeEquivalentTo((string[])[.. Libraries.Select(name => $"{name}.{Version}.nupkg"),
            .. ((string[])["any", .. Platforms.Split(';')]).Select(platform => $"Scopix.Emulator.Tool.{platform}.{Version}.nupkg"),
            .. ((string[])["", "-portable", .. Platforms.Split(';').Select(platform => "-" + platform)])
                .Select(name => $"scopix-emulator{name}-{Version}.tgz"),
            .. ((string[])["any", "manylinux_2_36_x86_64", "macosx_13_0_arm64", "win_amd64"])
                .Select(tag => $"scopix_emulator-{Version}-py3-none-{tag}.whl")]);
        foreach (var (file, sum) in sums)
            sum.Should().Be(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(release.Folder, file)))));
        File.ReadAllText(Path.Combine(release.Folder, $"scopix-emulator-win-x64-{Version}.tgz")).Should()
            .Be("tested", "what a machine tested is published");
    }

    [Theory]
    [InlineData("scopix-emulator-win-x64-{0}.tgz")]
    [InlineData("Scopix.Client.{0}.nupkg")]
    [InlineData("scopix_emulator-{0}-py3-none-macosx_13_0_arm64.whl")]
    public async Task A_release_with_a_missing_file_is_refused(string name)
    {
        using var release = await MakeReleaseAsync();
        File.Delete(Path.Combine(release.Folder, string.Format(null, name, Version)));

        var result = await CollectAsync(release);

        result.Exit.Should().Be(1);
        result.Errors.Should().Contain($"{string.Format(null, name, Version)} is missing.");
        File.Exists(Path.Combine(release.Folder, "SHA256SUMS")).Should().BeFalse();
    }

    [Theory]
    [InlineData("Scopix.Client.0.0.9.nupkg")]
    [InlineData("notes.txt")]
    public async Task A_release_with_a_file_of_another_version_is_refused(string name)
    {
        using var release = await MakeReleaseAsync();
        release.WriteEmpty(name);

        var result = await CollectAsync(release);

        result.Exit.Should().Be(1);
        result.Errors.Should().Contain($"{name} is no file of release {Version}.");
    }

    /// <summary>What the machines of a release hand over.</summary>
    private static async Task<BuiltPackages> MakeReleaseAsync()
    {
        var (node, python) = (ExternalPrograms.Require("node"), ExternalPrograms.Require("python3"));
        _ = ExternalPrograms.Require("npm");
        var release = new BuiltPackages([.. Platforms.Split(';'), "any"]);
        using var made = new DataDirectory();
        foreach (var command in (string[][])[[node, "kits/node/pack.mjs"], [python, "kits/python/build_wheel.py"]])
        {
            var (exit, _, errors) = await ScriptRunner.RunAsync(RepositoryRoot.Path, [.. command, release.Folder, made.Location], []);
            exit.Should().Be(0, errors);
        }
        foreach (var name in Directory.EnumerateFiles(made.Location).Select(file => Path.GetFileName(file))
            .Where(name => !name.EndsWith("-any.whl", StringComparison.Ordinal)))
            File.WriteAllText(Path.Combine(release.Folder, name), "tested");
        foreach (var name in Libraries) release.WriteEmpty($"{name}.{Version}.nupkg");
        return release;
    }

    private static Task<(int Exit, string Output, string Errors)> CollectAsync(BuiltPackages release) =>
        ScriptRunner.RunAsync(RepositoryRoot.Path, ["bash", ".ci/collect", release.Folder], [("TOOL_PLATFORMS", Platforms)]);
}
