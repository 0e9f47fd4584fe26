using System.Globalization;
using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Emulator.Tests.Imports;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>Calls every operation of the control API, which returns the success that its contract has.</summary>
public sealed class ControlOperationWalkTests
{
    /// <summary>Bodies other than the smallest example.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["datasets.load"] = """{"dataset":"empty"}""",
        ["requests.verify"] = """{"operation":"files.upload"}""",
        ["snapshots.save"] = """{"name":"other"}""",
        ["stages.apply"] = """{"action":"release"}""",
    };

    /// <summary>Operations that other tests call successfully: one needs TLS, the others a proxy.</summary>
    private static readonly Dictionary<string, int> ExpectedRefusals =
        new() { ["server.certificate"] = 404, ["drift.get"] = 404, ["drift.differences"] = 404 };

    public static TheoryData<string> Ids => [.. ControlContracts.Operations.Select(row => (string)row["operation_id"]!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_operation_returns_its_documented_success(string id)
    {
        await using var api = await ControlEmulator.OpenTenantAsync();
        var (row, resources) = (ControlContracts.GetOperation(id), await ControlResources.CreateAsync(api));
        if (id == "files.restore") await api.DeleteAsync(resources.FillPath(new() { ["path"] = "/api/v2/files/{file_id}" }));
        await using var sender = id is "datasets.load" or "imports.load" ? await ControlEmulator.OpenTenantAsync() : api.WithKey(api.Key);

        foreach (var method in ControlContracts.GetMethods(row))
        {
            var path = resources.FillPath(row, id == "snapshots.import" ? "name" : "", "copy");
            var response = await sender.SendAsync(new HttpMethod(method), path, await CreateContentAsync(api, row));

            response.Header("X-Emulator-Operation").Should().Be((string?)row["id"]);
            response.Status.Should().Be(ExpectedRefusals.GetValueOrDefault(id, GetSuccess(row)), response.Text);
        }
    }

    private static int GetSuccess(JsonObject row) => int.Parse(row["responses"]!.AsObject().First().Key, CultureInfo.InvariantCulture);

    private static async Task<HttpContent?> CreateContentAsync(TestApi api, JsonObject row) =>
        ((string?)row["operation_id"], (string?)row["request"]) switch
        {
            (_, null) => null,
            ("snapshots.import", _) => new ByteArrayContent((await api.GetAsync("/_emulator/snapshots/start/export")).Bytes),
            ("imports.load", _) => new ByteArrayContent(ImportArchives.Write(ImportArchives.Empty)),
            ("snapshots.branch", _) => CreateJson(new JsonObject { ["key"] = ControlEmulator.CreateKey() }.ToJsonString()),
            var (id, schema) => CreateJson(Bodies.GetValueOrDefault(id!)
                ?? ControlContracts.ReadExamples(schema!).MinBy(example => example.Body.Count).Body.ToJsonString()),
        };

    private static StringContent CreateJson(string json) => new(json, null, "application/json");
}
