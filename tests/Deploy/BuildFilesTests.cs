using System.Text.Json;
using System.Xml.Linq;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Deploy;

/// <summary>The requirements of the build.</summary>
public sealed class BuildFilesTests
{
    [Fact]
    public void Any_NET_10_SDK_can_build_the_solution()
    {
        var sdk = JsonDocument.Parse(Text("global.json")).RootElement.GetProperty("sdk");

        (sdk.Text("version"), sdk.Text("rollForward")).Should().Be(("10.0.100", "latestFeature"));
    }

    [Fact]
    public void Warnings_are_errors_only_in_CI()
    {
        var rules = Projects().SelectMany(file => XDocument.Load(file).Descendants("TreatWarningsAsErrors")).ToList();

        rules.Should().ContainSingle().Which.Attribute("Condition")!.Value.Should().Be("'$(CI)' == 'true'");
        Text(".ci/run").Should().Contain("export CI=true");
    }

    [Fact]
    public void CI_builds_everything_with_the_analyzers()
    {
        var rules = Projects().SelectMany(file => XDocument.Load(file).Descendants("RunAnalyzersDuringBuild")).ToList();

        rules.Should().ContainSingle().Which.Attribute("Condition")!.Value.Should().Be("'$(CI)' != 'true'");
        Text(".ci/run").Should().Contain("dotnet build --no-restore --no-incremental");
    }

    [Fact]
    public void No_version_in_a_lock_file_comes_from_the_SDK()
    {
        var pinned = XDocument.Load(Path.Combine(Root(), "Directory.Build.targets")).Descendants("KnownILLinkPack").Single()
            .Attribute("ILLinkPackVersion")!.Value;

        var locked = ReadLockFile(Path.Combine("contracts", "Client")).GetProperty("Microsoft.NET.ILLink.Tasks");

        (locked.Text("requested"), locked.Text("resolved")).Should().Be(($"[{pinned}, )", pinned));
    }

    private static JsonElement ReadLockFile(string project) =>
        JsonDocument.Parse(Text(Path.Combine(project, "packages.lock.json"))).RootElement.GetProperty("dependencies")
            .GetProperty("net10.0");

    private static IEnumerable<string> Projects() =>
        Directory.EnumerateFiles(Root(), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".csproj" or ".props" or ".targets")
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    private static string Text(string file) => File.ReadAllText(Path.Combine(Root(), file));

    private static string Root() => RepositoryRoot.Path;
}
