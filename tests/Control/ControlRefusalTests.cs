using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Control;

/// <summary>The refusals of the contracts that the state of the emulator decides, for each operation that lists them.</summary>
public sealed class ControlRefusalTests
{
    /// <summary>The key of the example of a registration.</summary>
    private const string Key = "scopix_Starter0localdevelopmentkey";

    [Fact]
    public async Task A_key_that_is_not_accepted_is_refused_by_every_operation_that_uses_a_key()
    {
        await using var api = await TestApi.StartAsync(key: "scopix_short");

        foreach (var row in ControlContracts.Operations)
        {
            var response = await SendAsync(api, row);

            (response.Status == 401).Should().Be(row["responses"]!.AsObject().ContainsKey("401"), $"{row["operation_id"]} {response.Text}");
        }
    }

    [Fact]
    public async Task A_damaged_database_is_reported_by_every_operation_of_its_tenant_but_the_reset()
    {
        using var folder = new DataDirectory();
        await using (var api = await StartAsync(folder)) await api.UploadAndGetIdAsync(Samples.Note(), "note.txt");
        foreach (var file in Directory.GetFiles(folder.Location, "*.db", SearchOption.AllDirectories))
            await File.WriteAllTextAsync(file, "This is no database.", TestContext.Current.CancellationToken);

        await using var damaged = await StartAsync(folder);
        foreach (var row in ControlContracts.Operations.Where(row => (string?)row["operation_id"] != "server.reset"))
        {
            var response = await SendAsync(damaged, row);

            (response.Status == 503).Should().Be(row["responses"]!.AsObject().ContainsKey("503"), $"{row["operation_id"]} {response.Text}");
        }
        (await damaged.PostAsync("/_emulator/reset")).Status.Should().Be(200);
    }

    private static Task<TestApi> StartAsync(DataDirectory folder) =>
        TestApi.StartAsync(options => options with { Data = folder.Location }, Key);

    private static Task<TestResponse> SendAsync(TestApi api, JsonObject row)
    {
        var body = (string?)row["request"] is { } schema && (string?)row["request_type"] == "application/json"
            ? new StringContent(ControlContracts.ReadExamples(schema)[0].Body.ToJsonString(), null, "application/json") : null;
        var path = ((string)row["path"]!).Replace("{stage}", "description", StringComparison.Ordinal);
        return api.SendAsync(new HttpMethod(ControlContracts.GetMethods(row)[0]),
            Routes.FillPlaceholders(path, "00000000-0000-4000-8000-000000000000"), body);
    }
}
