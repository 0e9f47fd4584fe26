using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>The notices name what is in the program: nothing less, and in the right version.</summary>
public sealed class ThirdPartyNoticesTests
{
    /// <summary>Packages that only the build uses.</summary>
    private static readonly string[] BuildPackages = ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.NET.ILLink.Tasks"];

    [Fact]
    public void Every_package_of_the_program_is_named_with_its_version()
    {
        var notices = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "THIRD-PARTY-NOTICES.txt"));

        string[] projects = ["emulator", "emulator/Pictures", "emulator/Semantic"];
        var packages = projects.SelectMany(ReadLockFile).Distinct().ToList();

        packages.Should().HaveCountGreaterThan(10);
        packages.Where(package => !notices.Contains($"\n  {package} ", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_program_prints_them()
    {
        var (exitCode, output, _) = await EmulatorProcess.RunAsync(["--licenses"]);

        exitCode.Should().Be(0);
        output.Should().Be(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "THIRD-PARTY-NOTICES.txt")));
        output.Should().Contain("You may replace it with a version of your own");
    }

    private static IEnumerable<string> ReadLockFile(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, folder, "packages.lock.json")));
        foreach (var framework in json.RootElement.GetProperty("dependencies").EnumerateObject())
            foreach (var package in framework.Value.EnumerateObject())
                if (package.Value.GetProperty("type").GetString() != "Project" && !BuildPackages.Contains(package.Name))
                    yield return $"{package.Name} {package.Value.GetProperty("resolved").GetString()}";
    }
}
