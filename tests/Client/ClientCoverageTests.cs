using System.Text.Json;
using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Every operation, called through its client method, with its result.</summary>
public sealed class ClientCoverageTests
{
    internal static Dictionary<string, Func<ScopixClient, TestApi, Task>> Scenarios { get; } = new()
    {
        ["files"] = ClientScenarios.RunFilesAsync,
        ["images"] = ClientScenarios.RunImagesAsync,
        ["exports"] = ClientScenarios.RunExportsAsync,
        ["documents"] = ClientScenarios.RunDocumentsAsync,
        ["analysis"] = ClientScenarios.RunAnalysisAsync,
        ["uploads"] = ClientScenarios.RunUploadsAsync,
        ["sessions"] = ClientScenarios.RunSessionsAsync,
        ["direct"] = ClientScenarios.RunDirectUploadsAsync,
        ["folders"] = ClientScenarios.RunFoldersAsync,
        ["projects"] = ClientScenarios.RunProjectsAsync,
        ["links"] = ClientScenarios.RunLinksAsync,
        ["videos"] = ClientScenarios.RunVideosAsync,
        ["data"] = ClientScenarios.RunDataAsync,
    };

    public static TheoryData<string> ScenarioNames() => [.. Scenarios.Keys];

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public async Task The_methods_return_what_the_service_stores(string scenario)
    {
        await using var api = await TestApi.StartAsync();
        using var client = api.CreateScopixClient();

        await Scenarios[scenario](client, api);
    }

    [Fact]
    public async Task Every_operation_is_called_by_a_client_method()
    {
        var contracts = JsonDocument
            .Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "contracts", "operations.json"))).RootElement
            .EnumerateArray()
            .Select(row => row.Text("id")!).Where(id => !id.StartsWith("llama.", StringComparison.Ordinal));
        using var recorder = new RecordingHandler();

        foreach (var scenario in Scenarios.Values)
        {
            await using var api = await TestApi.StartAsync();
            using var client = api.CreateScopixClient(recorder);
            await scenario(client, api);
        }

        contracts.Except(recorder.Operations).Should().BeEmpty();
    }
}
