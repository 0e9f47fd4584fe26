using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Deploy;
using Xunit;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>The packages for npm and pip of all platforms of a release, made of packages of .NET with stand-ins for the programs.</summary>
public sealed class KitPackagingTests
{
    private const string Repository = "https://github.com/example/scopix-emulator";

    private static readonly string[] Platforms = ["linux-x64", "linux-arm64", "osx-arm64", "osx-x64", "win-x64", "win-arm64", "any"];

    private static string Version => BuiltPackages.Version;

    [Theory]
    [InlineData("linux-x64", "linux", "x64", "glibc", "scopix-emulator")]
    [InlineData("linux-arm64", "linux", "arm64", "glibc", "scopix-emulator")]
    [InlineData("osx-arm64", "darwin", "arm64", null, "scopix-emulator")]
    [InlineData("osx-x64", "darwin", "x64", null, "scopix-emulator")]
    [InlineData("win-x64", "win32", "x64", null, "scopix-emulator.exe")]
    [InlineData("win-arm64", "win32", "arm64", null, "scopix-emulator.exe")]
    [InlineData("portable", null, null, null, "Scopix.Emulator.Tool.dll")]
    public async Task An_npm_package_is_installed_on_its_platform_alone(
        string name, string? system, string? processor, string? library, string program)
    {
        using var packages = new BuiltPackages(name == "portable" ? "any" : name);
        using var folder = await PackForNpmAsync(packages);

        var files = ReadTarball(folder, $"scopix-emulator-{name}");
        var manifest = JsonDocument.Parse(files["package/package.json"].Content).RootElement;

        (ReadOnly(manifest, "os"), ReadOnly(manifest, "cpu"), ReadOnly(manifest, "libc")).Should().Be((system, processor, library));
        manifest.GetProperty("repository").Text("url").Should().Be($"git+{Repository}.git");
        files.Keys.Should().BeEquivalentTo("package/package.json", "package/LICENSE", "package/THIRD-PARTY-NOTICES.txt",
            $"package/program/{program}", "package/program/pictures/notice.txt");
        files[$"package/program/{program}"].Mode.HasFlag(UnixFileMode.UserExecute).Should().Be(program == "scopix-emulator");
    }

    [Fact]
    public async Task The_launcher_knows_the_programs_of_all_platforms_and_the_hashes_of_their_files()
    {
        using var packages = new BuiltPackages(Platforms);
        using var folder = await PackForNpmAsync(packages);

        var files = ReadTarball(folder, "scopix-emulator");
        var manifest = JsonDocument.Parse(files["package/package.json"].Content).RootElement;
        var programs = JsonDocument.Parse(files["package/lib/programs.json"].Content).RootElement;

        string[] natives = [.. Platforms.Where(platform => platform != "any")];
        manifest.GetProperty("optionalDependencies").EnumerateObject().Select(one => (one.Name, one.Value.GetString())).Should()
            .BeEquivalentTo(natives.Select(platform => ($"scopix-emulator-{platform}", Version)));
        programs.EnumerateObject().Select(one => one.Name).Should().BeEquivalentTo([.. natives, "portable"]);
        foreach (var program in programs.EnumerateObject())
        {
            var packed = ReadTarball(folder, program.Value.Text("package")!);
            var hashes = program.Value.GetProperty("files").EnumerateObject()
                .ToDictionary(file => file.Name, file => file.Value.GetString());
            hashes.Should().ContainKey(program.Value.Text("program")!);
            hashes.Should().BeEquivalentTo(packed.Where(file => file.Key.StartsWith("package/program/", StringComparison.Ordinal))
                .ToDictionary(file => file.Key["package/".Length..], file => Hash(file.Value.Content)));
        }
    }

    [Theory]
    [InlineData("linux-x64", "manylinux_2_36_x86_64", "scopix-emulator", true)]
    [InlineData("linux-arm64", "manylinux_2_36_aarch64", "scopix-emulator", true)]
    [InlineData("osx-arm64", "macosx_13_0_arm64", "scopix-emulator", true)]
    [InlineData("osx-x64", "macosx_13_0_x86_64", "scopix-emulator", true)]
    [InlineData("win-x64", "win_amd64", "scopix-emulator.exe", false)]
    [InlineData("win-arm64", "win_arm64", "scopix-emulator.exe", false)]
    [InlineData("any", "any", "Scopix.Emulator.Tool.dll", false)]
    public async Task A_wheel_names_the_oldest_system_that_its_program_runs_on(
        string platform, string tag, string program, bool isExecutable)
    {
        using var packages = new BuiltPackages(platform);
        using var folder = await BuildWheelsAsync(packages);

        using var wheel = ZipFile.OpenRead(Path.Combine(folder.Location, $"scopix_emulator-{Version}-py3-none-{tag}.whl"));
        using var text = new StreamReader(wheel.GetEntry($"scopix_emulator-{Version}.dist-info/WHEEL")!.Open());
        var entry = wheel.GetEntry($"scopix_emulator/program/{program}")!;

        (await text.ReadToEndAsync(TestContext.Current.CancellationToken)).Should().Contain($"Tag: py3-none-{tag}\n");
        (entry.ExternalAttributes >> 16 & 0x1ff).Should().Be(isExecutable ? 0x1ed : 0x1a4, "the mode is 755 or 644");
        wheel.GetEntry("scopix_emulator/program/pictures/notice.txt").Should().NotBeNull();
        wheel.Entries.Should().NotContain(file => file.Name.EndsWith(".pdb", StringComparison.Ordinal));
    }

    private static Task<DataDirectory> PackForNpmAsync(BuiltPackages packages)
    {
        _ = ExternalPrograms.Require("npm");
        return RunAsync([ExternalPrograms.Require("node"), "kits/node/pack.mjs"], packages);
    }

    private static Task<DataDirectory> BuildWheelsAsync(BuiltPackages packages) =>
        RunAsync([ExternalPrograms.Require("python3"), "kits/python/build_wheel.py"], packages);

    private static async Task<DataDirectory> RunAsync(string[] command, BuiltPackages packages)
    {
        var folder = new DataDirectory();
        var (exit, _, errors) = await ScriptRunner.RunAsync(
            RepositoryRoot.Path, [.. command, packages.Folder, folder.Location], [("SCOPIX_REPOSITORY", Repository)]);
        exit.Should().Be(0, errors);
        return folder;
    }

    private static Dictionary<string, (UnixFileMode Mode, byte[] Content)> ReadTarball(DataDirectory folder, string package)
    {
        using var file = File.OpenRead(Path.Combine(folder.Location, $"{package}-{Version}.tgz"));
        using var tar = new TarReader(new GZipStream(file, CompressionMode.Decompress));
        var files = new Dictionary<string, (UnixFileMode, byte[])>();
        while (tar.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            files[entry.Name] = (entry.Mode, content.ToArray());
        }
        return files;
    }

    /// <summary>The one value of a list; null when there is none.</summary>
    private static string? ReadOnly(JsonElement manifest, string name) =>
        manifest.TryGetProperty(name, out var list) ? list.EnumerateArray().Single().GetString() : null;

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
