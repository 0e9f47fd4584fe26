using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Emulator.Tests.Pages;
using Xunit;

namespace Scopix.Emulator.Tests.Security;

public sealed partial class SecurityPageTests
{
    /// <summary>
    /// The public API reaches its own emulator, and creates clients for it. The verbs of the background use Unix sockets.
    /// </summary>
    private static readonly string[] NetworkFolders =
        ["Storage/S3", "Verbs/Seed/", "Verbs/Pull/", "Verbs/HealthVerb.cs", "Verbs/Background/", "Core/Testing/", "Proxy/Comparing/"];

    [Fact]
    public void Every_test_that_the_threat_list_names_exists()
    {
        var named = NamedTests.Find(ReadSecurityPage());

        NamedTests.FindMissing(named).Should().BeEmpty();
        named.Should().HaveCountGreaterThan(40);
    }

    [Fact]
    public void Every_threat_has_a_test_and_states_the_remaining_risk()
    {
        var rows = ReadSecurityPage().Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| threat", StringComparison.Ordinal))
            .ToList();

        rows.Should().HaveCountGreaterThan(25).And
            .OnlyContain(row => row.Split(" | ").Length == 4, "a row has four cells: threat, protection, tests, remaining risk");
        rows.Where(row => NamedTests.Find(row).Length == 0 && !row.Contains("no test", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Only_the_S3_store_the_verbs_and_the_test_kit_use_the_network()
    {
        var emulator = Path.Combine(RepositoryRoot.Path, "emulator");
        var usingNetwork = Directory.EnumerateFiles(emulator, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(emulator, file).Replace('\\', '/'))
            .Where(file => !file.Contains("obj/", StringComparison.Ordinal)
                && NetworkApi().IsMatch(File.ReadAllText(Path.Combine(emulator, file))));

        usingNetwork.Should().OnlyContain(file => NetworkFolders.Any(place => file.StartsWith(place, StringComparison.Ordinal)));
    }

    private static string ReadSecurityPage() => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "security.md"));

    [GeneratedRegex(@"\b(HttpClient|TcpClient|UdpClient|WebRequest|ClientWebSocket|Dns\.|new Socket\(|AmazonS3Client|ScopixClient)\b?")]
    private static partial Regex NetworkApi();
}
