using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary><c>contracts/claims.json</c> has every claim that the suite makes.</summary>
[Collection("the suite as a process")]
public sealed class ClaimCatalogueTests
{
    private static readonly string File = Path.Combine(RepositoryRoot.Path, "contracts", "claims.json");

    [Fact]
    public async Task The_claims_are_those_of_a_run()
    {
        SlowTests.SkipUnlessEverythingRuns();
        var folder = Directory.CreateTempSubdirectory("scopix-claims-");
        try
        {
            var made = Path.Combine(folder.FullName, "claims.json");

            await ContractSuiteProcess.RunAsync(target: null, [], ("SCOPIX_CONTRACT_CLAIMS", made));

            var (now, kept) = (System.IO.File.ReadAllLines(made), System.IO.File.ReadAllLines(File));
            now.Except(kept).Should().BeEmpty("the suite makes these claims; make claims writes them");
            kept.Except(now).Should().BeEmpty("the suite makes these claims no more; make claims removes them");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_operation_has_claims_and_every_claim_an_id_of_its_own()
    {
        using var operations = Read("operations.json");
        using var claims = Read("claims.json");

        var all = claims.RootElement.EnumerateArray().ToList();

        all.Select(claim => claim.GetProperty("id").GetString()).Should().OnlyHaveUniqueItems();
        all.Select(claim => claim.GetProperty("operation").GetString()).Distinct().Should().BeEquivalentTo(
            operations.RootElement.EnumerateArray().Select(operation => operation.GetProperty("id").GetString()).Append(""));
    }

    private static JsonDocument Read(string name) =>
        JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(RepositoryRoot.Path, "contracts", name)));
}
